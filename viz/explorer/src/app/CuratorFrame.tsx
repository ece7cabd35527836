import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { keepFocus } from "../controllers/focus";
import { CURATING, type CuratingPage } from "./curating";
import { Brand, Language, ThemeButton } from "./Header";
import { useSession } from "./session";
import { Status } from "./Status";
import { useDocumentTitle } from "./useDocumentTitle";
import { useKeys } from "./useKeys";
import { useWords } from "./words";

/** What stands around every page for curators: header, messages, keys, and the focus kept. */
export function CuratorFrame({ page, children }: { page: CuratingPage; children: ComponentChildren }) {
  useDocumentTitle(useSession().words<"title">(page)("title"));
  useKeys();
  useEffect(() => keepFocus(), []);
  return (
    <>
      <header class="top">
        <Brand />
        <Ways from={page} />
        <div class="tools">
          <Language />
          <ThemeButton />
        </div>
      </header>
      <main>
        <div id="view" class={page} tabIndex={-1}>
          {children}
        </div>
      </main>
      <Status />
    </>
  );
}

function Ways({ from }: { from: CuratingPage }) {
  const session = useSession();
  const say = useWords();
  return (
    <nav class="ways-between" aria-label={say("curating")}>
      {CURATING.map((page) => (
        <a key={page} href={`./${page}`} aria-current={page === from ? "page" : undefined}>
          {session.words<"title">(page)("title")}
        </a>
      ))}
    </nav>
  );
}
