/** What points where: files and what they import, rooms and what they may import. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * Finds what can be reached from itself.
 *
 * @returns each circle once, as all that are on it and on circles through them, sorted
 */
export function findCircles(graph: Graph): readonly (readonly string[])[] {
  const reached = new Map([...graph.keys()].map((name) => [name, reachableFrom(name, graph)]));
  const done = new Set<string>();
  const circles: string[][] = [];
  for (const [name, there] of reached) {
    if (done.has(name) || !there.has(name)) continue;
    const circle = [...there].filter((other) => reached.get(other)?.has(name) === true).sort();
    for (const member of circle) done.add(member);
    circles.push(circle);
  }
  return circles;
}

function reachableFrom(start: string, graph: Graph): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...(graph.get(start) ?? [])];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    waiting.push(...(graph.get(name) ?? []));
  }
  return seen;
}
