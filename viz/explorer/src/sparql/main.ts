/** The query page: YASGUI's editor and result tables on this server, and on no other. */

import Yasqe from "@zazuko/yasqe";
import Yasr from "@zazuko/yasr";
import "@zazuko/yasqe/build/yasqe.min.css";
import "@zazuko/yasr/build/yasr.min.css";
import { options, prefixes, told, type Example } from "./examples";
import { named } from "./naming";

const ENDPOINT = new URL("sparql", document.baseURI).href;

function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

async function load(): Promise<Example[]> {
  const answer = await fetch("sparql/examples");
  if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
  return (await answer.json()) as Example[];
}

function editor(first: string): Yasqe {
  const yasqe = new Yasqe(element("query"), {
    persistenceId: "lumigraph-sparql",
    // What these would ask is elsewhere.
    autocompleters: ["variables"],
    prefixCcApi: null,
    createShortLink: undefined,
    requestConfig: { ...Yasqe.defaults.requestConfig, endpoint: ENDPOINT, method: "POST" },
  });
  // Else who has no mouse never leaves the editor.
  yasqe.addKeyMap({ Tab: false, "Shift-Tab": false });
  // What was written here before stays.
  if (yasqe.getValue() === Yasqe.defaults.value) yasqe.setValue(first);
  return yasqe;
}

async function start(): Promise<void> {
  const examples = await load();
  const yasqe = editor(examples[0]?.query.trim() ?? "");
  const yasr = new Yasr(element("results"), {
    persistenceId: null,
    prefixes: prefixes(examples),
    pluginOrder: ["table", "response", "boolean", "error"],
    defaultPlugin: "table",
  });
  yasr.on("drawn", () => named(element("results")));
  named(document);
  yasqe.on("queryResponse", (_: Yasqe, response: unknown, duration: number) => {
    yasr.setResponse(response as Parameters<typeof yasr.setResponse>[0], duration);
    const headers = (response as { headers?: unknown }).headers;
    element("told").textContent = headers instanceof Headers ? told(headers) : "";
  });
  const chooser = element<HTMLSelectElement>("examples");
  chooser.append(...options(examples));
  chooser.addEventListener("change", () => {
    const chosen = examples.find((one) => one.name === chooser.value);
    if (chosen) yasqe.setValue(chosen.query.trim());
  });
}

start().catch((error: unknown) => {
  element("told").textContent = `The page cannot be set up: ${String(error)}`;
});
