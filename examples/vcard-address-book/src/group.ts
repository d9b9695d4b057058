import { createHash } from 'node:crypto';
import { findValue, PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W } from '@mapi-kit/sdk';
import { type ListMember, oneOffMember, sameMember } from '@mapi-kit/sdk/address-book';
import type ICAL from 'ical.js';
import type { CardFile } from './card-file.js';

type Card = InstanceType<typeof ICAL.Component>;

/** The UIDs of cards by the ids of their entries. */
export type Uids = ReadonlyMap<string, string | undefined>;

/** What the MEMBER lines of a group say (RFC 6350, 6.6.5); undefined for the card of a person. */
export function memberLines(card: Card): readonly string[] | undefined {
  if (String(card.getFirstPropertyValue('kind') ?? '').toLowerCase() !== 'group') return undefined;
  return card.getAllProperties('member').map((line) => String(line.getFirstValue()));
}

/** Makes a card one of a group with these MEMBER lines. Lines that are there already stay where they are. */
export function setMemberLines(card: Card, uris: readonly string[]): void {
  if (memberLines(card) === undefined) {
    card.removeAllProperties('kind');
    card.addPropertyWithValue('kind', 'group');
  }
  const before = new Set(memberLines(card));
  for (const line of card.getAllProperties('member')) {
    if (!uris.includes(String(line.getFirstValue()))) card.removeProperty(line);
  }
  for (const uri of uris) if (!before.has(uri)) card.addPropertyWithValue('member', uri);
}

/** The lines of a group with these members: those of people whom nobody here knows stay. */
export function linesOf(members: readonly ListMember[], before: readonly string[], uids: Uids): readonly string[] {
  const known = before.map((uri) => [uri, memberOf(uri, uids)] as const);
  const kept = known.filter(([, one]) => one === undefined || members.some((member) => sameMember(member, one)));
  const added = members.filter((member) => !kept.some(([, one]) => one !== undefined && sameMember(one, member)));
  return [...kept.map(([uri]) => uri), ...added.flatMap((member) => uriOf(member, uids) ?? [])];
}

/**
 * The members of a group in whose card a person has written these lines.
 *
 * @param before - who was in it; those whom a card cannot name, and those whose cards are gone, are still in it
 */
export function membersOf(lines: readonly string[], before: readonly ListMember[], uids: Uids): readonly ListMember[] {
  const named = lines.flatMap((uri) => memberOf(uri, uids) ?? []);
  const isNamed = (member: ListMember): boolean => named.some((one) => sameMember(one, member));
  const isHere = (member: ListMember): boolean => !('id' in member) || uids.has(member.id);
  const kept = before.filter((each) => isNamed(each) || uriOf(each, uids) === undefined || !isHere(each));
  return [...kept, ...named.filter((member) => !before.some((one) => sameMember(one, member)))];
}

/** The UID line of a card. */
export function uidIn(text: string): string | undefined {
  const [, uid] = /^UID(?:;[^:\r\n]*)?:(.+?)\r?$/im.exec(text.replaceAll(/\r?\n[ \t]/g, '')) ?? [];
  return uid;
}

/** The UID of the card of an entry in a file. */
export function uidOf(file: CardFile, id: string): string | undefined {
  return uidIn(file.cards.find((card) => card.id === id)?.text ?? '');
}

/** The UID of a card that we make: by it cards of groups name its entry. */
export function newUid(id: string): string {
  const digest = createHash('sha256').update(id).digest('hex');
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(digest) ?? [];
  return `urn:uuid:${a}-${b}-8${c}-a${d}-${e}`;
}

function memberOf(uri: string, uids: Uids): ListMember | undefined {
  const [, address] = /^mailto:([^?]+)/i.exec(uri) ?? [];
  if (address !== undefined) return oneOffMember(decodeURIComponent(address), decodeURIComponent(address));
  for (const [id, uid] of uids) if (uid !== undefined && bare(uid) === bare(uri)) return { id };
  return undefined;
}

/** Undefined where a card has no way to name somebody. */
function uriOf(member: ListMember, uids: Uids): string | undefined {
  if ('id' in member) {
    // A card that is not there yet is one that we are going to make.
    const uid = uids.has(member.id) ? uids.get(member.id) : newUid(member.id);
    return uid === undefined || /^[a-z][\w+.-]*:/i.test(uid) ? uid : `urn:uuid:${uid}`;
  }
  const address = findValue(member.properties, PR_EMAIL_ADDRESS_W);
  const isMail = findValue(member.properties, PR_ADDRTYPE_W)?.toUpperCase() === 'SMTP';
  if (address === undefined || !isMail) return undefined;
  return `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}`;
}

function bare(uid: string): string {
  return uid
    .trim()
    .toLowerCase()
    .replace(/^urn:uuid:/, '');
}
