import { expect, test } from "vitest";
import { named } from "./naming";

test("controls without a name get one, those with text keep it", () => {
  document.body.innerHTML = `
    <div class="yasqe"><textarea></textarea></div><select class="tableSizer"></select>
    <table><tr><th><span class="dt-column-title"></span></th>
      <th><span class="dt-column-title">who</span></th></tr></table>
    <a class="yasr_external_ref_btn" href="https://editor.example"></a>`;
  named(document);
  expect(document.querySelector("textarea")?.getAttribute("aria-label")).toBe("Query");
  expect(document.querySelector("select")?.getAttribute("aria-label")).toBe("Rows on a page");
  expect(document.querySelector("a")?.getAttribute("aria-label")).toBe("Help of the editor, on another site");
  const titles = [...document.querySelectorAll("th span")].map((one) => one.textContent);
  expect(titles).toEqual(["#", "who"]);
});
