import { useId, useState } from "preact/hooks";
import type { Hit } from "../api/client";
import { useSession } from "../app/session";
import { dateInWords } from "../i18n/dates";
import { Shortlisted } from "../panel/Actions";
import { NameButton } from "../view/NameButton";
import type { Column } from "./slice";
import { Why } from "./Why";
import { useWords } from "./words";

interface Props {
  readonly hit: Hit;
  readonly rank: number;
  readonly cells: Readonly<Record<Column, string>>;
}

/** One organisation of the answer; the row below it says why it is there. */
export function HitRow({ hit, rank, cells }: Props) {
  const { selection, settings } = useSession();
  const say = useWords();
  const [open, setOpen] = useState(false);
  const reasons = useId();
  return (
    <>
      <tr aria-current={selection.value.chosen === hit.id ? "true" : undefined}>
        <td data-column="rank">{rank}</td>
        <th scope="row" data-column="name">
          <NameButton id={hit.id} name={hit.name} />
          <small class="brief">{`${cells.kind} · ${cells.place}`}</small>
        </th>
        <td data-column="kind">{cells.kind}</td>
        <td data-column="place">{cells.place}</td>
        <td data-column="score">{hit.score}</td>
        <td data-column="active">{dateInWords(cells.active, settings.value.language)}</td>
        <td data-column="acts">
          <button type="button" class="button" aria-expanded={open} aria-controls={reasons} aria-label={say("why.of", { name: hit.name })} onClick={() => setOpen(!open)}>
            {say("why")}
          </button>
          <Shortlisted id={hit.id} name={hit.name} />
        </td>
      </tr>
      <tr id={reasons} class="reasons" hidden={!open}>
        <td colSpan={7}>{open && <Why hit={hit} />}</td>
      </tr>
    </>
  );
}
