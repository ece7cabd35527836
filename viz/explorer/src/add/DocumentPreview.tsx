import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { pieces } from "./slice";
import { Rejects } from "./TablePreview";
import type { DocumentLook } from "./uploads";
import { useWords } from "./words";

/** What was read in a document: the text with its mentions marked, and what it says of them. */
export function DocumentPreview({ document }: { document: DocumentLook }) {
  const say = useWords();
  const { title, date, publisher, sure, doubtful, fresh, rejects } = document;
  const about = [title, date, publisher].filter(Boolean).join(" · ");
  return (
    <section aria-label={say("read")}>
      <h3>{say("read")}</h3>
      {about && <p>{about}</p>}
      <dl class="counts">
        <div data-sort="sure">
          <dt>{say("facts_sure")}</dt>
          <dd>{sure}</dd>
        </div>
        <div data-sort="doubtful">
          <dt>{say("facts_doubtful")}</dt>
          <dd>{doubtful}</dd>
        </div>
      </dl>
      {fresh.length > 0 && <p>{say("fresh", { names: fresh.join(", ") })}</p>}
      <Said document={document} />
      <Marked document={document} />
      {rejects.length > 0 && <Rejects rejects={rejects} count={rejects.length} />}
    </section>
  );
}

function Said({ document: { relations } }: { document: DocumentLook }) {
  const say = useWords();
  const { vocabulary } = useSession();
  if (!relations.length) return null;
  const called = (predicate: string) => vocabulary.value.predicate(predicate);
  return (
    <details open>
      <summary>{`${say("relations")}: ${relations.length}`}</summary>
      <ul class="said">
        {relations.map(({ subject, predicate, object, status, start }) => (
          <li key={`${subject} ${predicate} ${object} ${start}`}>
            {subject} <em>{called(predicate)}</em> {object}
            {status !== "stated" && <small> {say(`status.${status as "planned"}`)}</small>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Marked({ document: { text, mentions, language } }: { document: DocumentLook }) {
  const say = useWords();
  const { vocabulary } = useSession();
  const kinds = vocabulary.value.kinds;
  const called = (kind: string) => {
    const named = kinds.find((one) => one.toLowerCase() === kind);
    return named ? vocabulary.value.kind(named) : kind;
  };
  return (
    <blockquote class="marked" lang={language || undefined} aria-label={say("text")} tabIndex={0}>
      {pieces(text, mentions).map(({ text: part, mention }, at) =>
        mention ? (
          <mark key={at} class={mention.new ? "new" : ""} title={`${capital(called(mention.kind))}: ${mention.meant}`}>
            {part}
          </mark>
        ) : (
          part
        ),
      )}
    </blockquote>
  );
}
