import { labelOf } from '../../recording/item-names.js';
import type { Mail } from '../../recording/mail.js';
import type { Random } from '../workload/random.js';
import { plainText } from '../workload/values.js';

/** What mail systems keep as it is. */
const TEXTS: readonly string[] = [
  'Grüße aus Köln',
  'Ωmega και άλφα',
  'пример письма',
  '会議の議事録',
  '😀 quick brown fox',
  '.',
];

/** A message to be sent, the same for the same random numbers. */
export function makeMail(random: Random, item: string, large: boolean): Required<Mail> {
  const lines = Array.from({ length: large ? 2_000 : 1 + random.below(6) }, () =>
    random.below(4) === 0 ? random.pick(TEXTS) : plainText(random),
  );
  return {
    subject: `${labelOf(item, 1)} ${random.pick(TEXTS)} ${plainText(random)}`,
    body: `${lines.join('\r\n')}\r\n#${random.word()}`,
    recipients: Array.from({ length: 1 + random.below(3) }, (_, index) => `${item}.${index + 1}@example.org`),
  };
}
