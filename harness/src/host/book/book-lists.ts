import {
  FAILED,
  findValue,
  type IABContainer,
  type IMAPIProp,
  MAPI_RESOLVED,
  MAPI_UNICODE,
  MAPI_UNRESOLVED,
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  type PropTag,
  type SPropValue,
  type SRow,
} from '@mapi-kit/sdk';
import { type ItemState, WHOLE } from '../../recording/events.js';
import { parseLabel } from '../../recording/item-names.js';
import { isShown, RIGHT } from '../real-mail/lists.js';
import type { SavedParts } from '../real-mail/write-whole.js';
import { readProperties } from '../store/read-properties.js';
import { eachRow } from '../store/read-rows.js';
import type { BookClient } from './book-client.js';

// What a user sees of an entry without opening it: a line in the list of its container, and whom a typed name has become. An
// address book may keep them beside the entries, and forget them there.

/** Each of them is judged by itself: an address book need not show all of it. */
const ASKED = ['flag/lines', 'flag/answers'] as const;
/** Of what a line is made, and a recipient of a message. */
const SHOWN: readonly PropTag[] = [PR_DISPLAY_NAME_W, PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W];

/**
 * Compares what the contents tables and ResolveNames show of the client's entries with the entries themselves.
 *
 * @returns `right`, or what is not, part by part
 * @throws Refusal
 */
export function readBookLists({ book, containers }: Pick<BookClient, 'book' | 'containers'>): ItemState {
  const parts: SavedParts = Object.fromEntries(ASKED.map((key) => [key, RIGHT]));
  const compare = (key: (typeof ASKED)[number], what: string, row: SRow): readonly SPropValue[] => {
    const entryId = findValue(row, PR_ENTRYID);
    const opened = entryId === undefined ? null : book.OpenEntry(entryId, null, 0).value;
    // That nothing is there is seen where entries are read.
    if (opened === null) return [];
    const own = readProperties(opened.unknown as IMAPIProp, SHOWN);
    opened.unknown.Release();
    const name = parseLabel(findValue(own, PR_DISPLAY_NAME_W) ?? '')?.item;
    const tag = SHOWN.find((shown) => !isShown(row, own, shown));
    if (name === undefined) return [];
    if (tag !== undefined) parts[key] = `${what} has another value of ${hexadecimal(tag)} than the entry ${name}`;
    return own;
  };
  for (const { name, container } of containers) {
    const rows = eachRow(container.GetContentsTable(0), [PR_ENTRYID, ...SHOWN], 'IABContainer::GetContentsTable');
    for (const row of rows) {
      const typed = findValue(compare('flag/lines', `a line of ${name}`, row), PR_DISPLAY_NAME_W);
      const answer = typed === undefined ? undefined : answerTo(container, typed);
      if (answer !== undefined) compare('flag/answers', 'whom ResolveNames finds', answer);
    }
  }
  return { label: 'what address books show', properties: WHOLE, folder: '', parts };
}

/** What becomes of a recipient whose name is typed; undefined: the container does not know who that is. */
function answerTo(container: IABContainer, typed: string): SRow | undefined {
  const recipients = [[{ tag: PR_DISPLAY_NAME_W, value: typed }]];
  try {
    const { hr, value } = container.ResolveNames([PR_ENTRYID, ...SHOWN], MAPI_UNICODE, recipients, [MAPI_UNRESOLVED]);
    return FAILED(hr) || value?.resolutions[0] !== MAPI_RESOLVED ? undefined : value.recipients[0];
  } catch {
    // That it throws is in the journal.
    return undefined;
  }
}

function hexadecimal(tag: PropTag): string {
  return `0x${(tag >>> 0).toString(16).padStart(8, '0')}`;
}
