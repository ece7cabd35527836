/** Points that lie too close to be told apart, as one. */

export interface Point {
  readonly x: number;
  readonly y: number;
  /** The row of the node that lies there. */
  readonly row: number;
}

export interface Cluster {
  readonly x: number;
  readonly y: number;
  readonly rows: readonly number[];
}

/** Each point in one cluster: that of a fuller place nearer than `radius`, or its own. */
export function clusters(points: readonly Point[], radius: number): Cluster[] {
  const found: { x: number; y: number; rows: number[] }[] = [];
  for (const place of samePlaces(points)) {
    const near = found.find(({ x, y }) => Math.hypot(x - place.x, y - place.y) < radius);
    if (near) near.rows.push(...place.rows);
    else found.push({ ...place, rows: [...place.rows] });
  }
  return found;
}

/** Points of the same pixel together, the fullest pixel first. */
function samePlaces(points: readonly Point[]): Cluster[] {
  const found = new Map<string, { x: number; y: number; rows: number[] }>();
  for (const { x, y, row } of points) {
    const key = `${Math.round(x)} ${Math.round(y)}`;
    const place = found.get(key) ?? { x, y, rows: [] };
    place.rows.push(row);
    found.set(key, place);
  }
  return [...found.values()].sort((a, b) => b.rows.length - a.rows.length);
}

/** The radius of a cluster's mark: its area grows with the number. */
export function markRadius({ rows }: Cluster): number {
  return rows.length === 1 ? 5 : Math.min(22, 8 + 2 * Math.sqrt(rows.length));
}
