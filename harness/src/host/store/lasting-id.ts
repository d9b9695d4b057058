import { type ENTRYID, findValue, type IMAPIProp, PR_ENTRYID } from '@mapi-kit/sdk';
import { readProperties } from './read-properties.js';

/**
 * The entry id that an object gives itself, which opens it in later sessions: what a table gives may be good for this one alone.
 *
 * @param listed - what the table gave, for an object that gives none
 * @throws Refusal
 */
export function lastingId(object: IMAPIProp, listed: ENTRYID): ENTRYID {
  return findValue(readProperties(object, [PR_ENTRYID]), PR_ENTRYID) ?? listed;
}
