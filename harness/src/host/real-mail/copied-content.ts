import {
  ATTACH_EMBEDDED_MSG,
  findValue,
  IID_IAttachment,
  IID_IMessage,
  type IMessage,
  isCode,
  MAPI_CREATE,
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_NO_SUPPORT,
  MAPI_MODIFY,
  MAPI_UNICODE,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_METHOD,
  PR_ATTACH_NUM,
  PR_DISPLAY_NAME_W,
  PROP_TYPE,
  PT_ERROR,
  PT_OBJECT,
} from '@mapi-kit/sdk';
import { propertyKey } from '../../recording/parts.js';
import { listTags } from '../store/read-properties.js';
import { rowsIfAny } from '../store/read-rows.js';
import { insist, unwrap } from '../store/refusal.js';
import { HARNESS_ITEM_TAG } from '../store/tags.js';
import { saveMessage } from '../store/write-message.js';
import { deleteMessage, openToChange } from '../workload/message-actions.js';
import { deletesMessages, newMessage } from '../workload/new-folder.js';
import { NotThere } from '../workload/not-there.js';
import type { Reporter } from '../workload/reporter.js';
import type { WorkContext } from '../workload/work-context.js';
import { changed } from './folder-trees.js';
import { readWhole } from './read-whole.js';
import { type SavedParts, stepOfAttachment, writeProperties } from './write-whole.js';

/** Brings what a message has into a new one. */
export type CopyContent = (reporter: Reporter, source: IMessage, target: IMessage) => void;

/** IMAPIProp::CopyTo: everything, recipients and attachments with it. */
export function copyEverything(reporter: Reporter, source: IMessage, target: IMessage): void {
  const { hr } = source.CopyTo([], null, 0, null, IID_IMessage, target, 0);
  if (!reporter.does('copying contents', hr)) throw new NotThere('the store copies no contents');
}

/** IMAPIProp::CopyProps of each property, and IMAPIProp::CopyTo of each attachment, as who forwards a message does. */
export function copyPiecemeal(reporter: Reporter, source: IMessage, target: IMessage): void {
  const tags = listTags(source).filter((tag) => PROP_TYPE(tag) !== PT_OBJECT && PROP_TYPE(tag) !== PT_ERROR);
  const { hr } = source.CopyProps(tags, 0, null, IID_IMessage, target, 0);
  if (!reporter.does('copying contents', hr)) throw new NotThere('the store copies no properties');
  const rows = rowsIfAny(source.GetAttachmentTable(MAPI_UNICODE), [PR_ATTACH_NUM], 'IMessage::GetAttachmentTable');
  for (const row of rows) {
    const from = unwrap(source.OpenAttach(findValue(row, PR_ATTACH_NUM) ?? -1, null, 0), 'IMessage::OpenAttach');
    const { attach } = unwrap(target.CreateAttach(null, 0), 'IMessage::CreateAttach');
    const copied = from.CopyTo([], null, 0, null, IID_IAttachment, attach, 0);
    if (reporter.does('copying contents', copied.hr)) insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
    attach.Release();
    from.Release();
  }
}

/**
 * A new message gets what another one has, and takes its place: the other one is deleted. What of it the copy shows in the
 * same life is what has been promised: a store need not copy what it computes.
 *
 * @throws NotThere when the store copies nothing, and says so
 * @throws Refusal
 */
export function replaceByCopy(context: WorkContext, item: string, copy: CopyContent): void {
  const { model, reporter } = context;
  const known = model.message(item);
  if (!deletesMessages(context)) throw new NotThere('the store deletes no messages');
  const source = openToChange(model, known.entryId);
  const target = newMessage(model, known.folder, false);
  copy(reporter, source, target);
  source.Release();
  const entryId = saveMessage(target);
  target.Release();
  const parts = partsInCommon(model, entryId, known.state.parts ?? {});
  if (!(propertyKey('', HARNESS_ITEM_TAG) in parts)) throw new NotThere('the store copies nothing');
  insist(model.open(known.folder).DeleteMessages([known.entryId], 0, null, 0), 'IMAPIFolder::DeleteMessages');
  reporter.saved(item, 'changed', null, known.entryId);
  changed(context, { ...known, entryId }, { ...known.state, parts });
}

/**
 * IMAPIProp::CopyTo into an attachment, as who forwards a message does; what was copied is deleted then. What of it is shown in
 * the same life has been promised.
 *
 * @param copied - the message that becomes an attachment
 * @throws NotThere when the store embeds or copies nothing, and says so
 * @throws Refusal
 */
export function attachCopy(context: WorkContext, item: string, copied: string): void {
  const { model, reporter } = context;
  const [known, inner] = [model.message(item), model.message(copied)];
  const message = openToChange(model, known.entryId);
  const source = openToChange(model, inner.entryId);
  const created = message.CreateAttach(null, 0);
  if (isCode(created.hr, MAPI_E_NO_SUPPORT)) throw new NotThere('the store attaches nothing');
  const { attach } = unwrap(created, 'IMessage::CreateAttach');
  const own = [
    { tag: PR_ATTACH_METHOD, value: ATTACH_EMBEDDED_MSG },
    { tag: PR_DISPLAY_NAME_W, value: `forwarded ${copied}` },
  ];
  const parts: SavedParts = {};
  writeProperties(attach, own, parts, '');
  const opened = attach.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY);
  if (isCode(opened.hr, MAPI_E_NO_SUPPORT, MAPI_E_INTERFACE_NOT_SUPPORTED)) {
    throw new NotThere('the store embeds no messages');
  }
  const embedded = unwrap(opened, 'IAttach::OpenProperty(PR_ATTACH_DATA_OBJ)');
  copyEverything(reporter, source, embedded);
  insist(embedded.SaveChanges(0), 'IMessage::SaveChanges (embedded)');
  embedded.Release();
  insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
  attach.Release();
  source.Release();
  const entryId = saveMessage(message);
  message.Release();
  const step = `${stepOfAttachment(own)}/`;
  for (const [key, part] of Object.entries(inner.state.parts ?? {})) parts[`e/${key}`] ??= part;
  const whole = Object.fromEntries(Object.entries(parts).map(([key, part]) => [step + key, part]));
  const shown = partsInCommon(model, entryId, whole);
  const count = { a: String(Number(known.state.parts?.['a'] ?? 0) + 1) };
  changed(context, { ...known, entryId }, { ...known.state, parts: { ...known.state.parts, ...shown, ...count } });
  if (deletesMessages(context)) deleteMessage(context, copied);
}

function partsInCommon(
  model: WorkContext['model'],
  entryId: Uint8Array,
  before: Readonly<Record<string, string>>,
): Record<string, string> {
  const message = openToChange(model, entryId);
  const now = readWhole(message, false);
  message.Release();
  return Object.fromEntries(Object.entries(now).filter(([key, part]) => before[key] === part));
}
