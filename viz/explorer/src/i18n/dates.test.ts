import { expect, test } from "vitest";
import { dateInWords } from "./dates";

test("a date is written as far as it is known", () => {
  expect(dateInWords("2019-06-26", "en")).toBe("26 June 2019");
  expect(dateInWords("2019-06", "en")).toBe("June 2019");
  expect(dateInWords("2019", "en")).toBe("2019");
  expect(dateInWords("2019-06-26", "de")).toBe("26. Juni 2019");
  expect(dateInWords("", "en")).toBe("");
  expect(dateInWords("about 2019", "en")).toBe("about 2019");
});
