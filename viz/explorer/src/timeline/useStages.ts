import { useEffect, useState } from "preact/hooks";
import { useSession } from "../app/session";
import type { Items } from "./items";

/** The id of an agreement → its stage, as far as they were asked for. */
export type Stages = ReadonlyMap<string, string>;

/** So many agreements are asked for; the panel knows the stage of every one. */
const MOST = 60;

/** The stages of the agreements on the timeline; each is asked for once. */
export function useStages({ dated, undated }: Items): Stages {
  const { client } = useSession();
  const [stages, setStages] = useState<Stages>(new Map());
  const agreements = [...dated, ...undated].filter(({ kind }) => kind === "Agreement").map(({ id }) => id);
  const asked = agreements.slice(0, MOST).join("\n");
  useEffect(() => {
    let wanted = true;
    const missing = asked.split("\n").filter((id) => id && !stages.has(id));
    const ask = async (id: string) => [id, String((await client.entity(id)).properties["stage"] ?? "")] as const;
    void Promise.allSettled(missing.map(ask)).then((found) => {
      // An agreement that could not be asked for has no stage here; the page says that the server is lost.
      const known = found.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      if (wanted && known.length) setStages((was) => new Map([...was, ...known]));
    });
    return () => {
      wanted = false;
    };
  }, [client, asked]);
  return stages;
}
