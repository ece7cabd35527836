import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { useSession } from "../app/session";
import { using } from "../testing/hooks";
import { useForm } from "./useForm";

test("a form that comes after one that did not is no trouble", async () => {
  const form = vi.fn().mockRejectedValueOnce(new Error("lost")).mockResolvedValue({ name: "Company" });
  const now = await using(() => ({ ...useForm("Company"), settings: useSession().settings }), { form });
  expect([now().form, now().trouble]).toEqual([null, "lost"]);
  const { settings } = now();
  await act(() => void (settings.value = { ...settings.value, language: "lt" }));
  await act(async () => {});
  expect([now().form?.name, now().trouble]).toEqual(["Company", ""]);
});
