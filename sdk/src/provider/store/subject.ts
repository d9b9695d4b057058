import { PR_SUBJECT_PREFIX_W, PR_SUBJECT_W } from '../../contract/property-tags.js';
import type { PropertyBag } from '../objects/property-bag.js';

/** One to three letters, a colon, a space: what mail clients put before the subject of a reply. */
const prefixForm: RegExp = /^\p{L}{1,3}: /u;

/** The prefix of a message's subject: as a client has set it, as long as the subject begins with it; else computed. */
export function subjectPrefix(bag: PropertyBag): string | undefined {
  const set = bag.value(PR_SUBJECT_PREFIX_W);
  const subject = bag.value(PR_SUBJECT_W);
  if (subject === undefined) return set;
  return set !== undefined && subject.startsWith(set) ? set : (prefixForm.exec(subject)?.[0] ?? '');
}

/** The subject of a message without its prefix. */
export function normalizedSubject(bag: PropertyBag): string | undefined {
  return bag.value(PR_SUBJECT_W)?.slice(subjectPrefix(bag)?.length ?? 0);
}

/** Forgets a prefix with which the subject does not begin, as a save does: from then on it is computed. */
export function dropStalePrefix(bag: PropertyBag): void {
  const set = bag.value(PR_SUBJECT_PREFIX_W);
  if (set !== undefined && bag.value(PR_SUBJECT_W)?.startsWith(set) === false) bag.delete(PR_SUBJECT_PREFIX_W);
}
