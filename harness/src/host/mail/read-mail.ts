import { findValue, PR_BODY_W, PR_ENTRYID, PR_SUBJECT_W } from '@mapi-kit/sdk';
import { SETTINGS } from '../../recording/item-names.js';
import { itemOfMail, stateOfMail } from '../../recording/mail.js';
import type { Journal } from '../journal.js';
import { entryIdToText } from '../store/entry-id-text.js';
import { openFolder } from '../store/folders.js';
import { readSetting } from '../store/profile-setting.js';
import { openMessage } from '../store/read-message.js';
import { readProperties } from '../store/read-properties.js';
import { readRows } from '../store/read-rows.js';
import { refusalOf, unwrap } from '../store/refusal.js';
import type { MailClient } from './mail-client.js';

/**
 * Lists the mail of the harness's that a transport has brought into the store, and its setting.
 *
 * What it has brought to the far side, the far side says.
 *
 * @returns how many items it keeps: its setting, for mail comes and goes; null when something could not be read
 */
export function readMail(journal: Journal, client: MailClient): number | null {
  const { store, session, sectionUid, index } = client;
  let items = 0;
  try {
    const { entryId: inbox } = unwrap(store.GetReceiveFolder('IPM.Note', 0), 'IMsgStore::GetReceiveFolder');
    const folder = openFolder(store, inbox);
    const rows = readRows(folder.GetContentsTable(0), [PR_ENTRYID, PR_SUBJECT_W], 'IMAPIFolder::GetContentsTable');
    folder.Release();
    for (const row of rows) {
      const subject = findValue(row, PR_SUBJECT_W) ?? '';
      const item = itemOfMail(subject);
      const entryId = findValue(row, PR_ENTRYID);
      if (item === null || !/(?:^|-)i\d/.test(item) || entryId === undefined) continue;
      const message = openMessage(store, entryId);
      const body = findValue(readProperties(message, [PR_BODY_W]), PR_BODY_W) ?? '';
      message.Release();
      const state = stateOfMail({ subject, body });
      journal.write({ e: 'found', item, session: index, state, entryId: entryIdToText(entryId) });
    }
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
