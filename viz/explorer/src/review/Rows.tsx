import type { Row } from "../api/client";
import { useSession } from "../app/session";
import { capital, texts } from "../i18n/vocabulary";
import { useWords } from "./words";
import "./sides.css";

interface Props {
  readonly caption: string;
  readonly left: string;
  readonly right: string;
  readonly rows: readonly Row[];
  /** A last row: what it is, and what stands on either side. */
  readonly foot?: readonly string[];
}

/** Properties side by side; a row whose sides differ begins with ≠. */
export function Rows({ caption, left, right, rows, foot = [] }: Props) {
  return (
    <table class="sides">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{left}</th>
          <th scope="col">{right}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line key={row.property} row={row} />
        ))}
      </tbody>
      {foot.length > 0 && (
        <tfoot>
          <tr>{foot.map((text, place) => (place ? <td key={place}>{text}</td> : <th scope="row">{text}</th>))}</tr>
        </tfoot>
      )}
    </table>
  );
}

function Line({ row: { property, left, right, same } }: { row: Row }) {
  const say = useWords();
  const { vocabulary } = useSession();
  return (
    <tr class={same ? "" : "differs"}>
      <th scope="row">
        {!same && <span role="img" aria-label={say("differs")}>{"≠ "}</span>}
        {property === "type" ? say("type") : capital(vocabulary.value.property(property))}
      </th>
      <Cell property={property} value={left} />
      <Cell property={property} value={right} />
    </tr>
  );
}

function Cell({ property, value }: { property: string; value: Row["left"] }) {
  const { vocabulary } = useSession();
  const { value: words } = vocabulary;
  if (value === null) return <td>–</td>;
  const kind = (one: unknown) => capital(words.kind(String(one)));
  const said = property === "type" ? texts(value, kind) : words.texts(property, value);
  return (
    <td>
      {said.map(({ language, text }) => (
        <span key={`${language} ${text}`} lang={language || undefined}>
          {text}
        </span>
      ))}
    </td>
  );
}
