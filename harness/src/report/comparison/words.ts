import type { FindingStatus } from '../../catalogue/requirement.js';
import { counted } from '../../catalogue/rules/words.js';
import { STATUSES } from '../statuses.js';
import type { Agreement, Comparison } from './comparison.js';

/** How certifications agree, in words. */
export const AGREEMENTS: Readonly<Record<Agreement, string>> = {
  different: 'different',
  partly: 'judged by some alone',
  broken: 'the same, and not passed',
  same: 'the same',
};

/** What a certification came to that did not judge a requirement. */
const NOT_JUDGED = { word: 'not judged', sign: ' ' } as const;

/**
 * A status in a word, with its sign.
 *
 * @param status - of a finding; null: there is none
 */
export function statusWords(status: FindingStatus | null): { readonly word: string; readonly sign: string } {
  return status === null ? NOT_JUDGED : STATUSES[status];
}

/**
 * How much is different, in a sentence.
 *
 * @param comparison - the certifications
 */
export function differencesSentence({ requirements }: Comparison): string {
  const different = requirements.filter(({ agreement }) => agreement === 'different').length;
  const of = counted(requirements.length, 'requirement');
  return different === 0 ? `No difference in ${of}` : `${different} of ${of} ${different === 1 ? 'differs' : 'differ'}`;
}
