import type { Hit } from "../api/client";
import { useSession } from "../app/session";
import { Evidence } from "../view/Evidence";
import { useStepInWords } from "../ways/useStepInWords";
import { ways } from "../ways/way";
import { useWords } from "./words";

/** Why an organisation is in the answer: the ways to the technology and to the region, with who says so. */
export function Why({ hit: { id, name, paths, places } }: { hit: Hit }) {
  const session = useSession();
  const say = useWords();
  const tell = useStepInWords((one) => (one === id ? name : session.nameOf(one)));
  const seats = places.flatMap((step) => ways({ paths: [[step]], names: {} }, step.source));
  const reasons = [...ways({ paths, names: {} }, id), ...seats];
  return (
    <ul class="why" aria-label={say("why.of", { name })}>
      {reasons.map((way, place) => (
        <li key={place}>
          {way.map((step, at) => (
            <div key={at}>
              {tell(step)}
              <Evidence witnesses={step.witnesses} />
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
