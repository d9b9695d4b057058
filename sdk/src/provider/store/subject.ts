import { PR_SUBJECT_PREFIX_W, PR_SUBJECT_W } from '../../contract/property-tags.js';
import type { PropertyBag } from '../objects/property-bag.js';

/** One to three letters, a colon, a space: what mail clients put before the subject of a reply. */
const prefixForm: RegExp = /^\p{L}{1,3}: /u;

/** The prefix of a message's subject: as it was set, or as the subject shows it. */
export function subjectPrefix(bag: PropertyBag): string | undefined {
  const stored = bag.value(PR_SUBJECT_PREFIX_W);
  const subject = bag.value(PR_SUBJECT_W);
  return stored ?? (subject === undefined ? undefined : (prefixForm.exec(subject)?.[0] ?? ''));
}

/** The subject of a message without its prefix. */
export function normalizedSubject(bag: PropertyBag): string | undefined {
  const subject = bag.value(PR_SUBJECT_W);
  const prefix = subjectPrefix(bag) ?? '';
  return subject?.startsWith(prefix) ? subject.slice(prefix.length) : subject;
}
