import { useRef, useState } from "preact/hooks";
import { type Entered, type Found, type Form, Refused } from "../api/client";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { type Action, draftsOf, fieldsOf, requestOf } from "./actions";
import { type Draft, type Drafts, type Field, filled, type Problem, type Values } from "./drafts";
import { oneAtATime } from "../view/oneAtATime";
import { useWords } from "./words";

/** An entry that was made: its name, what it says if that is something new, and the id of what was new. */
export interface Made {
  readonly entry: string;
  readonly says: string;
  readonly created: string;
}

/** What an entry would do. */
export interface Tried {
  readonly effect: Entered["effect"];
  /** What the graph has that is called like something new. */
  readonly near: readonly Found[];
}

export interface Entry {
  readonly fields: readonly Field[];
  /** The names of fields that are seldom filled in and were empty at first. */
  readonly rare: ReadonlySet<string>;
  readonly drafts: Drafts;
  readonly problems: Readonly<Record<string, Problem>>;
  /** What the server said against a field, in words. */
  readonly faults: Readonly<Record<string, string>>;
  /** Why it was refused as a whole, or "". */
  readonly trouble: string;
  readonly tried: Tried | null;
  readonly change: (name: string, draft: Draft) => void;
  /** Try it out, or make the entry that was tried out. The field that is wrong is given to `onWrong`. */
  readonly send: (onWrong: (field: string) => void) => void;
}

/** The fields of where it was read and of a note; no property is called so. */
const PLACE = "$place";
const NOTE = "$note";
/** So near a name is that it may be the same. */
const NEAR = 85;
/** So many are asked about. */
const ALIKE = 3;

type Standing = Pick<Entry, "problems" | "faults" | "trouble" | "tried">;

/** An entry in the making. `place` is where the last one was read: the next often is too. */
export function useEntry(action: Action, form: Form, place: string, onMade: (made: Made, place: string) => void): Entry {
  const { fields, rare, drafts, setDrafts } = useDrafts(action, form, place);
  const { make, outlook } = useSending(action);
  const [state, setState] = useState<Standing>(FRESH);
  const [alone] = useState(oneAtATime);
  /** How often a field was changed: a preview of what stood there before is worth nothing. */
  const changes = useRef(0);

  const change = (name: string, draft: Draft) => {
    changes.current += 1;
    setDrafts({ ...drafts, [name]: draft });
    setState({ ...state, problems: without(state.problems, name), faults: without(state.faults, name), tried: null });
  };
  const enter = async (values: Values, isOld: () => boolean) => {
    if (state.tried) {
      const made = await make(values, state.tried);
      return onMade({ ...made, says: inWords(form, drafts) }, String(values[PLACE]));
    }
    const tried = await outlook(values);
    if (!isOld()) setState({ ...FRESH, tried });
  };
  const refused = (error: unknown, onWrong: (field: string) => void) => {
    const fault = faultIn(error, fields);
    setState({ ...FRESH, ...(fault ? { faults: { [fault.field]: fault.reason } } : { trouble: messageOf(error) }) });
    if (fault) onWrong(fault.field);
  };
  const send = (onWrong: (field: string) => void) => {
    const { values, problems } = filled(fields, drafts);
    const [first] = Object.keys(problems);
    if (first) {
      setState({ ...FRESH, problems });
      return onWrong(first);
    }
    const sent = changes.current;
    const isOld = () => !state.tried && sent !== changes.current;
    void alone(() => enter(values, isOld).catch((error: unknown) => isOld() || refused(error, onWrong)));
  };
  return { fields, rare, drafts, ...state, change, send };
}

/** The fields of an entry, and what stands in them at first. */
function useDrafts(action: Action, form: Form, place: string) {
  const { settings } = useSession();
  const say = useWords();
  const about = fieldsOf(action, form, { source: say("source"), target: say("target"), value: say("which") });
  const fields = [...about, ...witness(say("place"), say("place.help"), say("reason"), say("reason.help"))];
  const [drafts, setDrafts] = useState<Drafts>(() => ({
    ...draftsOf(action, about, settings.value.language),
    [PLACE]: [{ key: "", text: place }],
  }));
  const [rare] = useState(() => rareOf(action, about, drafts));
  return { fields, rare, drafts, setDrafts };
}

/** What the server is asked: to try an entry out, and to make it. */
function useSending(action: Action) {
  const { client, settings, vocabulary } = useSession();
  const alike = async (type: string, { name }: Values) => {
    const [text = ""] = Object.values(name ?? {});
    const { found } = await client.search(String(text), settings.value.language, ALIKE, undefined, [vocabulary.value.top(type)]);
    return found.filter(({ nearness }) => nearness >= NEAR);
  };
  const outlook = async (values: Values): Promise<Tried> => {
    const { path, entry } = asked(action, values);
    const { effect } = await client.enter(path, { ...entry, preview: true });
    return { effect, near: action.what === "add" ? await alike(action.type, values) : [] };
  };
  const make = async (values: Values, { effect }: Tried): Promise<Omit<Made, "says">> => {
    const { path, entry } = asked(action, values);
    const { name } = await client.enter(path, entry);
    const added = effect.entities.find(({ how }) => how === "new");
    return { entry: name, created: action.what === "add" ? (added?.id ?? "") : "" };
  };
  return { make, outlook };
}

/** An entry as the server takes it, and where to. */
function asked(action: Action, { [PLACE]: address, [NOTE]: reason = "", ...values }: Values) {
  const { path, said } = requestOf(action, values);
  return { path, entry: { ...said, address, reason } };
}

function without<Value>(some: Readonly<Record<string, Value>>, name: string): Readonly<Record<string, Value>> {
  const { [name]: _, ...others } = some;
  return others;
}

function rareOf(action: Action, about: readonly Field[], drafts: Drafts): ReadonlySet<string> {
  if (action.what === "correct") return new Set();
  const empty = ({ name }: Field) => (drafts[name] ?? []).every(({ text }) => !text);
  return new Set(about.filter((field) => !isCommon(field) && empty(field)).map(({ name }) => name));
}

/** What nearly everything is told of: names and pages, dates, what sort of thing it is, and what must be said. */
function isCommon({ name, datatype, values, multiple, required }: Field): boolean {
  return required || name === "name" || ["date", "anyURI"].includes(datatype) || (values.length > 0 && !multiple);
}

/** What is new, in words: "Company: Beta Optics", "LITEK member of EPIC". */
function inWords({ label }: Form, { source, target, name }: Drafts): string {
  if (source && target) return `${source[0]?.text} ${label} ${target[0]?.text}`;
  return name ? `${capital(label)}: ${name[0]?.text}` : "";
}

const FRESH = { problems: {}, faults: {}, trouble: "", tried: null };

/** Where it was read, which must be said, and a note. */
function witness(place: string, placeHelp: string, reason: string, reasonHelp: string): readonly Field[] {
  const field = { multiple: false, pattern: "", values: [] };
  return [
    { ...field, name: PLACE, label: place, help: placeHelp, datatype: "place", required: true },
    { ...field, name: NOTE, label: reason, help: reasonHelp, datatype: "string", required: false },
  ];
}

/** The field that the server refuses, when it says which: `founded: 'soon' is no date`. */
function faultIn(error: unknown, fields: readonly Field[]): { readonly field: string; readonly reason: string } | null {
  if (!(error instanceof Refused)) return null;
  const { detail, asked } = error.problem;
  const [, name = "", reason = ""] = /^(\w+): (.+)$/s.exec(detail) ?? [];
  const field = fields.find((one) => one.name === name) ?? fields.find(({ datatype }) => datatype === "entity" && asked);
  return field ? { field: field.name, reason: field.name === name ? reason : detail } : null;
}
