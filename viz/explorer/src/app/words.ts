import { wordsOf } from "./session";
import type en from "./words/en.json";

export const useWords = wordsOf<typeof en>("app");
