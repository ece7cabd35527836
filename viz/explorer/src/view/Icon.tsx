/** Small drawings of the interface, in the colour of the text around them; words stand beside or in `aria-label`. */

const PATHS = {
  close: "M6 6l12 12M18 6L6 18",
  commands: "M8 6l-5 6 5 6M16 6l5 6-5 6",
  filter: "M4 6h16M7 12h10M10 18h4",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  focus: "M12 3v4M12 17v4M3 12h4M17 12h4M12 9a3 3 0 100 6 3 3 0 000-6",
  help: "M9 9a3 3 0 115 2c-1 .8-2 1.300-2 3M12 18h.01",
  hide: "M4 4l16 16M10 6a9 9 0 0111 6 13 13 0 01-3 4M6 8a13 13 0 00-3 4 9.500 9.500 0 0012 5",
  minus: "M5 12h14",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  play: "M7 5l12 7-12 7z",
  plus: "M12 5v14M5 12h14",
  redo: "M15 5l5 5-5 5M20 10H9a5 5 0 000 10h3",
  share: "M12 4v11M8 8l4-4 4 4M5 13v6h14v-6",
  star: "M12 4l2.500 5.200 5.500.700-4 4 1 5.600-5-2.700-5 2.700 1-5.600-4-4 5.500-.700z",
  stop: "M7 6h10v12H7z",
  theme: "M12 4a8 8 0 100 16 8 8 0 000-16M12 4v16",
  undo: "M9 5l-5 5 5 5M4 10h11a5 5 0 010 10h-3",
  way: "M5 19a2 2 0 100-4 2 2 0 000 4M19 9a2 2 0 100-4 2 2 0 000 4M7 17h6a4 4 0 004-4V9",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
