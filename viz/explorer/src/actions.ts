/** What a person can do: each action changes the state, after asking the server where it must. */

import { type Client, Refused } from "./api/client";
import { type App, named } from "./state/app";
import { around, toggled } from "./state/network";
import { type Asking, continued, nameless, type Question } from "./state/question";
import type { Store } from "./state/store";

const DEPTH = 2;
const MOST = 300;
/** How many names are asked for at a time. */
const NAMES = 200;

export class Actions {
  /** What was asked for last: an answer that comes too late is passed over. */
  private readonly wanted = { centre: "", entity: "" };

  constructor(
    private readonly store: Store<App>,
    private readonly client: Client,
  ) {}

  /** Show the network around an entity. */
  focus = (id: string): Promise<void> =>
    this.trying(async () => {
      this.wanted.centre = id;
      const found = await this.client.neighbours(id, DEPTH, MOST);
      if (this.wanted.centre !== id) return;
      const everyone = [found.centre, ...found.entities];
      this.store.update((app) =>
        named({ ...app, network: around(found, app.network.hidden) }, everyone.map(pair)),
      );
    });

  /** Show all that is known of an entity; of none for "". */
  choose = (id: string): Promise<void> =>
    this.trying(async () => {
      this.wanted.entity = id;
      const entity = id ? await this.client.entity(id) : null;
      if (this.wanted.entity !== id) return;
      this.store.update((app) => ({ ...app, chosen: entity?.id ?? "", entity }));
    });

  toggle = (kind: string): void => {
    this.store.update((app) => ({ ...app, network: toggled(app.network, kind) }));
  };

  ask = async (question: Question): Promise<void> => {
    const waiting: Asking = { state: "waiting", question };
    this.store.update((app) => ({ ...app, asking: waiting }));
    const asking = await this.answered(question);
    // A later question may have been asked meanwhile.
    this.store.update((app) => (app.asking === waiting ? { ...app, asking } : app));
    await this.nameAll();
  };

  private async answered(question: Question): Promise<Asking> {
    try {
      return { state: "answered", question, answer: await this.client.who({ ...question }) };
    } catch (error) {
      return error instanceof Refused
        ? { state: "refused", question, problem: error.problem }
        : { state: "failed", question, reason: reason(error) };
    }
  }

  /** The next page of the answer. */
  more = (): Promise<void> =>
    this.trying(async () => {
      const { asking } = this.store.now;
      if (asking.state !== "answered") return;
      const { question, answer } = asking;
      const rest = { cursor: answer.next, facets: false };
      const following = await this.client.who({ ...question, ...rest });
      this.store.update((app) =>
        app.asking === asking
          ? { ...app, asking: { ...asking, answer: continued(answer, following) } }
          : app,
      );
      await this.nameAll();
    });

  /** Learn the names of what the answer speaks of. */
  private nameAll = (): Promise<void> =>
    this.trying(async () => {
      const { asking, names } = this.store.now;
      if (asking.state !== "answered") return;
      const ids = nameless(asking.answer, names);
      for (let from = 0; from < ids.length; from += NAMES) {
        const { entities } = await this.client.entities(ids.slice(from, from + NAMES));
        this.store.update((app) => named(app, entities.map(pair)));
      }
    });

  private async trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.store.update((app) => (app.trouble ? { ...app, trouble: "" } : app));
    } catch (error) {
      this.store.update((app) => ({ ...app, trouble: reason(error) }));
    }
  }
}

function pair({ id, name }: { id: string; name: string }): [string, string] {
  return [id, name];
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
