import { createHash } from 'node:crypto';
import {
  PR_ADDRTYPE_W,
  PR_COMPANY_NAME_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_GIVEN_NAME_W,
  PR_SURNAME_W,
  type SPropValue,
} from '@mapi-kit/sdk';
import { decodeStoredEntry, encodeStoredEntry, type StoredEntry } from '@mapi-kit/sdk/address-book';
import { type Card, cardTags, type Details, detailsIn, detailsOf, editCard, parseCard } from './card.js';
import { linesOf, memberLines, newUid, setMemberLines, type Uids } from './group.js';

/** The entry of a card. */
export interface CardEntry {
  readonly entry: StoredEntry;
  /** Of a group that a person has written or changed: whom its lines name. Its entry does not have them yet. */
  readonly lines?: readonly string[];
}

/** The line in which the whole entry is, with all that a card has no lines for, and a digest of the other lines. */
const OWN_NAME = 'x-mapi-kit-entry';
const ownLine = /^X-MAPI-KIT-ENTRY;DIGEST=(?<digest>\w+):(?<value>.*(?:\r?\n[ \t].*)*)\r?\n/m;
const CONTAINER = 'contacts';

/**
 * Makes the text of a card.
 *
 * @param before - the card as it is now, which keeps the lines that MAPI does not know; undefined for a new one
 * @param uids - those of the other cards, by which the card of a group names its members
 */
export function cardOf(entry: StoredEntry, before: string | undefined, uids: Uids): string {
  const others = otherLines(entry, before, uids);
  const value = Buffer.from(encodeStoredEntry(entry)).toString('base64');
  const own = (`X-MAPI-KIT-ENTRY;DIGEST=${digestOf(others)}:${value}`.match(/.{1,74}/g) ?? []).join('\r\n ');
  return others.replace(/END:VCARD\r\n$/, (end) => `${own}\r\n${end}`);
}

/**
 * Makes an entry of a card: the one that was written, with what a person has changed in the card since; or, of a card
 * that a person has made, a new one.
 *
 * @param name - what to call a person whom the card gives no name
 * @throws Error when the text is no card
 */
export function entryOf(text: string, id: string, name: string): CardEntry {
  const { digest, value = '' } = ownLine.exec(text)?.groups ?? {};
  const written = writtenEntry(value.replace(/\s+/g, ''));
  if (written !== undefined && digestOf(text.replace(ownLine, '')) === digest) return { entry: named(written, id) };
  const card = parseCard(text);
  const details = detailsOf(card);
  const lines = memberLines(card);
  const of = lines === undefined ? {} : { lines };
  if (written !== undefined) return { entry: changedEntry(written, id, details), ...of };
  const properties = propertiesOf(withName(details, name));
  const members = lines === undefined ? {} : { members: [] };
  return { entry: { id, container: CONTAINER, version: 1, properties, ...members }, ...of };
}

/** The id of the entry that is in a card; undefined where there is none. */
export function writtenId(text: string): string | undefined {
  return writtenEntry(ownLine.exec(text)?.groups?.['value']?.replace(/\s+/g, '') ?? '')?.id;
}

function otherLines(entry: StoredEntry, before: string | undefined, uids: Uids): string {
  const details = detailsIn(entry.properties);
  try {
    // A date of change would be that of another state.
    return editCard(before, details, ['rev', OWN_NAME], (card) => complete(card, entry, uids));
  } catch {
    // Somebody has damaged the file since it was read. What was acknowledged counts for more.
    return editCard(undefined, details, [], (card) => complete(card, entry, uids));
  }
}

/** What a card has besides details: a UID where it is ours, and who is in it where it is one of a group. */
function complete(card: Card, { id, members }: StoredEntry, uids: Uids): void {
  if (members !== undefined) setMemberLines(card, linesOf(members, memberLines(card) ?? [], uids));
  if (!uids.has(id) && card.getFirstProperty('uid') === null) card.addPropertyWithValue('uid', newUid(id));
}

/** A person has changed the card: what says something else now is changed in the entry too. */
function changedEntry(written: StoredEntry, id: string, details: Details): StoredEntry {
  const before = detailsIn(written.properties);
  const changed = new Set<number>([...cardTags].filter((tag) => details.get(tag) !== before.get(tag)));
  if (!details.has(PR_DISPLAY_NAME_W)) changed.delete(PR_DISPLAY_NAME_W);
  if (changed.size === 0) return named(written, id);
  if (changed.has(PR_EMAIL_ADDRESS_W)) changed.add(PR_ADDRTYPE_W);
  const kept = written.properties.filter(({ tag }) => !changed.has(tag));
  const added = propertiesOf(details).filter(({ tag }) => changed.has(tag));
  return { ...written, id, container: CONTAINER, version: written.version + 1, properties: [...kept, ...added] };
}

/** A copy of a file is another entry, whatever is in it. */
function named(entry: StoredEntry, id: string): StoredEntry {
  return entry.id === id ? entry : { ...entry, id };
}

function writtenEntry(value: string): StoredEntry | undefined {
  try {
    return decodeStoredEntry(Buffer.from(value, 'base64'));
  } catch {
    // There is no such line, or somebody has damaged it; the others still say who it is.
    return undefined;
  }
}

/** What other programs change in a file, but not the way in which they end lines, changes this. */
function digestOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex').slice(0, 16);
}

function propertiesOf(details: Details): SPropValue[] {
  const properties: SPropValue[] = [...details].map(([tag, value]) => ({ tag, value }));
  if (details.has(PR_EMAIL_ADDRESS_W)) properties.push({ tag: PR_ADDRTYPE_W, value: 'SMTP' });
  return properties;
}

/** Every entry has a name. */
function withName(details: Details, name: string): Details {
  if (details.has(PR_DISPLAY_NAME_W)) return details;
  const full = [details.get(PR_GIVEN_NAME_W), details.get(PR_SURNAME_W)].filter((part) => part !== undefined).join(' ');
  const known = full || details.get(PR_COMPANY_NAME_W) || details.get(PR_EMAIL_ADDRESS_W) || name;
  return new Map([...details, [PR_DISPLAY_NAME_W, known]]);
}
