import { useSession } from "../app/session";
import { MEASURES } from "./counts";
import type { MapProps } from "./props";
import { useFilter } from "./useFilter";
import { useWords } from "./words";

/** All that the map says, as tables. */
export function Tables(props: MapProps) {
  const say = useWords();
  return (
    <details class="map-tables">
      <summary>{say("table")}</summary>
      <Counts {...props} />
      {props.contents.arcs.length > 0 && <Collaborations {...props} />}
    </details>
  );
}

function Counts({ contents: { counts }, options: { level } }: MapProps) {
  const { look, settings } = useSession();
  const say = useWords();
  const filter = useFilter();
  const { regions } = look.value.filters;
  return (
    <table>
      <caption>{say("table.counts")}</caption>
      <thead>
        <tr>
          <th scope="col">{say(`areas.${level}`, { n: counts.length })}</th>
          {MEASURES.map((measure) => <th key={measure} scope="col" class="number">{say(measure)}</th>)}
        </tr>
      </thead>
      <tbody>
        {counts.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <button type="button" class="name-button" aria-pressed={regions.has(one.id)} onClick={() => filter(one.id, one.name)}>
                {one.name}
              </button>
            </th>
            {MEASURES.map((measure) => <td key={measure} class="number">{one[measure].toLocaleString(settings.value.language)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Collaborations({ contents: { arcs } }: MapProps) {
  const { columns, settings } = useSession();
  const say = useWords();
  const { labels } = columns.value.tables.regions;
  return (
    <table>
      <caption>{say("table.arcs")}</caption>
      <thead>
        <tr>
          <th scope="col">{say("one")}</th>
          <th scope="col">{say("other")}</th>
          <th scope="col" class="number">{say("shared")}</th>
        </tr>
      </thead>
      <tbody>
        {arcs.map(({ one, other, number }) => (
          <tr key={`${one} ${other}`}>
            <td>{labels[one]}</td>
            <td>{labels[other]}</td>
            <td class="number">{number.toLocaleString(settings.value.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
