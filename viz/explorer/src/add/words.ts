import { wordsOf } from "../app/session";
import type en from "./words/en.json";

export const useWords = wordsOf<typeof en>("add");
