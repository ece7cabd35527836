import { address, whole } from "../app/address";
import { open } from "../app/dialogs";
import { useSession } from "../app/session";
import { picked } from "../state/view";
import { useWords } from "./words";

/** To see a shortlist elsewhere, to take it along, to begin anew. */
export function Uses({ ids }: { ids: readonly string[] }) {
  const session = useSession();
  const say = useWords();
  const show = () => {
    session.step(say("shown"), () => ({ view: picked(ids) }));
    session.tab.value = "network";
    document.getElementById("tab-network")?.focus();
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(whole(`./${address(session)}`));
      session.announce(say("copied"));
    } catch {
      // The browser lets no page copy: there the address stands to be copied by the reader.
      open("share");
    }
  };
  const clear = () => {
    session.shortlist.value = [];
    session.announce(say("cleared"));
  };
  return (
    <div class="uses">
      <a class="button" href={session.client.shortlistFile(ids, "xlsx")} download>
        {say("xlsx")}
      </a>
      <a class="button" href={session.client.shortlistFile(ids, "csv")} download>
        {say("csv")}
      </a>
      <button type="button" class="button" onClick={() => void copy()}>
        {say("link")}
      </button>
      <button type="button" class="button" onClick={show}>
        {say("show")}
      </button>
      <button type="button" class="button" onClick={clear}>
        {say("clear")}
      </button>
    </div>
  );
}
