/** How wide texts are in the letters of the page. */

/** Returns what tells the width of a text in pixels, in letters of a size (in pixels) and a weight. */
export function textWidth(size: number, weight: number): (text: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("This browser draws nothing.");
  context.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return (text) => context.measureText(text).width;
}
