import { useSession } from "./session";
import { useWords } from "./words";

/** What is said aloud, and whether the server answers. */
export function Status() {
  const session = useSession();
  const say = useWords();
  return (
    <>
      <p class="visually-hidden" role="status" aria-live="polite">
        {session.announced}
      </p>
      {session.waits.value && <p class="waits">{say("waiting")}</p>}
      {session.signedOut.value && (
        <p class="lost" role="alert">
          {say("signed.out")}{" "}
          <a href="./sign-in" target="_blank" rel="noopener">
            {say("sign.in")}
          </a>
        </p>
      )}
      {!session.connected.value && (
        <p class="lost" role="alert">
          {say("lost")}
        </p>
      )}
    </>
  );
}
