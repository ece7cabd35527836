/** Uploads over the API as functions. */

import type { Client } from "../api/client";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
/** How it is to be read. An answer has all of it, what is posted may leave some out. */
export type Plan = Required<Schemas["Plan"]>;
export type Job = Omit<Schemas["Job"], "plan"> & { readonly plan: Plan };
export type SheetPlan = Schemas["SheetPlan"];
export type ColumnPlan = Schemas["ColumnPlan"];
export type TableLook = Schemas["TableLook"];
export type DocumentLook = Schemas["DocumentLook"];
export type MentionLook = Schemas["MentionLook"];
export type Possible = Schemas["Possible"];
export type Reject = Schemas["Reject"];
export type Sort = Schemas["Sort"];
export type Same = Schemas["SameBody"];

const OWN = { "X-Lumigraph": "1" };

export class Uploads {
  constructor(private readonly client: Client) {}

  /** Hand a file in; its preview is worked out next. */
  handIn(file: File): Promise<Job> {
    const headers = { ...OWN, "Content-Type": "application/octet-stream" };
    return this.ask(`?name=${encodeURIComponent(file.name)}`, { method: "POST", headers, body: file });
  }

  async all(): Promise<readonly Job[]> {
    return (await this.ask<{ uploads: Job[] }>("")).uploads;
  }

  job(id: string): Promise<Job> {
    return this.ask(`/${encodeURIComponent(id)}`);
  }

  /** Read it otherwise, and look again. */
  correct(id: string, plan: Plan): Promise<Job> {
    return this.send(`/${encodeURIComponent(id)}/mapping`, "PUT", plan);
  }

  confirm(id: string, same: readonly Same[], sure: boolean): Promise<Job> {
    return this.send(`/${encodeURIComponent(id)}/confirm`, "POST", { same, sure });
  }

  undo(id: string): Promise<Job> {
    return this.send(`/${encodeURIComponent(id)}/undo`, "POST", {});
  }

  cancel(id: string): Promise<Job> {
    return this.ask(`/${encodeURIComponent(id)}`, { method: "DELETE", headers: OWN });
  }

  private send(path: string, method: string, said: object): Promise<Job> {
    const headers = { ...OWN, "Content-Type": "application/json" };
    return this.ask(path, { method, headers, body: JSON.stringify(said) });
  }

  private async ask<T = Job>(path: string, request: RequestInit = {}): Promise<T> {
    return (await this.client.answer(`uploads${path}`, request)).json();
  }
}
