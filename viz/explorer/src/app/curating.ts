/** The pages for curators; each has styles, words with a title, and an address of its name. */
export const CURATING = ["add", "review", "edit"] as const;
export type CuratingPage = (typeof CURATING)[number];
