import { expect, test } from "vitest";
import { dateInWords, timeInWords } from "./dates";

test("a date is written as far as it is known", () => {
  expect(dateInWords("2019-06-26", "en")).toBe("26 June 2019");
  expect(dateInWords("2019-06", "en")).toBe("June 2019");
  expect(dateInWords("2019", "en")).toBe("2019");
  expect(dateInWords("2019-06-26", "de")).toBe("26. Juni 2019");
  expect(dateInWords("", "en")).toBe("");
  expect(dateInWords("about 2019", "en")).toBe("about 2019");
});

test("a time is written with the day before the month, as the dates are", () => {
  expect(timeInWords("2026-11-03T08:05:00", "en")).toBe("3 Nov 2026, 08:05");
  expect(timeInWords("2026-11-03T08:05:00", "de")).toBe("03.11.2026, 08:05");
});
