import { computed, effect, untracked } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { messageOf } from "../api/messageOf";
import { type Session, useSession } from "../app/session";
import { type Columns, joined, NO_COLUMNS } from "../state/columns";
import type { Graph } from "../state/graph";
import { opened } from "../state/shown";
import type { Expansion, View } from "../state/view";
import { fromNeighbours, fromNetwork, fromStory, informed } from "./rows";

const MOST = 500;

/** Loads the story, then the whole graph, then what the view needs besides; anew in each language. */
export function useLoading(): void {
  const session = useSession();
  // Before the page is painted: the server works meanwhile.
  useLayoutEffect(() => {
    let stop = () => {};
    const language = computed(() => session.settings.value.language);
    const forget = effect(() => {
      stop();
      stop = load(session, language.value);
    });
    return () => {
      forget();
      stop();
    };
  }, [session]);
}

/** Whether what is loaded is wanted still. */
type Wanted = () => boolean;

function load(session: Session, language: string): () => void {
  const stops: (() => void)[] = [];
  let isWanted = true;
  const wanted = () => isWanted;
  void begin(session, language, wanted).then(() => {
    if (isWanted) stops.push(complete(session, wanted), withTechnologies(session, language, wanted));
  });
  return () => {
    isWanted = false;
    for (const stop of stops) stop();
  };
}

/** Tells why something did not come, as long as it is wanted. */
function telling(session: Session, wanted: Wanted): (error: unknown) => void {
  return (error) => {
    if (wanted()) session.trouble.value = messageOf(error);
  };
}

async function begin(session: Session, language: string, wanted: Wanted): Promise<void> {
  try {
    session.trouble.value = "";
    const { client } = session;
    const whole = untracked(() => namesTechnologies(session));
    // What the first page does not need waits until its story is here.
    const ahead = session.look.peek().view.scene === "story" ? null : client.network(language, whole);
    const [story, early] = await Promise.all([client.story(language), ahead]);
    if (!wanted()) return;
    session.story.value = story;
    if (!early && session.columns.peek() === NO_COLUMNS) session.columns.value = fromStory(story);
    const network = early ?? (await client.network(language, whole));
    if (wanted()) session.columns.value = joined(fromNetwork(network, whole), fromStory(story));
  } catch (error) {
    telling(session, wanted)(error);
  }
}

/** Loads what the network's nodes work on, as soon as something names technologies. */
function withTechnologies(session: Session, language: string, wanted: Wanted): () => void {
  let asked = session.columns.peek().tables.complete;
  return effect(() => {
    if (asked || !namesTechnologies(session)) return;
    asked = true;
    technologies(session, language).then((add) => {
      if (wanted()) session.columns.value = add(session.columns.peek());
    }, telling(session, wanted));
  });
}

/** Returns what adds technologies to the columns that are here by then. */
async function technologies({ client, columns }: Session, language: string): Promise<(here: Columns) => Columns> {
  const found = await client.workedOn(language);
  if (found.revision === columns.peek().tables.revision) return (here) => informed(here, found);
  // The graph has changed since: its nodes are others.
  const network = fromNetwork(await client.network(language, true), true);
  return (here) => joined(network, here);
}

/** Whether technologies are filtered by, or may be named: by all but the network on its own. */
function namesTechnologies({ tab, parts, look, technologiesOpened }: Session): boolean {
  const isPlain = tab.value === "network" && !parts.value["to"]?.length;
  return !isPlain || technologiesOpened.value || look.value.filters.technologies.size > 0;
}

/** Loads the neighbours that a view shows and the network does not hold, such as technologies. */
function complete(session: Session, wanted: Wanted): () => void {
  const asked = new Set<string>();
  let before = session.look.peek();
  return effect(() => {
    // What went wrong with one view is no matter in the next.
    if (before !== session.look.value) session.trouble.value = "";
    before = session.look.value;
    for (const id of missing(session.graph.value, session.look.value.view)) {
      if (asked.has(id)) continue;
      asked.add(id);
      session.client.neighbours(id, 1, MOST).then((found) => {
        if (wanted()) session.columns.value = joined(session.columns.peek(), fromNeighbours(found));
      }, telling(session, wanted));
    }
  });
}

/** Ids of entities that are not here, or whose neighbours over a relation are not. */
export function missing(graph: Graph, { scene, focus, added, expanded }: View): string[] {
  const here = (id: string) => (graph.index.rows.get(id) ?? Infinity) < graph.columns.core;
  const named = [...(scene === "around" ? [focus] : []), ...added];
  const without = (one: Expansion) => !here(one.id) || opened(graph, one).length < 2;
  return [...named.filter((id) => !here(id)), ...expanded.filter(without).map(({ id }) => id)];
}
