import { expect, test } from "vitest";
import { Labels, shortened, wrapped } from "./labels";
import { Palette } from "./palette";

/** A canvas on which nothing is seen, with letters of seven pixels. */
function canvas(): CanvasRenderingContext2D {
  const measureText = (text: string) => ({ width: 7 * text.length });
  const nothing = () => {};
  const strokes = { beginPath: nothing, arc: nothing, stroke: nothing, fillText: nothing, strokeText: nothing };
  return { canvas: { clientWidth: 400, clientHeight: 200 }, measureText, ...strokes } as unknown as CanvasRenderingContext2D;
}

test("the name of the chosen one is not written over another", () => {
  const chosen = { id: "chosen", label: "LASER-PRO", x: 150, y: 100, size: 5, chosen: true };
  const labels = new Labels(new Palette(), () => [], () => [chosen]);
  const context = canvas();
  labels.clear();
  labels.draw(context, { id: "heavier", label: "Photonics", x: 100, y: 100, size: 5 });
  labels.draw(context, chosen);
  expect([60, 130, 170].map((x) => labels.hit(x, 100)?.id)).toEqual(["heavier", undefined, "chosen"]);
});

test("a long name stands on several lines, broken between words", () => {
  expect(wrapped("Memorandum of understanding LITEK – CPIC")).toEqual(["Memorandum of", "understanding LITEK –", "CPIC"]);
  expect(wrapped("Biocat")).toEqual(["Biocat"]);
  expect(wrapped("")).toEqual([]);
});

test("a word that no line holds is broken, between letters and never before an accent", () => {
  const long = "Optik".repeat(8);
  expect(wrapped(`${long} GmbH`)).toEqual([long.slice(0, 24), `${long.slice(24)} GmbH`]);
  expect(wrapped("a\u0301".repeat(31))).toEqual(["a\u0301".repeat(24), "a\u0301".repeat(7)]);
});

test("on a map a long name is cut at a word and stays on one line", () => {
  const cut = shortened("Center for Physical Sciences and Technology");
  expect(cut).toBe("Center for Physical Sciences\u00a0…");
  expect(wrapped(cut)).toEqual([cut]);
  expect(shortened("LITEK")).toBe("LITEK");
});
