import { useEffect, useState } from "preact/hooks";
import type { Form } from "../api/client";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";

/** The form of a kind or relation in the reader's language; null until it is here. */
export function useForm(of: string): { readonly form: Form | null; readonly trouble: string } {
  const { client, settings } = useSession();
  const { language } = settings.value;
  const [form, setForm] = useState<Form | null>(null);
  const [trouble, setTrouble] = useState("");
  useEffect(() => {
    let wanted = true;
    client.form(of, language).then(
      (found) => wanted && setForm(found),
      (error: unknown) => wanted && setTrouble(messageOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, [client, of, language]);
  return { form: form?.name === of ? form : null, trouble };
}
