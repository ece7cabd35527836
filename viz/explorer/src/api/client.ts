/** The API as functions. */

import type { components, operations } from "./schema";

type Schemas = components["schemas"];
export type Answer = Schemas["Answer"];
export type Asked = Schemas["Asked"];
export type AskedInFull = Schemas["AskedInFull"];
export type AgreementLine = Schemas["AgreementLine"];
export type Brief = Schemas["Brief"];
export type Briefing = Schemas["Briefing"];
export type ByHand = Schemas["ByHand"];
export type Changed = Schemas["Changed"];
export type Check = Schemas["Check"];
export type Claim = Schemas["Claim"];
export type Contradiction = Schemas["Contradiction"];
export type DecisionState = Schemas["DecisionBody"]["state"];
export type Effect = Schemas["Outcome"];
export type Entered = Schemas["Entered"];
export type Entity = Schemas["EntityInFull"];
export type EntityShape = Schemas["EntityShape"];
export type EventLine = Schemas["EventLine"];
export type ExportWish = Pick<Schemas["ExportBody"], "format" | "ids"> & Partial<Schemas["ExportBody"]>;
export type Field = Schemas["Field"];
export type Form = Schemas["Form"];
export type Forms = Schemas["Forms"];
export type Found = Schemas["Found"];
export type Gap = Schemas["Gap"];
export type Health = Schemas["Health"];
export type Hit = Schemas["Hit"];
export type Joined = Schemas["Joined"];
export type LeftOut = Schemas["LeftOut"];
export type NamedRelation = Schemas["NamedRelation"];
export type Near = Schemas["Near"];
export type Pair = Schemas["Pair"];
export type Neighbours = Schemas["Neighbours"];
export type Network = Schemas["Network"];
export type Outlines = Schemas["Outlines"];
export type Paths = Schemas["Paths"];
export type Problem = Schemas["Problem"];
export type Proposals = Schemas["Proposals"];
export type ProjectLine = Schemas["ProjectLine"];
export type Read = Schemas["Read"];
export type Region = Schemas["RegionShape"];
export type Relation = Schemas["RelationShape"];
export type Remark = Schemas["Remark"];
export type Resident = Schemas["Resident"];
export type Row = Schemas["Row"];
export type Shortlist = Schemas["Shortlist"];
export type SideBySide = Schemas["SideBySide"];
export type Step = Schemas["Step"];
export type Story = Schemas["Story"];
export type StoryNode = Schemas["StoryNode"];
export type Suggested = Partial<Schemas["SuggestionBody"]> & Pick<Schemas["SuggestionBody"], "about" | "text">;
export type Suggestion = Schemas["Suggestion"];
export type Summary = Schemas["Summary"];
export type Tally = Schemas["Tally"];
export type Technology = Schemas["Technology"];
export type Understood = Schemas["Understood"];
export type Witness = Schemas["Witness"];
export type WorkedOn = Schemas["WorkedOn"];

export type WhoParameters = NonNullable<operations["get_who_api_v1_who_get"]["parameters"]["query"]>;
export type BriefingParameters = NonNullable<operations["get_briefing_api_v1_briefing_get"]["parameters"]["query"]>;

type Value = string | number | boolean | readonly string[] | null | undefined;

/** The server refused: its problem says why. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

const UNKNOWN = "The connection broke. Whether it was done is not known: look before you try again.";

/** The server could not be reached, or answered something that is no answer. */
export class Unreachable extends Error {}

export class Client {
  constructor(
    private readonly base = "api/v1",
    private readonly load: typeof fetch = (...request) => fetch(...request),
  ) {}

  who(question: WhoParameters): Promise<Answer> {
    return this.get("who", question);
  }

  /** The address of the whole answer as a file. */
  whoFile(question: WhoParameters, format: "csv" | "xlsx" | "jsonld"): string {
    return `${this.base}/who/download${query({ ...question, format } as Record<string, Value>)}`;
  }

  shortlist(ids: readonly string[]): Promise<Shortlist> {
    return this.get("shortlist", { id: ids });
  }

  shortlistFile(ids: readonly string[], format: "csv" | "xlsx"): string {
    return `${this.base}/shortlist/download${query({ id: ids, format })}`;
  }

  briefing(asked: BriefingParameters): Promise<Briefing> {
    return this.get("briefing", asked);
  }

  /** Entities by name, of these kinds or of all, called as a language calls them. */
  search(text: string, language: string, limit: number, signal?: AbortSignal, kind: readonly string[] = []): Promise<{ found: Found[] }> {
    return this.get("search", { text, language, limit, kind }, signal);
  }

  technologies(text: string, limit: number, signal?: AbortSignal): Promise<{ technologies: Technology[] }> {
    return this.get("technologies", { text, limit }, signal);
  }

  regions(text: string, limit: number, signal?: AbortSignal): Promise<{ regions: Region[] }> {
    return this.get("regions", { text, limit }, signal);
  }

  entity(id: string): Promise<Entity> {
    return this.get(`entities/${encodeURIComponent(id)}`);
  }

  entities(ids: readonly string[]): Promise<{ entities: Summary[] }> {
    return this.get("entities", { id: ids });
  }

  neighbours(id: string, depth: number, limit: number): Promise<Neighbours> {
    return this.get(`entities/${encodeURIComponent(id)}/neighbours`, { depth, limit });
  }

  /** The whole graph, as much of it as the server's limits allow, with what its nodes work on or without. */
  network(language: string, technologies: boolean): Promise<Network> {
    return this.get("network", { language, technologies });
  }

  /** What the nodes of the network work on, by itself. */
  workedOn(language: string): Promise<WorkedOn> {
    return this.get("network/technologies", { language });
  }

  story(language: string): Promise<Story> {
    return this.get("network/story", { language });
  }

  /** NUTS regions of a level (0 is countries) as polygons; none where the operator has loaded none. */
  outlines(level: number): Promise<Outlines> {
    return this.get("outlines", { level });
  }

  /** The shortest ways from one entity to another. */
  paths(from: string, to: string, number: number): Promise<Paths> {
    return this.get("path", { from, to, number });
  }

  /** What is shown, as a file. */
  async export(wish: ExportWish): Promise<Blob> {
    return (await this.post("network/export", wish)).blob();
  }

  health(): Promise<Health> {
    return this.get("health");
  }

  /** What is to be decided, surest first; `kind` may be "" for all. */
  queue(kind: string, limit: number): Promise<Proposals> {
    return this.get("review", { kind, limit });
  }

  proposal(id: string): Promise<AskedInFull> {
    return this.get(`review/${encodeURIComponent(id)}`);
  }

  /** Decide of a proposal as it was when it was looked at; of a fact also with other properties. */
  decide({ id, version }: Asked, state: DecisionState, reason: string, properties?: object): Promise<Asked> {
    return this.send(`review/${encodeURIComponent(id)}/decision`, { state, version, reason, properties });
  }

  /** Take back the decision that stands of a proposal. */
  takeBack({ id, version }: Asked): Promise<Asked> {
    return this.send(`review/${encodeURIComponent(id)}/undo`, { version });
  }

  /** Where sources contradict each other. */
  contradictions(limit: number): Promise<{ contradictions: Contradiction[] }> {
    return this.get("review/contradictions", { limit });
  }

  /** The kinds and relations that there are forms of. */
  forms(language: string): Promise<Forms> {
    return this.get("edit/forms", { language });
  }

  form(of: string, language: string): Promise<Form> {
    return this.get("edit/form", { of, language });
  }

  /** What was entered by hand, newest first. */
  entries(limit: number, language: string): Promise<{ entries: ByHand[]; count: number }> {
    return this.get("edit/entries", { limit, language });
  }

  /** Make an entry by hand, or with `preview` only try it out. */
  enter(path: string, said: object): Promise<Entered> {
    return this.send(`edit/${path}`, said);
  }

  /** Take an entry by hand back. */
  async takeEntryBack(name: string): Promise<void> {
    await this.post("edit/undo", { name });
  }

  /** Tell what is wrong with an entity: it goes into the queue. */
  async suggest(said: Suggested): Promise<void> {
    await this.post("suggestions", said);
  }

  private async get<T>(path: string, parameters: object = {}, signal?: AbortSignal): Promise<T> {
    const wanted = query(parameters as Record<string, Value>);
    const response = await this.answer(`${path}${wanted}`, signal ? { signal } : {});
    return response.json();
  }

  private async send<T>(path: string, said: object): Promise<T> {
    return (await this.post(path, said)).json();
  }

  private post(path: string, said: object): Promise<Response> {
    const headers = { "Content-Type": "application/json" };
    return this.answer(path, { method: "POST", headers, body: JSON.stringify(said) });
  }

  /** The answer to a request. Throws `Refused` where it is a problem. */
  async answer(path: string, request: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await this.load(`${this.base}/${path}`, request);
    } catch (error) {
      if (request.signal?.aborted) throw error;
      throw new Unreachable(request.method ? UNKNOWN : "The server does not answer. Is it still running?", { cause: error });
    }
    const type = response.headers.get("content-type") ?? "";
    if (type.startsWith("application/problem+json")) throw new Refused(await response.json());
    if (!response.ok) throw new Unreachable(`The server answered ${response.status}.`);
    return response;
  }
}

/** The query part of an address; what is empty is left out. */
export function query(parameters: Readonly<Record<string, Value>>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    [value ?? ""].flat().filter((one) => one !== "").map((one) => [name, String(one)]),
  );
  return pairs.length ? `?${new URLSearchParams(pairs)}` : "";
}
