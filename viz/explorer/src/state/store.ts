/** One value that changes, and those who want to know. */
export class Store<S> {
  private readonly listeners: ((state: S, before: S) => void)[] = [];

  constructor(private state: S) {}

  get now(): S {
    return this.state;
  }

  update(change: (state: S) => S): void {
    const before = this.state;
    this.state = change(before);
    if (this.state !== before) for (const tell of this.listeners) tell(this.state, before);
  }

  /** Call `tell` now and whenever `part` of the state is another. */
  watch<P>(part: (state: S) => P, tell: (part: P, state: S) => void): void {
    this.listeners.push((state, before) => {
      if (part(state) !== part(before)) tell(part(state), state);
    });
    tell(part(this.state), this.state);
  }
}
