import { lifeOfItem } from '../../recording/item-names.js';

const REFUSED = /^\{"e":"refused",.*?"item":"([^"]+)"/gm;
const ANSWERED = /^\{"e":"answered",.*?"item":"([^"]+)"/gm;

/**
 * Whether a transport has heard of the refused recipients of a life: the far side has refused some, and whoever has sent the
 * messages has read what became of them for the others.
 *
 * @param said - what the far side has said so far: the run's FarSideEvents
 * @param life - the life in which the messages were submitted, 0-based
 */
export function hasHeardRefusal(said: string, life: number): boolean {
  const refused = itemsIn(said, REFUSED).filter((item) => lifeOfItem(item) === life);
  const answered = new Set(itemsIn(said, ANSWERED));
  return refused.length > 0 && refused.every((item) => answered.has(item));
}

function itemsIn(said: string, event: RegExp): string[] {
  return [...said.matchAll(event)].map(([, item]) => item ?? '');
}
