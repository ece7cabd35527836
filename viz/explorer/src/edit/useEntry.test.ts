import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import type { Form } from "../api/client";
import { using } from "../testing/hooks";
import { inFull } from "../testing/samples";
import { useEntry } from "./useEntry";

const field = { help: "", multiple: false, pattern: "", required: false, values: [] };
const form: Form = {
  name: "Company",
  label: "company",
  help: "",
  fields: [{ ...field, name: "founded", label: "founded", datatype: "date" }],
  sources: [],
  targets: [],
  end: "",
};
const correct = { what: "correct", entity: inFull({ founded: "2001" }), property: "founded" } as const;

test("what is changed while it is tried out has to be tried out again", async () => {
  const answers: ((answer: object) => void)[] = [];
  const client = { enter: () => new Promise((answer) => answers.push(answer)) };
  const entry = await using(() => useEntry(correct, form, "https://a.example", () => undefined), client);
  const send = () => act(() => entry().send(() => undefined));
  const answered = () =>
    act(async () => {
      answers.at(-1)!({ effect: { entities: [], relations: [] } });
      await new Promise((done) => setTimeout(done));
    });
  await send();
  await act(() => entry().change("founded", [{ key: "", text: "2002" }]));
  await answered();
  expect(entry().tried).toBeNull();
  await send();
  await answered();
  expect(entry().tried).not.toBeNull();
});
