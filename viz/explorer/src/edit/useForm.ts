import type { Form } from "../api/client";
import { useSession } from "../app/session";
import { useAnswer } from "../app/useAnswer";

/** The form of a kind or relation in the reader's language; null until it is here. */
export function useForm(of: string): { readonly form: Form | null; readonly trouble: string } {
  const { language } = useSession().settings.value;
  const loaded = useAnswer((client) => client.form(of, language), [of, language]);
  const form = loaded.state === "here" && loaded.found.name === of ? loaded.found : null;
  return { form, trouble: loaded.state === "failed" ? loaded.reason : "" };
}
