/** The ids that a person noted down, in the order in which they did. */

export type Shortlist = readonly string[];

export function noted(list: Shortlist, ...ids: readonly string[]): Shortlist {
  const fresh = ids.filter((id) => !list.includes(id));
  return fresh.length ? [...list, ...new Set(fresh)] : list;
}

export function struck(list: Shortlist, id: string): Shortlist {
  return list.filter((one) => one !== id);
}
