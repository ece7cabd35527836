/** Marks of a drawing as buttons: one stop of the tab key, arrows go on, Enter presses. */

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** What makes an element of SVG a button; `place` is its place among the buttons of its group. */
export function pressable(place: number, press: () => void) {
  return {
    role: "button" as const,
    tabindex: place === 0 ? 0 : -1,
    onClick: press,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      press();
    },
  };
}

/** For the group's `onKeyDown`: an arrow goes to the next button or the one before, round and round. */
export function rove(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (!step || !(event.currentTarget instanceof Element)) return;
  const stops = [...event.currentTarget.querySelectorAll<SVGElement>('[role="button"]')];
  const at = stops.findIndex((one) => one === document.activeElement);
  stops.at((at + step) % stops.length)?.focus();
  event.preventDefault();
}
