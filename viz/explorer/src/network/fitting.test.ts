import { expect, test } from "vitest";
import { type Block, fitted, type Point } from "./fitting";

const frame = { width: 800, height: 600 };
const block: Block = { side: 60, above: 16, below: 48 };

function overlapping(places: readonly Point[], blocks: readonly Block[]): number {
  const box = (n: number) => {
    const { x, y } = places[n]!;
    const { side, above, below } = blocks[n]!;
    return { left: x - side, right: x + side, top: y - above, bottom: y + below };
  };
  let found = 0;
  for (let one = 0; one < places.length; one++) {
    for (let other = one + 1; other < places.length; other++) {
      const [a, b] = [box(one), box(other)];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && high > 1) found++;
    }
  }
  return found;
}

test("twenty in a heap do not overlap afterwards and stay in the frame", () => {
  const wanted = Array.from({ length: 20 }, (_, n) => ({ x: Math.cos(n), y: Math.sin(n * 1.7) }));
  const blocks = wanted.map(() => block);
  const { places, apart } = fitted(wanted, blocks, frame);
  expect(apart).toBe(true);
  expect(overlapping(places, blocks)).toBe(0);
  for (const { x, y } of places) {
    expect(x).toBeGreaterThanOrEqual(block.side);
    expect(x).toBeLessThanOrEqual(frame.width - block.side);
    expect(y).toBeGreaterThanOrEqual(block.above);
    expect(y).toBeLessThanOrEqual(frame.height - block.below);
  }
});

test("an ocean becomes narrower, and east stays east", () => {
  const wanted = [0, 90, 95, 100].map((x) => ({ x, y: 0 }));
  const small = { side: 1, above: 1, below: 1 };
  const [first, second, third, fourth] = fitted(wanted, wanted.map(() => small), frame).places;
  expect(second!.x - first!.x).toBeLessThan(frame.width * 0.65);
  expect(second!.x).toBeLessThan(third!.x);
  expect(third!.x).toBeLessThan(fourth!.x);
});

test("one stands in the middle, none nowhere", () => {
  expect(fitted([{ x: 7, y: 7 }], [{ side: 10, above: 10, below: 10 }], frame).places).toEqual([{ x: 400, y: 300 }]);
  expect(fitted([], [], frame).places).toEqual([]);
});

test("one that is held stays, and the others give way", () => {
  const wanted = [{ x: 60, y: 60 }, { x: 410, y: 310 }, { x: 700, y: 100 }];
  const held = new Map([[0, { x: 400, y: 300 }]]);
  const { places, apart } = fitted(wanted, wanted.map(() => block), frame, { held, settled: true });
  expect(apart).toBe(true);
  expect([places[0], places[2]]).toEqual([held.get(0), wanted[2]]);
  expect(overlapping(places, wanted.map(() => block))).toBe(0);
});

test("what cannot fit says so", () => {
  const wanted = Array.from({ length: 9 }, (_, n) => ({ x: n, y: n }));
  expect(fitted(wanted, wanted.map(() => ({ side: 200, above: 200, below: 200 })), frame).apart).toBe(false);
});
