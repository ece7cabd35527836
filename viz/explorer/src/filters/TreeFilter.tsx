import { useState } from "preact/hooks";
import { useSession } from "../app/session";
import { counts } from "../state/facets";
import { toggledIn } from "../state/filters";
import { type Branch, branches, found } from "./branches";
import { Choice } from "./Choice";
import { useWords } from "./words";

type Name = "technologies" | "regions" | "programmes";

/** Values that form a tree; counts include what is narrower, and so does choosing one. */
export function TreeFilter({ name, wanted }: { name: Name; wanted: ReadonlySet<number> }) {
  const session = useSession();
  const say = useWords();
  const [text, setText] = useState("");
  const { columns } = session.graph.value;
  const { filters } = session.look.value;
  const [isOpen, setOpen] = useState(filters[name].size > 0);
  const isHere = name !== "technologies" || columns.tables.complete;
  // A closed tree is not grown: counting takes time in a large graph.
  const grown = isOpen ? branches(columns.tables[name], counts(session.graph.value, wanted, filters, name)) : [];
  const turn = ({ id, label }: Branch) =>
    session.step(say(filters[name].has(id) ? "value.off" : "value.on", { filter: say(name), name: label }), (was) => ({
      filters: toggledIn(was.filters, name, id),
    }));
  const props = { chosen: filters[name], turn };
  const toggle = (open: boolean) => {
    setOpen(open);
    if (open && name === "technologies") session.technologiesOpened.value = true;
  };
  return (
    <details class="filter" open={isOpen} onToggle={({ currentTarget }) => toggle(currentTarget.open)}>
      <summary>{say(name)}</summary>
      <input
        type="text"
        aria-label={say("find", { name: say(name) })}
        placeholder={say("find", { name: say(name) })}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <ul class="long">
        {(text.trim() ? found(grown, text).map((one) => ({ ...one, branches: [] })) : grown).map((one) => (
          <BranchLine key={one.id} branch={one} {...props} />
        ))}
      </ul>
      {isOpen && grown.length === 0 && (
        <p class="none">{isHere ? say("none.here") : session.words<"loading">("app")("loading")}</p>
      )}
    </details>
  );
}

interface Props {
  readonly branch: Branch;
  readonly chosen: ReadonlySet<string>;
  readonly turn: (branch: Branch) => void;
}

function BranchLine({ branch, chosen, turn }: Props) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  const line = (
    <Choice checked={chosen.has(branch.id)} number={branch.number} onChange={() => turn(branch)}>
      <span>{branch.label}</span>
    </Choice>
  );
  if (!branch.branches.length) return <li class="leaf">{line}</li>;
  return (
    <li>
      <button
        type="button"
        class="twist"
        aria-expanded={isOpen}
        aria-label={say("narrower", { name: branch.label })}
        onClick={() => setOpen(!isOpen)}
      />
      {line}
      {isOpen && (
        <ul>
          {branch.branches.map((one) => (
            <BranchLine key={one.id} branch={one} chosen={chosen} turn={turn} />
          ))}
        </ul>
      )}
    </li>
  );
}
