import { useSession } from "../app/session";
import { Communities } from "./Communities";
import { flagged } from "./flags";
import { Legend } from "./Legend";
import { Outline } from "./Outline";
import { canDraw } from "./onPicture";
import { Picture } from "./Picture";
import { MOST_ON_A_PAGE } from "./placing";
import { Questions } from "./Questions";
import { Summary } from "./Summary";
import { Toolbar } from "./Toolbar";
import { Ways } from "../ways/Ways";
import { useWords } from "./words";
import "./network.css";

/** The network as a picture, and in words. */
export default function NetworkView() {
  const { parts, shown } = useSession();
  // As round as the layout that the server made of it.
  const isMap = shown.value.nodes.length > MOST_ON_A_PAGE;
  const communities = flagged(parts.value, "communities");
  const outline = flagged(parts.value, "outline") || !canDraw();
  return (
    <div class="network">
      <div class="network-top">
        <Trouble />
        <Summary />
        <Questions />
        <Toolbar />
      </div>
      <div class="stage" data-map={isMap}>
        {flagged(parts.value, "ways") && <Ways />}
        {communities && <Communities />}
        {outline && <Outline />}
        <Picture />
      </div>
      <Legend />
    </div>
  );
}

/** Why there is no graph; the server is asked again by loading the page anew. */
function Trouble() {
  const { trouble } = useSession();
  const say = useWords();
  if (!trouble.value) return null;
  return (
    <p class="trouble" role="alert">
      {say("trouble", { reason: trouble.value })}
    </p>
  );
}
