import { findValue, type IDistList, PR_DISPLAY_NAME_W } from '@mapi-kit/sdk';
import { parseLabel } from '../../recording/item-names.js';
import { MEMBER, MORE_THAN_ONCE, memberKey } from '../../recording/parts.js';
import type { SavedParts } from '../real-mail/write-whole.js';
import { eachRow } from '../store/read-rows.js';

/**
 * Reads who is in a distribution list: items by their names, which they keep when they are renamed, others by their display
 * names.
 *
 * @throws Refusal
 */
export function readMembers(list: IDistList, parts: SavedParts): void {
  for (const row of eachRow(list.GetContentsTable(0), [PR_DISPLAY_NAME_W], 'IDistList::GetContentsTable')) {
    const name = findValue(row, PR_DISPLAY_NAME_W) ?? '';
    const key = memberKey(parseLabel(name)?.item ?? name);
    parts[key] = key in parts ? MORE_THAN_ONCE : MEMBER;
  }
}
