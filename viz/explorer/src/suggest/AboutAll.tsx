import { useChannel } from "./channel";
import { useWords } from "./words";
import { Wrong } from "./Wrong";

/** What can be done about an entity as a whole: edit it where the server curates, or tell what is wrong. */
export function AboutAll({ id, name }: { id: string; name: string }) {
  const say = useWords();
  const channel = useChannel();
  return (
    <div class="about-all">
      {channel.to === "queue" && <a href={`./edit?entity=${encodeURIComponent(id)}`}>{say("edit")}</a>}
      <Wrong about={id} fact="" name={name} />
    </div>
  );
}
