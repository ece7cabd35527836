import { expect, test } from "vitest";
import { overlap } from "../controllers/boxes";
import { labels } from "./labels";

const space = { width: 600, height: 400, taken: [], measure: (text: string) => 20 * text.length };

test("names give way to marks and to names before them", () => {
  const wanted = [
    { key: "a", text: "Austria 20", x: 300, y: 200 },
    { key: "b", text: "Belgium 5", x: 305, y: 225 },
    { key: "c", text: "Out", x: 900, y: 200 },
  ];
  const found = labels(wanted, { ...space, taken: [{ x: 300, y: 200, size: 10 }] });
  expect(found.map(({ key }) => key)).toEqual(["a", "b"]);
  const [a, b] = found.map(({ box }) => box);
  expect(overlap(a!, { left: 290, right: 310, top: 190, bottom: 210 })).toBe(false);
  expect(overlap(a!, b!)).toBe(false);
});

test("a name keeps clear of marks by the width of its own letters", () => {
  const beside = { left: 385, right: 405, top: 190, bottom: 210 };
  const [found] = labels([{ key: "DE", text: "Germany 98", x: 300, y: 200 }], { ...space, taken: [{ x: 395, y: 200, size: 10 }] });
  expect(found!.box.right - found!.box.left).toBeGreaterThanOrEqual(200);
  expect(overlap(found!.box, beside)).toBe(false);
});
