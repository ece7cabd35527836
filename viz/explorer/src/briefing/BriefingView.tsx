import { useSession } from "../app/session";
import { Form } from "./Form";
import { Outcome } from "./Outcome";
import { asked, asking } from "./slice";
import "./briefing.css";

/** What somebody who goes to a country or region should know: a page to print. */
export default function BriefingView() {
  const { parts } = useSession();
  const wish = asked(parts.value);
  return (
    <div class="briefing">
      <Form wish={wish} ask={(next) => (parts.value = { ...parts.value, ...asking(next) })} />
      <Outcome wish={wish} ask={(next) => (parts.value = { ...parts.value, ...asking(next) })} />
    </div>
  );
}
