/** Boxes to pick a technology and a region by name, in any language. */

import { useSession } from "../app/session";
import { Combobox, type Option, type Suggest } from "../view/Combobox";
import { useWords } from "./words";

/** What is picked: by id, or as it was typed. Its text is null until one types: then its name stands there. */
export interface Picked {
  readonly id: string;
  readonly text: string | null;
}

/** What to ask the server for: the id where one is known, else what was typed. */
export function pickedId({ id, text }: Picked): string {
  return id || (text ?? "").trim();
}

interface Props {
  readonly id: string;
  readonly picked: Picked;
  readonly onPick: (picked: Picked) => void;
}

/** How many suggestions are shown. */
const MOST = 8;

export function TechnologyPicker(props: Props) {
  const { client, settings } = useSession();
  const { language } = settings.value;
  const suggest: Suggest = async (text, signal) => {
    const { technologies } = await client.technologies(text, MOST, signal);
    return technologies.map(({ id, name, names }) => ({ id, text: names[language] ?? name, note: "" }));
  };
  return <Picker {...props} name="technology" suggest={suggest} />;
}

export function RegionPicker(props: Props) {
  const { client, settings } = useSession();
  const { language } = settings.value;
  const say = useWords();
  const suggest: Suggest = async (text, signal) => {
    const { regions } = await client.regions(text, MOST, signal);
    return regions.map(({ id, name, names, level, country }) => {
      const note = level === "country" ? say("country") : country;
      return { id, text: names[language] ?? name, note };
    });
  };
  return <Picker {...props} name="region" suggest={suggest} />;
}

function Picker({ id, picked, onPick, name, suggest }: Props & { name: "technology" | "region"; suggest: Suggest }) {
  const session = useSession();
  const say = useWords();
  const choose = (option: Option) => onPick({ id: option.id, text: option.text });
  return (
    <Combobox
      id={id}
      label={say(name)}
      suggestionsLabel={say("suggestions", { name: say(name) })}
      placeholder={say(`${name}.hint`)}
      value={picked.text ?? (picked.id && session.nameOf(picked.id))}
      suggest={suggest}
      onInput={(text) => onPick({ id: "", text })}
      onChoose={choose}
    />
  );
}
