import type { Mail, MailAttachment } from '../../life/mail.js';
import { TYPED_TAGS } from '../store/tags.js';
import type { Random } from '../workload/random.js';
import { htmlBody, rtfBody } from './bodies.js';
import { EVERY_TAG } from './every-tag.js';
import { embed, file, inlineImage, makeOfSort, ownOf, type Sort } from './make-mail.js';
import { ADD_IN, APPOINTMENT, COMMON, HEADERS, KEYWORDS } from './property-sets.js';
import { realProperty } from './real-values.js';

/**
 * A message with something of everything, none of it large: what a provider forgets in one sequence of calls only, in a later
 * life or in a second session, it may forget of anything.
 */
export function makeWholeMail(random: Random, item: string, associated: boolean = false): Mail {
  const sort: Sort = {
    properties: (r) => [
      ...[...EVERY_TAG, ...TYPED_TAGS].map((tag) => realProperty(tag, r)),
      ...rtfBody(r, 300),
      htmlBody(r, 600),
    ],
    names: [...KEYWORDS, ...COMMON, ...APPOINTMENT, ...HEADERS, ...ADD_IN.slice(0, 2)],
    recipients: 3,
    attachments: (r) => [file(r, 900), embeddedWhole(r, 1), file(r, 0), inlineImage(r)],
    associated,
  };
  return makeOfSort(random, sort, 0, ownOf(random, item, 1));
}

/** A message within a message with a property of each type, and one within it. */
function embeddedWhole(random: Random, depth: number): MailAttachment {
  const sort: Sort = {
    bare: true,
    properties: (r) => [...TYPED_TAGS.map((tag) => realProperty(tag, r)), ...rtfBody(r, 300), htmlBody(r, 600)],
    names: [...KEYWORDS, ...COMMON, ...APPOINTMENT, ...HEADERS],
    recipients: 2,
    attachments: (r) => (depth < 2 ? [file(r, 300), embeddedWhole(r, depth + 1)] : [file(r, 200)]),
  };
  return embed(random, sort, depth);
}
