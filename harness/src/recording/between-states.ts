import { type ItemState, WHOLE } from './events.js';
import { isAsExpected, type Parts } from './parts.js';

/**
 * What an item is that was found between its states, by the parts that are known of it; undefined: it is not between them.
 *
 * What is permanent at once, as the properties of folders, a client changes by several calls, one after the other: whoever
 * writes in a thread of its own may have written what the first of them has done when a kill comes. Each part is then as it was
 * before or after.
 *
 * @param found - what was found
 * @param states - what it was before the life that was killed without a promise, and each state acknowledged in that life;
 * null: it was not there
 */
export function betweenStates(found: ItemState, states: readonly (ItemState | null)[]): ItemState | undefined {
  const there = states.filter((state) => state !== null);
  const isAlike = ({ label, folder, properties }: ItemState): boolean =>
    label === found.label && folder === found.folder && properties === WHOLE;
  if (!there.some(isAlike)) return undefined;
  const had = there.map(({ parts = {} }) => parts);
  if (states.includes(null)) had.push({});
  const parts: Record<string, string> = {};
  for (const key of new Set(had.flatMap((each) => Object.keys(each)))) {
    const part = found.parts?.[key];
    if (!had.some((each) => isPartOf(each, key, part))) return undefined;
    if (part !== undefined) parts[key] = part;
  }
  return { ...found, parts };
}

function isPartOf(parts: Parts, key: string, found: string | undefined): boolean {
  const expected = parts[key];
  return expected === undefined ? found === undefined : isAsExpected(expected, found);
}
