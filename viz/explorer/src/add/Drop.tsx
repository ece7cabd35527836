import { useState } from "preact/hooks";
import { useWords } from "./words";

/** What is read, by the ends of its name. */
const ACCEPTED = ".csv,.tsv,.tab,.gz,.xlsx,.xlsm,.xls,.ods,.txt,.html,.htm,.pdf,.docx,.odt";

/** Where a file is dropped, or chosen with the button. */
export function Drop({ take }: { take: (file: File) => void }) {
  const say = useWords();
  const [over, setOver] = useState(false);
  const choose = ({ currentTarget: input }: { currentTarget: HTMLInputElement }) => {
    const [file] = input.files ?? [];
    if (file) take(file);
    // The same one may be chosen again, as after it was mended.
    input.value = "";
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file) take(file);
  };
  return (
    <section
      class={over ? "drop over" : "drop"}
      aria-label={say("drop")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{say("drop")}</p>
      <label class="file">
        <span class="label">{say("choose")}</span>
        <input type="file" accept={ACCEPTED} onChange={choose} />
      </label>
      <p class="label">{say("what")}</p>
    </section>
  );
}
