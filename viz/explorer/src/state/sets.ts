/** Sets that are not changed in place. */

export function plus<T>(set: ReadonlySet<T>, ...members: readonly T[]): ReadonlySet<T> {
  return members.every((one) => set.has(one)) ? set : new Set([...set, ...members]);
}

export function minus<T>(set: ReadonlySet<T>, ...members: readonly T[]): ReadonlySet<T> {
  const gone = new Set(members);
  return [...set].some((one) => gone.has(one)) ? new Set([...set].filter((one) => !gone.has(one))) : set;
}

export function toggled<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  return set.has(member) ? minus(set, member) : plus(set, member);
}
