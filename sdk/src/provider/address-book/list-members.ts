import { Buffer } from 'node:buffer';
import { guidToBytes } from '../../com/guid.js';
import { MAPI_E_INVALID_PARAMETER } from '../../com/hresult-codes.js';
import { DT_MAILUSER, MAPI_MAILUSER, MAPI_ONE_OFF_UNICODE } from '../../contract/flags.js';
import {
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TYPE,
  PR_EMAIL_ADDRESS_W,
  PR_OBJECT_TYPE,
} from '../../contract/property-tags.js';
import type { SPropValue } from '../../contract/property-types.js';
import type { ENTRYID } from '../../contract/structures.js';
import { MAPI_ONE_OFF_UID } from '../../contract/well-known-guids.js';
import { sameBytes } from '../common/entry-id.js';
import { fail } from '../objects/errors.js';
import type { BookCore } from './book-core.js';
import type { ListMember } from './stored-entry.js';

/**
 * Makes a member of somebody who is in no address book, for a list that an author reads from elsewhere.
 *
 * @param name - what users see
 * @param address - for example `ann@example.org`
 * @param addressType - `SMTP` unless given
 */
export function oneOffMember(name: string, address: string, addressType: string = 'SMTP'): ListMember {
  const head = Buffer.alloc(24);
  head.set(guidToBytes(MAPI_ONE_OFF_UID), 4);
  head.writeUInt16LE(MAPI_ONE_OFF_UNICODE, 22);
  const texts = Buffer.from(`${name}\0${addressType}\0${address}\0`, 'utf16le');
  const properties: SPropValue[] = [
    { tag: PR_OBJECT_TYPE, value: MAPI_MAILUSER },
    { tag: PR_DISPLAY_TYPE, value: DT_MAILUSER },
    { tag: PR_DISPLAY_NAME_W, value: name },
    { tag: PR_ADDRTYPE_W, value: addressType },
    { tag: PR_EMAIL_ADDRESS_W, value: address },
  ];
  return { entryId: Uint8Array.from(Buffer.concat([head, texts])), properties };
}

/** Members of a list with another one, who is in it once. */
export function withMember(members: readonly ListMember[], member: ListMember): readonly ListMember[] {
  return members.some((other) => sameMember(other, member)) ? members : [...members, member];
}

/** Members of a list without one; undefined when that is none of them. */
export function withoutMember(members: readonly ListMember[], member: ListMember): readonly ListMember[] | undefined {
  const rest = members.filter((other) => !sameMember(other, member));
  return rest.length === members.length ? undefined : rest;
}

/**
 * The member that an entry id stands for. It need not exist any more.
 *
 * @param properties - reads what is kept of somebody who is not in this address book
 */
export function memberOf(core: BookCore, entryId: ENTRYID, properties: () => readonly SPropValue[]): ListMember {
  if (!core.owns(entryId)) return { entryId: Uint8Array.from(entryId), properties: properties() };
  const reference = core.reference(entryId);
  if (reference.kind !== 'entry') fail(MAPI_E_INVALID_PARAMETER, 'the members of a list are entries');
  return { id: reference.id };
}

/** Whether two are the same member. */
export function sameMember(one: ListMember, other: ListMember): boolean {
  if ('id' in one || 'id' in other) return 'id' in one && 'id' in other && one.id === other.id;
  return sameBytes(one.entryId, other.entryId);
}
