import { MAPI_ASSOCIATED, PR_ATTACH_LONG_FILENAME_W, PR_DISPLAY_NAME_W, PR_IMPORTANCE, PROP_ID } from '@mapi-kit/sdk';
import type { LifePlan } from '../../life/life-plan.js';
import type { Mail, MailAttachment } from '../../life/mail.js';
import { type OwnMail, unpackOwnMail } from '../../life/own-mail.js';
import { WHOLE } from '../../recording/events.js';
import { itemName, labelOfFile } from '../../recording/item-names.js';
import { readFileSync } from '../primordials.js';
import { openMessage } from '../store/open-message.js';
import { unwrap } from '../store/refusal.js';
import { HARNESS_ITEM_TAG } from '../store/tags.js';
import { saveMessage } from '../store/write-message.js';
import { INBOX } from '../workload/actions.js';
import type { KnownMessage } from '../workload/client-model.js';
import { moveMessage, openToChange } from '../workload/message-actions.js';
import { markRead } from '../workload/read-flags.js';
import type { WorkContext } from '../workload/work-context.js';
import { attemptRealMail } from './attempt-real-mail.js';
import { readWhole } from './read-whole.js';
import { deepestFolder } from './real-folders.js';
import { type SavedParts, writeMail, writeProperties } from './write-whole.js';

/** How many folders deep they lie, in turn. */
const DEPTHS = 5;

/**
 * What a store may make of what it is given, since one of them follows from another: the forms of a body, the parts of a
 * subject. What it shows in the life that saved them is what it keeps.
 */
const LINKED: ReadonlySet<number> = new Set([0x0037, 0x003d, 0x0070, 0x0e1f, 0x1000, 0x1009, 0x1013, 0x1016, 0x3fde]);

/**
 * Saves the author's own mail in the first life. In a later one every third message is changed in one property, every third
 * is moved, and the others stay as they are.
 */
export function workOwnMail(context: WorkContext, plan: Pick<LifePlan, 'life' | 'ownMail'>): void {
  if (plan.ownMail === undefined) return;
  if (plan.life === 0) {
    const mails = unpackOwnMail(readFileSync(plan.ownMail.file));
    for (const [index, mail] of mails.entries()) {
      const item = itemName('m', plan.life, ++context.model.counters.message);
      attemptRealMail(context, plan.life, item, () => saveOne(context, item, mail, index));
    }
    return;
  }
  for (const [index, known] of context.model.messagesOfFiles().entries()) {
    attemptRealMail(context, plan.life, known.item, () => {
      if (index % 3 === 0) change(context, known, plan.life);
      const isInInbox = known.folder === context.model.folder(INBOX).path;
      const elsewhere = isInInbox ? deepestFolder(context) : INBOX;
      if (index % 3 === 1 && elsewhere !== undefined) moveMessage(context, known.item, elsewhere);
    });
  }
}

function saveOne(context: WorkContext, item: string, { file, mail, read }: OwnMail, index: number): void {
  const { model, reporter } = context;
  const folder = index % 2 === 0 ? INBOX : (deepestFolder(context, index % DEPTHS) ?? INBOX);
  const associated = mail.associated === true;
  const opened = model.open(folder).CreateMessage(null, associated ? MAPI_ASSOCIATED : 0);
  const message = unwrap(opened, 'IMAPIFolder::CreateMessage');
  const parts: SavedParts = { 'flag/associated': String(associated) };
  writeMail(message, withNames(mail), parts);
  writeProperties(message, [{ tag: HARNESS_ITEM_TAG, value: item }], parts, '');
  const entryId = saveMessage(message);
  message.Release();
  const again = openMessage(context.model.store, entryId);
  adoptLinked(parts, readWhole(again, associated));
  again.Release();
  if (read && markRead(context, folder, [entryId], true)) parts['flag/read'] = 'true';
  const state = { label: labelOfFile(file), properties: WHOLE, folder: model.folder(folder).path, parts };
  model.keepMessage({ item, category: 'created', entryId, folder, state, content: null });
  reporter.saved(item, 'created', state, entryId);
}

function change(context: WorkContext, known: KnownMessage, life: number): void {
  const parts: SavedParts = { ...known.state.parts };
  const message = openToChange(context.model, known.entryId);
  writeProperties(message, [{ tag: PR_IMPORTANCE, value: life % 3 }], parts, '');
  const entryId = saveMessage(message);
  message.Release();
  const state = { ...known.state, parts };
  context.model.keepMessage({ ...known, category: 'changed', entryId, state });
  context.reporter.saved(known.item, 'changed', state, entryId);
}

function adoptLinked(parts: SavedParts, shown: SavedParts): void {
  for (const key of Object.keys(parts)) {
    const [, id] = /(?:^|\/)([0-9a-f]{4})[0-9a-f]{4}$/.exec(key) ?? [];
    const part = shown[key];
    if (id !== undefined && part !== undefined && LINKED.has(Number.parseInt(id, 16))) parts[key] = part;
  }
}

/** Attachments are known by their names: one without any is given one. */
export function withNames(mail: Mail): Mail {
  return { ...mail, attachments: mail.attachments.map(withName) };
}

function withName({ properties, embedded, ...rest }: MailAttachment, index: number): MailAttachment {
  const ids = [PROP_ID(PR_ATTACH_LONG_FILENAME_W), PROP_ID(PR_DISPLAY_NAME_W)];
  const isNamed = properties.some(({ tag }) => ids.includes(PROP_ID(tag)));
  return {
    ...rest,
    properties: isNamed ? properties : [...properties, { tag: PR_DISPLAY_NAME_W, value: `attachment ${index + 1}` }],
    ...(embedded === undefined ? {} : { embedded: withNames(embedded) }),
  };
}
