/** The marks of a picture: what is seen of each node and line. */

export interface DrawnNode {
  readonly id: string;
  /** Radius in pixels. */
  readonly size: number;
  /** The custom property of its colour. */
  readonly colour: string;
  readonly label: string;
  /** A second line, or "". */
  readonly note: string;
  /** What is folded into it, as a third line that opens it; or "". */
  readonly fold: string;
}

export interface DrawnLink {
  readonly source: string;
  readonly target: string;
  readonly strength: "telling" | "dated" | "undated";
  /** The custom property of its colour. */
  readonly colour: string;
  readonly arrow: boolean;
  /** Drawn only while one of its ends stands out. */
  readonly quiet: boolean;
}

export interface Drawn {
  readonly nodes: readonly DrawnNode[];
  readonly links: readonly DrawnLink[];
}
