import { findValue, PR_ENTRYID, PR_SUBJECT_W } from '@mapi-kit/sdk';
import { SETTINGS } from '../../recording/item-names.js';
import { itemOfMail, itemOfText, stateOfMail } from '../../recording/mail.js';
import type { Journal } from '../journal.js';
import { entryIdToText } from '../store/entry-id-text.js';
import { openMessage } from '../store/open-message.js';
import { readSetting } from '../store/profile-setting.js';
import { refusalOf } from '../store/refusal.js';
import { readInbox, readReturned } from './inbox.js';
import type { MailClient } from './mail-client.js';
import { queuedItems } from './outgoing.js';
import { readReceived } from './read-received.js';

/**
 * Lists the mail of the harness's that a transport has brought into the store, and its setting.
 *
 * What it has brought to the far side, the far side says.
 *
 * @param isDrained - all had the time to leave: what is in the outgoing queue now is listed, too
 * @returns how many items it keeps: its setting, for mail comes and goes; null when something could not be read
 */
export function readMail(journal: Journal, client: MailClient, isDrained: boolean): number | null {
  const { store, session, sectionUid, index } = client;
  let items = 0;
  try {
    for (const row of readInbox(store)) {
      const subject = findValue(row, PR_SUBJECT_W) ?? '';
      const entryId = findValue(row, PR_ENTRYID);
      if (entryId === undefined) continue;
      const named = itemOfMail(subject);
      const { items: returned, addresses } = readReturned(store, row);
      for (const each of returned) journal.write({ e: 'returned', item: each, session: index, addresses });
      if (returned.length > 0 || (named !== null && !isInbound(named))) continue;
      const message = openMessage(store, entryId);
      const received = readReceived(message, subject);
      message.Release();
      const item = named ?? itemOfText(received.body ?? '');
      if (item === null || !isInbound(item)) continue;
      const state = stateOfMail(received);
      journal.write({ e: 'found', item, session: index, state, entryId: entryIdToText(entryId) });
    }
    for (const item of isDrained ? queuedItems(store) : []) journal.write({ e: 'queued', item, session: index });
    const setting = readSetting(session, sectionUid);
    if (setting !== undefined) {
      items += 1;
      journal.write({ e: 'found', item: SETTINGS.transportSection, session: index, state: setting });
    }
    return items;
  } catch (error) {
    const { method, hr } = refusalOf(error);
    journal.write({ e: 'problem', what: `received mail cannot be read: ${method}`, hr });
    return null;
  }
}

function isInbound(item: string): boolean {
  return /(?:^|-)i\d/.test(item);
}
