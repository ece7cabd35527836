import { expect, test } from "vitest";
import { NO_FILTERS } from "../state/filters";
import { shown } from "../state/shown";
import { WHOLE } from "../state/view";
import { graph } from "../testing/graphs";
import { summary } from "./numbers";

test("organisations, who has the most links, and who stands alone", () => {
  const some = graph(
    ["litek Cluster", "ekspla Company", "laser-go Project", "alone Company"],
    [
      ["ekspla", "MEMBER_OF", "litek"],
      ["litek", "PARTICIPATES_IN", "laser-go"],
    ],
  );
  expect(summary(some, shown(some, WHOLE, NO_FILTERS))).toEqual({
    entities: 4,
    organisations: 3,
    countries: 0,
    foremost: "litek",
    most: 2,
    alone: 1,
  });
});

test("nothing has no foremost", () => {
  const none = graph([]);
  expect(summary(none, shown(none, WHOLE, NO_FILTERS))).toMatchObject({ entities: 0, foremost: "", most: 0 });
});
