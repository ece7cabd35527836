import { useSession } from "../app/session";
import { useAnswer } from "../app/useAnswer";
import { timeInWords } from "../i18n/dates";
import type { Upload } from "./useUpload";
import { useWords } from "./words";

/** What was handed in lately. */
export function Recent({ upload: { uploads, open } }: { upload: Upload }) {
  const say = useWords();
  const { language } = useSession().settings.value;
  const loaded = useAnswer(() => uploads.all(), [uploads]);
  // Why there are none is told when a file is handed in.
  if (loaded.state !== "here" || !loaded.found.length) return null;
  return (
    <nav aria-label={say("recent")}>
      <h3>{say("recent")}</h3>
      <ul>
        {loaded.found.map(({ id, file, state, at }) => (
          <li key={id}>
            <button type="button" class="name-button" onClick={() => open(id)}>
              {file}
            </button>{" "}
            <small>
              {say(`is.${state}`)} · {timeInWords(at, language)}
            </small>
          </li>
        ))}
      </ul>
    </nav>
  );
}
