/** What the whole page shares: the state as signals, and the steps that change it. */

import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Client, Story } from "../api/client";
import { type Language, type Wording, wording as load } from "../i18n/catalogues";
import { type Say, sayer } from "../i18n/messages";
import { Vocabulary } from "../i18n/vocabulary";
import type { Parts } from "../state/address";
import { adjacency } from "../state/adjacency";
import { type Columns, NO_COLUMNS } from "../state/columns";
import { type Filters, NO_FILTERS } from "../state/filters";
import { begun, type History, redone, stepped, undone } from "../state/history";
import { NOTHING, type Selection } from "../state/selection";
import type { Settings } from "../state/settings";
import type { Shortlist } from "../state/shortlist";
import type { Graph, Shown } from "../state/graph";
import { shown } from "../state/shown";
import { labelIn } from "../state/tables";
import { STORY, type View } from "../state/view";
import type { Command } from "./command";

/** What undo and redo step through. `note` says in words what the step to it was. */
export interface Look {
  readonly view: View;
  readonly filters: Filters;
  readonly note: string;
}

export class Session {
  readonly settings: Signal<Settings>;
  readonly wording: Signal<Wording>;
  readonly vocabulary: ReadonlySignal<Vocabulary>;
  /** The part of the graph that is here. */
  readonly columns = signal<Columns>(NO_COLUMNS);
  /** The story that the first page tells, once it is here. */
  readonly story = signal<Story | null>(null);
  /** Why the graph is not here, or "". */
  readonly trouble = signal("");
  readonly graph: ReadonlySignal<Graph>;
  readonly shown: ReadonlySignal<Shown>;
  readonly looks = signal<History<Look>>(begun({ view: STORY, filters: NO_FILTERS, note: "" }));
  readonly look: ReadonlySignal<Look>;
  readonly selection = signal<Selection>(NOTHING);
  readonly shortlist = signal<Shortlist>([]);
  /** The view that is open, by the id of its tab. */
  readonly tab = signal("network");
  /** Parts of the address that belong to a feature, such as the question. */
  readonly parts = signal<Parts>({});
  /** Whether the filters lie open beside the view. */
  readonly filtersOpen = signal(matchMedia("(min-width: 64rem)").matches);
  /** Whether somebody has looked at the technologies to filter by. */
  readonly technologiesOpened = signal(false);
  /** Whether the server answers. */
  readonly connected = signal(true);
  /** Whether an answer is long in coming. */
  readonly waits = signal(false);
  /** Whether the server asked last who we are. */
  readonly signedOut = signal(false);
  /** What was said last in the live region. */
  readonly announced = signal("");
  readonly commands = signal<readonly Command[]>([]);
  /** The language that was asked for last. */
  private wanted: Language;

  constructor(
    readonly client: Client,
    settings: Settings,
    wording: Wording,
  ) {
    this.settings = signal(settings);
    this.wanted = settings.language;
    this.wording = signal(wording);
    this.look = computed(() => this.looks.value.present);
    const index = computed(() => adjacency(this.columns.value));
    const story = computed(() => this.story.value?.nodes.map(({ id }) => id) ?? []);
    this.graph = computed(() => ({ columns: this.columns.value, index: index.value, story: story.value }));
    this.shown = computed(() => shown(this.graph.value, this.look.value.view, this.look.value.filters));
    this.vocabulary = computed(() => new Vocabulary(this.wording.value.vocabulary, this.settings.value.language));
  }

  /** The messages of a feature; a component that calls this follows the language. */
  words<Key extends string>(feature: string): Say<Key> {
    const { catalogue } = this.wording.value;
    return sayer(catalogue[feature] ?? {}, this.settings.value.language);
  }

  /** Change what is shown, as one step that can be undone. `note` says what it was. */
  step(note: string, change: (look: Look) => Partial<Look>): void {
    const { present } = this.looks.peek();
    const changed = { ...present, ...change(present), note };
    const same = changed.view === present.view && changed.filters === present.filters;
    if (same) return this.announce(note);
    this.looks.value = stepped(this.looks.peek(), changed);
    this.announce(this.words<"now">("app")("now", { note, n: this.shown.peek().nodes.length }));
  }

  /** Whether the network shows an entity now. */
  shows(id: string): boolean {
    const { index } = this.graph.peek();
    const row = index.rows.get(id);
    return row !== undefined && this.shown.peek().nodes.includes(row);
  }

  /** What an entity, a technology, a region or a programme is called; its id, or `otherwise`, if it is not here. */
  nameOf(id: string, otherwise = id): string {
    const { columns, index } = this.graph.value;
    return columns.names[index.rows.get(id) ?? -1] ?? labelIn(columns.tables, id) ?? otherwise;
  }

  /** What a country is called, by its code. */
  countryName(code: string): string {
    if (!/^[A-Z]{2}$/.test(code)) return code;
    return new Intl.DisplayNames([this.settings.value.language], { type: "region" }).of(code) ?? code;
  }

  /** Undo the last step, and say what it was. */
  undo(): void {
    const say = this.words<"undone" | "nothing.undo">("app");
    const { past, present } = this.looks.peek();
    this.looks.value = undone(this.looks.peek());
    this.announce(past.length ? say("undone", { what: present.note }) : say("nothing.undo"));
  }

  /** Do again what was undone last, and say what it was. */
  redo(): void {
    const say = this.words<"redone" | "nothing.redo">("app");
    const [next] = this.looks.peek().future;
    this.looks.value = redone(this.looks.peek());
    this.announce(next ? say("redone", { what: next.note }) : say("nothing.redo"));
  }

  /** Speak another language, as soon as its words are here; the one that was asked for last. */
  async speak(language: Language): Promise<void> {
    this.wanted = language;
    if (language === this.settings.peek().language) return;
    const loaded = await load(language);
    if (language !== this.wanted) return;
    batch(() => {
      this.wording.value = loaded;
      this.settings.value = { ...this.settings.peek(), language };
    });
  }

  /** Say something in the live region; the same text twice is said twice. */
  announce(text: string): void {
    this.announced.value = text === this.announced.peek() ? `${text}\u00a0` : text;
  }
}

const Context = createContext<Session | null>(null);
export const SessionProvider = Context.Provider;

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error("A component of the page is used outside of it.");
  return session;
}

/** For a feature's own `useWords`: its keys are those of its English messages. */
export function wordsOf<M>(feature: string): () => Say<keyof M & string> {
  return () => useSession().words(feature);
}
