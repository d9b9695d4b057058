import { lifeOfItem } from '../../recording/item-names.js';
import type { FarSideEvent } from '../../recording/mail.js';

/**
 * Whether a transport has heard of the refused recipients of a life: the far side has refused some, and whoever has sent the
 * messages has read what became of them for the others.
 *
 * @param said - what the far side has said so far
 * @param life - the life in which the messages were submitted, 0-based
 */
export function hasHeardRefusal(said: readonly FarSideEvent[], life: number): boolean {
  const refused = said.flatMap((event) => (event.e === 'refused' && lifeOfItem(event.item) === life ? event.item : []));
  const answered = new Set(said.flatMap((event) => (event.e === 'answered' ? event.item : [])));
  return refused.length > 0 && refused.every((item) => answered.has(item));
}
