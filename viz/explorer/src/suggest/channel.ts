/** How readers tell what is wrong: into the queue where the server curates, else by a letter to the publisher. */

import { useEffect, useState } from "preact/hooks";
import type { Client, Health } from "../api/client";
import { useSession } from "../app/session";

export type Channel =
  | { readonly to: "queue" }
  | { readonly to: "publisher"; readonly contact: string }
  | { readonly to: "nobody" };

const NOBODY: Channel = { to: "nobody" };
/** A server is asked once. */
const asked = new WeakMap<Client, Promise<Channel>>();

export function channelOf({ curates, contact }: Pick<Health, "curates" | "contact">): Channel {
  if (curates) return { to: "queue" };
  return /^(mailto|https?):/.test(contact) ? { to: "publisher", contact } : NOBODY;
}

/** A letter about an entity, where the contact is an address of mail; else the contact's page. */
export function letter(contact: string, subject: string, body: string): string {
  if (!contact.startsWith("mailto:")) return contact;
  return `${contact}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}

/** The server's channel; nobody until it has told. */
export function useChannel(): Channel {
  const { client } = useSession();
  const [channel, setChannel] = useState<Channel>(NOBODY);
  useEffect(() => {
    // A server that is lost is told of elsewhere, and asked again next time.
    ask(client).then(setChannel, () => asked.delete(client));
  }, [client]);
  return channel;
}

function ask(client: Client): Promise<Channel> {
  const known = asked.get(client) ?? client.health().then(channelOf);
  asked.set(client, known);
  return known;
}
