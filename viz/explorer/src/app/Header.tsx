import { LANGUAGE_NAMES, LANGUAGES, isLanguage } from "../i18n/catalogues";
import { nextTheme } from "../state/settings";
import { IconButton } from "../view/IconButton";
import { open } from "./dialogs";
import { Search } from "./Search";
import { useSession } from "./session";
import { useWords } from "./words";

export function Header() {
  const say = useWords();
  return (
    <div class="top">
      <Brand />
      <Search />
      <div class="tools">
        <Language />
        <ThemeButton />
        <IconButton icon="share" label={say("share")} onClick={() => open("share")} />
        <IconButton icon="commands" label={say("palette")} onClick={() => open("palette")} />
        <IconButton icon="help" label={say("help")} onClick={() => open("help")} />
      </div>
    </div>
  );
}

/** The name of the product, which leads to the first page. */
export function Brand() {
  const say = useWords();
  return (
    <h1 class="brand">
      <a href="./" title={say("about")}>
        <img src="./favicon.svg" alt="" width="28" height="28" />
        {say("title")}
      </a>
    </h1>
  );
}

export function Language() {
  const session = useSession();
  const say = useWords();
  return (
    <select
      class="language"
      aria-label={say("language")}
      value={session.settings.value.language}
      onChange={({ currentTarget: { value } }) => isLanguage(value) && void session.speak(value)}
    >
      {LANGUAGES.map((one) => (
        <option key={one} value={one} lang={one}>
          {LANGUAGE_NAMES[one]}
        </option>
      ))}
    </select>
  );
}

export function ThemeButton() {
  const { settings } = useSession();
  const say = useWords();
  const { theme } = settings.value;
  const turn = () => (settings.value = { ...settings.value, theme: nextTheme(theme) });
  return <IconButton icon="theme" label={say(`theme.${theme}`)} onClick={turn} />;
}
