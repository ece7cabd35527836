import { useEffect, useState } from "preact/hooks";
import { useSession } from "../app/session";
import { type Picked, pickedId, RegionPicker, TechnologyPicker } from "../question/pickers";
import { EntityPicker } from "../ways/EntityPicker";
import type { Wish } from "./slice";
import { useWords } from "./words";

export interface Props {
  readonly wish: Wish;
  readonly ask: (wish: Wish) => void;
}

/** On which region, on what, and from whose side. */
export function Form({ wish, ask }: Props) {
  const session = useSession();
  const say = useWords();
  const [region, setRegion] = useState<Picked>({ id: wish.region, text: null });
  const [technology, setTechnology] = useState<Picked>({ id: wish.technology, text: null });
  const [cluster, setCluster] = useState(wish.cluster);
  useEffect(() => setRegion({ id: wish.region, text: null }), [wish.region]);
  useEffect(() => setTechnology({ id: wish.technology, text: null }), [wish.technology]);
  useEffect(() => setCluster(wish.cluster), [wish.cluster]);
  const submit = (event: Event) => {
    event.preventDefault();
    const next = { region: pickedId(region), technology: pickedId(technology), cluster };
    if (!next.region) return session.announce(say("where"));
    ask(next);
  };
  return (
    <form class="brief-me" onSubmit={submit}>
      <RegionPicker id="briefing-region" picked={region} onPick={setRegion} />
      <TechnologyPicker id="briefing-technology" picked={technology} onPick={setTechnology} />
      <EntityPicker id="briefing-cluster" label={say("cluster")} chosen={cluster} onChoose={setCluster} />
      <button class="button primary">{say("ask")}</button>
    </form>
  );
}
