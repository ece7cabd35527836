/** A text box that suggests while one types (the combobox pattern of WAI-ARIA). */

import { h } from "./dom";

export interface Option {
  readonly id: string;
  readonly text: string;
  readonly note: string;
}

export type Suggest = (text: string, signal: AbortSignal) => Promise<readonly Option[]>;

const PAUSE = 150;
const LEAST = 2;

export class Combobox {
  private readonly list = h("ul", { role: "listbox", hidden: true });
  private options: readonly Option[] = [];
  private at = -1;
  private timer = 0;
  private underWay = new AbortController();

  constructor(
    private readonly input: HTMLInputElement,
    private readonly suggest: Suggest,
    private readonly choose: (option: Option) => void,
  ) {
    this.list.id = `${input.id}-options`;
    const name = input.labels?.[0]?.textContent ?? input.id;
    this.list.setAttribute("aria-label", `Suggestions for ${name}`);
    for (const [key, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "false",
    })) {
      input.setAttribute(key, value);
    }
    const place = h("div", { class: "combobox" });
    input.replaceWith(place);
    place.append(input, this.list);
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
  }

  close(): void {
    window.clearTimeout(this.timer);
    this.underWay.abort();
    this.show([]);
  }

  private typed(): void {
    this.close();
    const text = this.input.value.trim();
    if (text.length < LEAST) return;
    this.timer = window.setTimeout(() => void this.ask(text), PAUSE);
  }

  private async ask(text: string): Promise<void> {
    this.underWay = new AbortController();
    const { signal } = this.underWay;
    try {
      const options = await this.suggest(text, signal);
      if (!signal.aborted) this.show(options);
    } catch {
      // Without suggestions one can still type the whole name; asking for it says what is wrong.
      this.show([]);
    }
  }

  private show(options: readonly Option[]): void {
    this.options = options;
    this.at = -1;
    this.list.replaceChildren(...options.map((option, place) => this.item(option, place)));
    this.list.hidden = options.length === 0;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  private item(option: Option, place: number): HTMLElement {
    return h(
      "li",
      {
        role: "option",
        id: `${this.list.id}-${place}`,
        // The text box must not lose the focus before the choice is made.
        mousedown: (event) => event.preventDefault(),
        click: () => this.take(option),
      },
      option.text,
      h("small", {}, option.note),
    );
  }

  private key(event: KeyboardEvent): void {
    const option = this.options[this.at];
    if (event.key === "ArrowDown" && this.options.length) this.move(1);
    else if (event.key === "ArrowUp" && this.options.length) this.move(-1);
    else if (event.key === "Escape" && this.options.length) this.close();
    else if (event.key === "Enter" && option) this.take(option);
    else return;
    event.preventDefault();
  }

  private move(step: number): void {
    const number = this.options.length;
    this.at = this.at < 0 && step < 0 ? number - 1 : (this.at + step + number) % number;
    [...this.list.children].forEach((item, place) => {
      item.setAttribute("aria-selected", String(place === this.at));
    });
    const active = this.list.children[this.at];
    active?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", active?.id ?? "");
  }

  private take(option: Option): void {
    this.close();
    this.choose(option);
  }
}
