import { capital } from "../i18n/vocabulary";
import { Dialog } from "../view/Dialog";
import { CURATING } from "./curating";
import { open } from "./dialogs";
import { useSession } from "./session";
import { useAnswer } from "./useAnswer";
import { useWords } from "./words";

/** The keys, and what they do here. */
export function Help() {
  const say = useWords();
  const commands = useSession().commands.value.filter(({ key }) => key);
  return (
    <Dialog title={say("help.title")} closeLabel={say("close")} onClose={() => open("")}>
      <p>{say("help.more")}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{say("help.key")}</th>
            <th scope="col">{say("help.does")}</th>
          </tr>
        </thead>
        <tbody>
          {commands.map(({ id, key = "", label }) => (
            <tr key={id}>
              <td>
                <Keys keys={key} />
              </td>
              <td>{capital(label)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <OtherPages />
    </Dialog>
  );
}

function OtherPages() {
  const say = useWords();
  const session = useSession();
  const curates = useCurates();
  return (
    <nav aria-label={say("pages")}>
      <a href="./sparql">SPARQL</a> <a href="./docs">API</a>{" "}
      {curates && CURATING.map((one) => <a key={one} href={`./${one}`}>{session.words(one)("title")} </a>)}
    </nav>
  );
}

/** Whether the server lets people decide; false until it has told. */
function useCurates(): boolean {
  const loaded = useAnswer((client) => client.health(), []);
  return loaded.state === "here" && loaded.found.curates;
}

export function Keys({ keys }: { keys: string }) {
  return (
    <>
      {keys.split(/(?<=.)\+/).map((one) => (
        <kbd key={one}>{one === " " ? "Space" : capital(one)}</kbd>
      ))}
    </>
  );
}
