import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { messageOf } from "../api/messageOf";
import { address, read, whole } from "../app/address";
import { open as openDialog } from "../app/dialogs";
import { printPage } from "../app/printing";
import { useSession } from "../app/session";
import { onPicture } from "../network/onPicture";
import { Dialog } from "../view/Dialog";
import { Trouble } from "../view/Trouble";
import { download, fileName } from "./download";
import { ENDINGS, type Form, FORMS, wish } from "./exporting";
import { opened, saved } from "./views";
import { useWords } from "./words";
import "./share.css";

/** The view for another person: as an address, as a file, on another page, on paper. */
export function Share() {
  const say = useWords();
  const title = useSignal("");
  return (
    <Dialog title={say("title")} closeLabel={say("close")} onClose={() => openDialog("")}>
      <Address />
      <label class="share-title">
        <span class="label">{say("name")}</span>
        <input type="text" maxLength={200} value={title} onInput={({ currentTarget }) => (title.value = currentTarget.value)} />
      </label>
      <Files title={title.value} />
      <Views title={title.value} />
    </Dialog>
  );
}

function Address() {
  const session = useSession();
  const say = useWords();
  const framed = { ...session.parts.value, embed: ["yes"] };
  const here = whole(`./${address(session)}`);
  const embed = `<iframe src="${whole(`./embed${address(session, framed)}`)}" width="960" height="640" title="Lumigraph"></iframe>`;
  return (
    <>
      <Copied label={say("address")} text={here} />
      <Copied label={say("embed")} text={embed} />
    </>
  );
}

/** A text to take along. */
function Copied({ label, text }: { label: string; text: string }) {
  const session = useSession();
  const say = useWords();
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      session.announce(say("copied"));
    } catch {
      // The browser lets no page copy: the text is marked, for the reader to do it.
      field.current?.focus();
    }
  };
  return (
    <div class="copied">
      <label>
        <span class="label">{label}</span>
        <input ref={field} type="text" readOnly value={text} onFocus={({ currentTarget }) => currentTarget.select()} />
      </label>
      <button type="button" class="button" aria-label={say("copy.what", { what: label })} onClick={() => void copy()}>
        {say("copy")}
      </button>
    </div>
  );
}

/** Exactly what is shown, as a file of any form, or on paper. */
function Files({ title }: { title: string }) {
  const session = useSession();
  const say = useWords();
  const trouble = useSignal("");
  const write = async (form: Form) => {
    const { language } = session.settings.value;
    const places = onPicture.peek()?.places() ?? new Map();
    try {
      trouble.value = "";
      const file = await session.client.export(wish(session.graph.value, session.shown.value, places, form, title, language));
      download(file, `${fileName(title)}.${ENDINGS[form]}`);
      session.announce(say("written"));
    } catch (error) {
      trouble.value = messageOf(error);
    }
  };
  const print = () => {
    openDialog("");
    printPage(session);
  };
  return (
    <fieldset>
      <legend class="label">{say("files", { n: session.shown.value.nodes.length })}</legend>
      <div class="forms">
        {FORMS.map((form) => (
          <button key={form} type="button" class="button" onClick={() => void write(form)}>
            {say(`form.${form}`)}
          </button>
        ))}
        <button type="button" class="button" onClick={print}>
          {say("print")}
        </button>
      </div>
      <Trouble reason={trouble.value} />
    </fieldset>
  );
}

/** The view itself as a file that is opened here again. */
function Views({ title }: { title: string }) {
  const session = useSession();
  const say = useWords();
  const trouble = useSignal("");
  const save = () => {
    const text = saved(title, address(session));
    download(new Blob([text], { type: "application/json" }), `${fileName(title)}.view.json`);
  };
  const load = async (file: File | undefined) => {
    const view = file ? opened(await file.text()) : null;
    trouble.value = view ? "" : say("no.view");
    if (!view) return;
    read(session, view.address);
    openDialog("");
    session.announce(say("opened", { name: view.name }));
  };
  const choose = ({ currentTarget: input }: { currentTarget: HTMLInputElement }) => {
    void load(input.files?.[0]);
    // The same one may be chosen again.
    input.value = "";
  };
  return (
    <fieldset>
      <legend class="label">{say("views")}</legend>
      <div class="forms">
        <button type="button" class="button" onClick={save}>
          {say("save")}
        </button>
        <label class="button">
          {say("open")}
          <input type="file" class="visually-hidden" accept=".json,application/json" onChange={choose} />
        </label>
      </div>
      {trouble.value && (
        <p class="trouble" role="alert">
          {trouble.value}
        </p>
      )}
    </fieldset>
  );
}
