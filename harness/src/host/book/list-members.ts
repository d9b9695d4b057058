import { findValue, type IDistList, PR_ADDRTYPE_W, PR_DISPLAY_NAME_W, PR_EMAIL_ADDRESS_W } from '@mapi-kit/sdk';
import { parseLabel } from '../../recording/item-names.js';
import { MEMBER, MORE_THAN_ONCE, memberKey, partOf, propertyKey } from '../../recording/parts.js';
import type { SavedParts } from '../real-mail/write-whole.js';
import { eachRow } from '../store/read-rows.js';

/**
 * Reads who is in a distribution list: items by their names, which they keep when they are renamed, others by their display
 * names. Those who are in no address book have their addresses in the list alone.
 *
 * @throws Refusal
 */
export function readMembers(list: IDistList, parts: SavedParts): void {
  const columns = [PR_DISPLAY_NAME_W, PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W];
  for (const row of eachRow(list.GetContentsTable(0), columns, 'IDistList::GetContentsTable')) {
    const name = findValue(row, PR_DISPLAY_NAME_W) ?? '';
    const item = parseLabel(name)?.item;
    const key = memberKey(item ?? name);
    parts[key] = key in parts ? MORE_THAN_ONCE : MEMBER;
    if (item !== undefined) continue;
    parts[addressKey(name)] = partOf(findValue(row, PR_EMAIL_ADDRESS_W) ?? '');
    const type = findValue(row, PR_ADDRTYPE_W);
    if (type !== undefined) parts[addressTypeKey(name)] = partOf(type);
  }
}

/** The key of the address of a member who is in no address book. */
export function addressKey(name: string): string {
  return propertyKey(`${memberKey(name)}/`, PR_EMAIL_ADDRESS_W);
}

/** The key of the type of that address. */
export function addressTypeKey(name: string): string {
  return propertyKey(`${memberKey(name)}/`, PR_ADDRTYPE_W);
}
