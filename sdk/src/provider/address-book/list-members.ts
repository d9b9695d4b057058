import { MAPI_E_INVALID_PARAMETER } from '../../com/hresult-codes.js';
import type { SPropValue } from '../../contract/property-types.js';
import type { ENTRYID } from '../../contract/structures.js';
import { sameBytes } from '../common/entry-id.js';
import { fail } from '../objects/errors.js';
import type { BookCore } from './book-core.js';
import type { ListMember } from './stored-entry.js';

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

function sameMember(one: ListMember, other: ListMember): boolean {
  if ('id' in one || 'id' in other) return 'id' in one && 'id' in other && one.id === other.id;
  return sameBytes(one.entryId, other.entryId);
}
