import { type ENTRYID, findValue, PR_ENTRYID } from '@mapi-kit/sdk';
import { isBulk } from '../../recording/item-names.js';
import { stateOfMessage } from '../store/content.js';
import { eachRow } from '../store/read-rows.js';
import { refusalOf } from '../store/refusal.js';
import { HARNESS_ITEM_TAG } from '../store/tags.js';
import { fillMessage, saveMessage } from '../store/write-message.js';
import { type FolderRef, INBOX } from './actions.js';
import { nameIn, openToChange } from './message-actions.js';
import { bulkBody, bulkProperties, numberOfBulk } from './message-content.js';
import { NotThere } from './not-there.js';
import type { WorkContext } from './work-context.js';

/** A bulk message of an earlier life. */
interface BulkMessage {
  readonly item: string;
  readonly entryId: ENTRYID;
  readonly folder: FolderRef;
}

/**
 * Changes every other bulk message of earlier lives, and deletes the others, by one call for each folder: a limit of what a store
 * writes at once may be one of changes, or of deletions, alone.
 *
 * After a refusal it stops, as with new ones.
 */
export function changeBulk(context: WorkContext, seed: number): void {
  const { model } = context;
  // A store that makes no folders has all of them in its inbox.
  for (const folder of model.isFlat || model.ownFolders.length === 0 ? [INBOX] : model.ownFolders) {
    const messages = bulkIn(context, folder);
    try {
      for (const message of messages.filter((_, index) => index % 2 === 0)) changeOne(context, message, seed);
      deleteAll(
        context,
        folder,
        messages.filter((_, index) => index % 2 === 1),
      );
    } catch (error) {
      if (!(error instanceof NotThere)) context.reporter.refused(messages[0]?.item ?? '', refusalOf(error));
      return;
    }
  }
}

function bulkIn({ model }: WorkContext, folder: FolderRef): readonly BulkMessage[] {
  const columns = [HARNESS_ITEM_TAG, PR_ENTRYID];
  const rows = eachRow(model.open(folder).GetContentsTable(0), columns, 'IMAPIFolder::GetContentsTable');
  return [...rows].flatMap((row) => {
    const entryId = findValue(row, PR_ENTRYID);
    if (entryId === undefined) return [];
    const item = findValue(row, HARNESS_ITEM_TAG) ?? nameIn(model, entryId);
    return item !== null && isBulk(item) ? [{ item, entryId, folder }] : [];
  });
}

function changeOne({ model, reporter }: WorkContext, { item, entryId, folder }: BulkMessage, seed: number): void {
  const number = numberOfBulk(item);
  const message = openToChange(model, entryId);
  const content = fillMessage(message, {
    properties: bulkProperties(item, number, seed, 2),
    body: bulkBody(number, seed, 2),
    recipients: [],
    attachments: [],
    associated: false,
  });
  const saved = saveMessage(message);
  message.Release();
  reporter.saved(item, 'bulk', stateOfMessage(content, model.folder(folder).path, false), saved);
}

function deleteAll({ model, reporter }: WorkContext, folder: FolderRef, messages: readonly BulkMessage[]): void {
  if (messages.length === 0) return;
  const entryIds = messages.map(({ entryId }) => entryId);
  const hr = model.open(folder).DeleteMessages(entryIds, 0, null, 0);
  if (!reporter.does('deleting messages', hr)) throw new NotThere('the store deletes no messages');
  for (const { item } of messages) reporter.saved(item, 'bulk', null);
}
