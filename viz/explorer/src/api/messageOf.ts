import { Refused } from "./client";

/** What an error says, in words; "" where the whole page says that one must sign in. */
export function messageOf(error: unknown): string {
  if (error instanceof Refused && error.problem.status === 401) return "";
  return error instanceof Error ? error.message : String(error);
}
