/** The page: state, actions and views joined together. */

import { Actions } from "./actions";
import { Client } from "./api/client";
import { format, parse } from "./state/address";
import { type App, start } from "./state/app";
import { sentence } from "./state/network";
import { Store } from "./state/store";
import { suggestions } from "./suggestions";
import { answerView } from "./view/answer";
import { Combobox, type Option } from "./view/combobox";
import { byId, h } from "./view/dom";
import { legend } from "./view/legend";
import { networkList } from "./view/list";
import { panel } from "./view/panel";
import { canDraw, Picture } from "./view/picture";

const store = new Store<App>(start);
const client = new Client();
const act = new Actions(store, client);
const technology = byId("technology", HTMLInputElement);
const region = byId("region", HTMLInputElement);

function showNetwork(): void {
  const place = byId("picture", HTMLDivElement);
  const list = byId("list", HTMLDivElement);
  const picture = canDraw() ? new Picture(place, act.choose) : null;
  place.hidden = picture === null;
  list.hidden = picture !== null;
  store.watch((app) => app.network, (network) => {
    byId("legend", HTMLDivElement).replaceChildren(...legend(network, act.toggle));
    if (picture) picture.draw(network);
    else list.replaceChildren(h("p", {}, "This browser draws no WebGL; here is the network as a list."), networkList(network, act.choose));
  });
  store.watch((app) => app.chosen, (id) => picture?.mark(id));
  store.watch(said, (text) => byId("shown", HTMLParagraphElement).replaceChildren(text));
}

/** The sentence above the picture: what went wrong, else what is shown. */
function said({ trouble, network }: App): string {
  return trouble || sentence(network);
}

function showPanel(): void {
  const place = byId("panel", HTMLElement);
  const close = () => void act.choose("");
  store.watch((app) => app.entity, (entity) => {
    place.hidden = entity === null;
    place.replaceChildren(...(entity ? panel(entity, { choose: act.choose, focus: act.focus, close }) : []));
    place.querySelector("h2")?.focus();
    place.scrollTop = 0;
  });
}

function showAnswer(): void {
  const place = byId("answer", HTMLDivElement);
  const show = () => {
    const { asking, names } = store.now;
    place.replaceChildren(...answerView(asking, names, act));
  };
  store.watch((app) => app.asking, (asking) => {
    if (asking.state === "answered") {
      const { query } = asking.answer;
      fill(technology)({ id: query.technology.id, text: query.technology.label });
      fill(region)({ id: query.region.id, text: query.region.label });
    } else if (asking.state !== "idle") {
      put(technology, asking.question.technology);
      put(region, asking.question.region);
    }
    show();
  });
  store.watch((app) => app.names, show);
}

/** Put a suggestion into its box; its id is what is asked for until something else is typed. */
function fill(input: HTMLInputElement): (option: Pick<Option, "id" | "text">) => void {
  return ({ id, text }) => {
    input.value = text;
    input.dataset["id"] = id;
  };
}

/** Put what was asked for into its box, unless it shows that already. */
function put(input: HTMLInputElement, asked: string): void {
  if (meant(input) !== asked) {
    input.value = asked;
    delete input.dataset["id"];
  }
}

function meant(input: HTMLInputElement): string {
  return input.dataset["id"] ?? input.value;
}

function listen(): void {
  const suggest = suggestions(client);
  const visit = (id: string) => void Promise.all([act.focus(id), act.choose(id)]);
  const found = byId("search-text", HTMLInputElement);
  for (const input of [technology, region]) {
    input.addEventListener("input", () => delete input.dataset["id"]);
  }
  const boxes = [
    new Combobox(found, suggest.anything, (option) => visit(option.id)),
    new Combobox(technology, suggest.technology, fill(technology)),
    new Combobox(region, suggest.region, fill(region)),
  ];
  const submitted = (id: string, then: () => void) =>
    byId(id, HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      for (const box of boxes) box.close();
      then();
    });
  submitted("question", () => void act.ask({ technology: meant(technology), region: meant(region) }));
  submitted("search", () => found.value.trim() && visit(found.value.trim()));
}

function followAddress(): void {
  const { focus, chosen, question } = parse(location.hash);
  void act.focus(focus);
  if (chosen) void act.choose(chosen);
  if (question.technology && question.region) void act.ask(question);
  store.watch(address, (hash) => history.replaceState(null, "", hash || location.pathname));
}

function address({ network, chosen, asking }: App): string {
  const asked = asking.state === "idle" ? parse(location.hash).question : asking.question;
  return format({ focus: network.centre || parse(location.hash).focus, chosen, question: asked });
}

showNetwork();
showPanel();
showAnswer();
listen();
followAddress();
