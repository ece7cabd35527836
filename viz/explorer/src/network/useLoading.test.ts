import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import type { Network, Story, WorkedOn } from "../api/client";
import { useSession } from "../app/session";
import { toggledIn } from "../state/filters";
import { leave, using } from "../testing/hooks";
import { useLoading } from "./useLoading";

/** A server of one company, which works on lasers; it keeps what it was asked. */
class Server {
  readonly asked: boolean[] = [];
  revision = 1;

  async story(): Promise<Story> {
    return { nodes: [], links: [] } as Partial<Story> as Story;
  }

  async network(_language: string, technologies: boolean): Promise<Network> {
    this.asked.push(technologies);
    return { ...network(technologies), revision: this.revision };
  }

  async workedOn(): Promise<WorkedOn> {
    return { revision: this.revision, nodes: [[0]], technologies: LASERS };
  }
}

const NODE = {
  ...{ id: ["one"], label: ["One"], language: [-1], short: [""], kind: [0], type: [0], x: [0], y: [0] },
  ...{ degree: [0], shown: [0], community: [-1], cluster: [-1], since: [-1], until: [-1], stage: [-1] },
  ...{ places: [[]], programmes: [[]], latitude: [null], longitude: [null] },
};

const LASERS = { id: ["lasers"], label: ["Lasers"], broader: [[]], within: [[0]] };

function network(technologies: boolean): Network {
  const none = { id: [], label: [], broader: [], within: [] };
  return {
    ...{ revision: 1, language: "en", understood: [], focus: [] },
    nodes: { ...NODE, technologies: technologies ? [[0]] : [[]] },
    links: { source: [], target: [], relation: [], role: [], since: [], until: [] },
    ...{ kinds: ["Organisation"], types: ["Company"], relations: [], roles: [], dates: [], stages: [], languages: [] },
    technologies: technologies ? LASERS : none,
    regions: { id: [], label: [], level: [], country: [], parent: [] },
    programmes: { id: [], label: [], parent: [] },
    communities: { size: [], leader: [] },
    bridges: { node: [], communities: [], links: [], left_out: 0 },
    left_out: { nodes: 0, links: 0, of_nodes: 1, of_links: 0, node_limit: 1, link_limit: 1, reason: "" },
  };
}

async function loading(server: Server) {
  const session = await using(() => {
    useLoading();
    return useSession();
  }, server);
  await act(async () => {});
  return session();
}

test("the network comes without technologies, and they come by themselves once they are named", async () => {
  const server = new Server();
  const session = await loading(server);
  expect(session.columns.value.technologies).toEqual([[]]);
  await act(async () => {
    session.technologiesOpened.value = true;
  });
  expect(session.columns.value.technologies).toEqual([[0]]);
  expect(session.columns.value.tables.technologies.labels).toEqual(["Lasers"]);
  await act(async () => {
    session.tab.value = "question";
  });
  expect(server.asked).toEqual([false]);
});

test("technologies of another revision come with its network", async () => {
  const server = new Server();
  const session = await loading(server);
  server.revision = 2;
  await act(async () => {
    session.technologiesOpened.value = true;
  });
  await act(async () => {});
  expect(session.columns.value.technologies).toEqual([[0]]);
  expect(session.columns.value.tables.revision).toBe(2);
  expect(server.asked).toEqual([false, true]);
});

test("another view, a way to somewhere, and a filter by technology name them", async () => {
  for (const turn of ["view", "way", "filter"]) {
    const server = new Server();
    const session = await loading(server);
    await act(async () => {
      if (turn === "view") session.tab.value = "question";
      else if (turn === "way") session.parts.value = { to: ["one"] };
      else session.step("", (was) => ({ filters: toggledIn(was.filters, "technologies", "lasers") }));
    });
    expect(session.columns.value.tables.complete).toBe(true);
    expect(session.shown.value.filtered).toBe(0);
    leave();
  }
});

test("nothing is loaded anew for another theme", async () => {
  const server = new Server();
  const session = await loading(server);
  await act(async () => {
    session.settings.value = { ...session.settings.value, theme: "dark" };
  });
  expect(server.asked).toEqual([false]);
});

test("what went wrong in a language that is spoken no longer is no trouble", async () => {
  const server = new Server();
  const session = await loading(server);
  let fail = (_: Error) => {};
  const { story } = server;
  server.story = () => new Promise((_, reject) => (fail = reject));
  const speak = (language: "lt" | "de") => act(() => void (session.settings.value = { ...session.settings.value, language }));
  await speak("lt");
  server.story = story;
  await speak("de");
  await act(async () => fail(new Error("lost")));
  expect(session.trouble.value).toBe("");
});
