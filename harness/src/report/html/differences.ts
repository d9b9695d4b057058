import { count } from '../../catalogue/rules/words.js';
import type { ItemCategory } from '../../recording/events.js';
import type { DifferenceKind } from '../../recording/observation.js';

const KINDS: Readonly<Record<DifferenceKind, string>> = {
  lost: 'lost',
  changed: 'changed',
  duplicated: 'there twice',
  repeated: 'arrived again',
  'told-again': 'reported again',
  undeleted: 'deleted and back',
  'unsaved-appeared': 'never saved and there',
  'entry-id-broken': 'with a broken entry id',
  stuck: 'stuck in the queue',
  unreported: 'recipient given up in silence',
  unknown: 'from nowhere',
};

/** What was compared, in words. */
export const CATEGORIES: Readonly<Record<ItemCategory, string>> = {
  created: 'Items that were created',
  changed: 'Items that were changed, moved or deleted',
  bulk: 'Items of large amounts',
  folder: 'Folders',
  setting: 'Settings',
  unsaved: 'Changes that were not saved, and must not be there',
  named: 'Items with named properties',
  embedded: 'Items with embedded messages',
  large: 'Items with large values',
  members: 'Distribution lists with members',
  submitted: 'Messages that wait to be sent',
  outbound: 'Messages on their way out',
  inbound: 'Messages on their way in',
};

/** Counts of differences by their kind. */
export type Differences = Readonly<Partial<Record<DifferenceKind, number>>>;

/**
 * Counts of differences in words.
 *
 * @param differences - the counts
 * @returns for example `3 lost, 1 there twice`; empty when there are none
 */
export function differencesInWords(differences: Differences): string {
  return Object.entries(KINDS)
    .flatMap(([kind, word]) => {
      const number = differences[kind as DifferenceKind] ?? 0;
      return number === 0 ? [] : [`${count(number)} ${word}`];
    })
    .join(', ');
}
