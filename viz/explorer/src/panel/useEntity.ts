import type { Entity } from "../api/client";
import { type Loaded, useAnswer } from "../app/useAnswer";

/** All that is known of an entity. It is asked anew at each `turn`. */
export function useEntity(id: string, turn = 0): Loaded<Entity> {
  return useAnswer((client) => client.entity(id), [id, turn]);
}
