import { expect, test } from "vitest";
import { channelOf, letter } from "./channel";

test("what is wrong goes into the queue, to the publisher, or to nobody", () => {
  expect(channelOf({ curates: true, contact: "mailto:data@cluster.example" })).toEqual({ to: "queue" });
  expect(channelOf({ curates: false, contact: "mailto:data@cluster.example" })).toEqual({
    to: "publisher",
    contact: "mailto:data@cluster.example",
  });
  expect(channelOf({ curates: false, contact: "" })).toEqual({ to: "nobody" });
  expect(channelOf({ curates: false, contact: "javascript:alert(1)" })).toEqual({ to: "nobody" });
});

test("a letter says what it is about, whatever the name holds", () => {
  expect(letter("mailto:data@cluster.example", "A & B?", "https://x.example/a")).toBe(
    "mailto:data@cluster.example?subject=A%20%26%20B%3F&body=https%3A%2F%2Fx.example%2Fa",
  );
  expect(letter("https://cluster.example/contact", "A", "B")).toBe("https://cluster.example/contact");
});
