import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { Combobox } from "./Combobox";
import { escapes } from "./escapes";

afterEach(() => void vi.useRealTimers());

test("Escape closes the suggestions first, and leaves the form then", async () => {
  vi.useFakeTimers();
  const left = vi.fn();
  const suggest = () => Promise.resolve([{ id: "litek", text: "LITEK", note: "" }]);
  const none = () => undefined;
  const box = <Combobox id="box" label="" suggestionsLabel="" value="" suggest={suggest} onInput={none} onChoose={none} />;
  act(() => render(<form onKeyDown={(event) => escapes(event) && left()}>{box}</form>, document.body));
  const input = document.querySelector("input")!;
  input.value = "lit";
  await act(async () => {
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await vi.runAllTimersAsync();
  });
  expect(document.querySelectorAll("li")).toHaveLength(1);
  const escape = () => act(() => void input.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true })));
  await escape();
  expect([document.querySelectorAll("li").length, left.mock.calls.length]).toEqual([0, 0]);
  await escape();
  expect(left).toHaveBeenCalledOnce();
});
