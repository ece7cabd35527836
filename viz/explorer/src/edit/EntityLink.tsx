import { search } from "./asked";

/** Leads to an entity on this page. */
export function EntityLink({ id, name }: { id: string; name: string }) {
  return <a href={`./edit${search({ page: "entity", id })}`}>{name}</a>;
}
