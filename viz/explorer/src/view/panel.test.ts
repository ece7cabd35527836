import { expect, test, vi } from "vitest";
import { inFull, relation } from "../testing/samples";
import { h } from "./dom";
import { panel } from "./panel";

test("everything said of an entity is shown with who says so", () => {
  const witness = { source: "s", locator: "l", urls: [], quote: "", language: "", confidence: 1 };
  const named = { source_name: "LITEK", target_name: "EPIC" };
  const entity = {
    ...inFull({ name: { lt: "Klasteris" }, website: "https://litek.lt" }, [
      { ...relation("litek", "epic"), ...named, role: "member", evidence: [witness] },
    ]),
    evidence: { website: [witness] },
  };
  const act = { choose: vi.fn(), focus: vi.fn(), close: vi.fn() };
  const place = h("div", {}, ...panel(entity, act));
  expect(place.querySelector("[lang=lt]")?.textContent).toBe("Klasteris");
  expect(place.querySelector("dd a")?.getAttribute("href")).toBe("https://litek.lt/");
  expect(place.querySelectorAll(".evidence")).toHaveLength(2);
  expect(place.textContent).toContain("Member of (1)");
  [...place.querySelectorAll("button")].find((one) => one.textContent === "EPIC")?.click();
  expect(act.choose).toHaveBeenCalledWith("epic");
});
