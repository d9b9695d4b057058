import {
  type ENTRYID,
  findValue,
  IID_IMessage,
  type IMAPIProp,
  type IMessage,
  isCode,
  isMultiValued,
  KEEP_OPEN_READONLY,
  MAPI_CREATE,
  MAPI_E_NO_SUPPORT,
  MAPI_MODIFY,
  MODRECIP_ADD,
  MSGFLAG_ASSOCIATED,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_NUM,
  PR_ENTRYID,
  PR_MESSAGE_FLAGS,
  PROP_ID,
  PROP_TYPE,
  type PropTag,
  PT_APPTIME,
  PT_CLSID,
  PT_CURRENCY,
  PT_DOUBLE,
  PT_I2,
  PT_I8,
  PT_R4,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { MessageUpdate } from '../workload/actions.js';
import { NotThere } from '../workload/not-there.js';
import type { Reporter } from '../workload/reporter.js';
import { type AttachmentContent, bodyProperty, type MessageContent } from './content.js';
import { readProperties } from './read-properties.js';
import { rowsIfAny } from './read-rows.js';
import { insist, NOT_KEPT, Refusal, TYPE_NOT_KEPT, unwrap } from './refusal.js';
import { HARNESS_BULK_NUMBER, MESSAGE_TAGS, TYPED_TAGS } from './tags.js';

/** The single-valued types that not every store keeps. */
const RARE_TYPES: readonly number[] = [PT_I2, PT_R4, PT_DOUBLE, PT_CURRENCY, PT_APPTIME, PT_I8, PT_CLSID];

/** Of the harness's own, those that are there for their types. */
const TAGS_OF_TYPES: ReadonlySet<number> = new Set([...TYPED_TAGS, HARNESS_BULK_NUMBER]);

/**
 * Sets properties.
 *
 * A problem with a property of a rare type that the store says it does not keep is no refusal: the property is just not
 * part of what it promised.
 *
 * @param object - a message, attachment, folder or store
 * @param values - what to set
 * @param method - how reports call it
 * @returns the properties that were accepted
 * @throws Refusal
 */
export function setProps(object: IMAPIProp, values: readonly SPropValue[], method: string): readonly SPropValue[] {
  const result = object.SetProps(values);
  insist(result.hr, method);
  const problems = result.value ?? [];
  if (problems.length === 0) return values;
  for (const { tag, scode } of problems) {
    if (!isRare(tag) || !isCode(scode, ...TYPE_NOT_KEPT))
      throw new Refusal(`${method} of 0x${tag.toString(16)}`, scode);
  }
  const refused = new Set(problems.map(({ index }) => values[index]?.tag));
  return values.filter(({ tag }) => !refused.has(tag));
}

/**
 * Fills a new message, without saving it.
 *
 * @returns the content that the store accepted
 * @throws Refusal
 */
export function fillMessage(message: IMessage, content: MessageContent): MessageContent {
  const body = content.body === undefined ? [] : [bodyProperty(content.body)];
  const accepted = setProps(message, [...content.properties, ...body], 'IMessage::SetProps');
  if (content.recipients.length > 0) {
    insist(message.ModifyRecipients(MODRECIP_ADD, content.recipients), 'IMessage::ModifyRecipients');
  }
  const attachments = content.attachments.filter((attachment) => addAttachment(message, attachment));
  const isWhole = accepted.length === content.properties.length + body.length;
  const properties = isWhole ? content.properties : content.properties.filter((value) => accepted.includes(value));
  return { ...content, properties, attachments };
}

/**
 * Makes the changes of an update, without saving them.
 *
 * @returns the update as far as the store accepted it
 * @throws Refusal
 */
export function updateMessage(message: IMessage, update: MessageUpdate, reporter: Reporter): MessageUpdate {
  const body = update.body === undefined ? [] : [bodyProperty(update.body)];
  const accepted = setProps(message, [...update.properties, ...body], 'IMessage::SetProps');
  if (update.recipients !== undefined) {
    insist(message.ModifyRecipients(0, update.recipients), 'IMessage::ModifyRecipients');
  } else if (update.addRecipients !== undefined) {
    insist(message.ModifyRecipients(MODRECIP_ADD, update.addRecipients), 'IMessage::ModifyRecipients');
  }
  const dropAttachment = update.dropAttachment === true && deleteAttachments(message, 1, reporter);
  const addAttachments = update.addAttachments?.filter((attachment) => addAttachment(message, attachment));
  const properties = update.properties.filter((value) => accepted.includes(value));
  return { ...update, properties, dropAttachment, ...(addAttachments === undefined ? {} : { addAttachments }) };
}

/**
 * Replaces everything that a message of an earlier life has, without saving it.
 *
 * @returns the content that the store accepted
 * @throws NotThere when the store does not let clients do that, and says so
 * @throws Refusal
 */
export function rewriteMessage(message: IMessage, content: MessageContent, reporter: Reporter): MessageContent {
  const ids = new Set(content.properties.map(({ tag }) => PROP_ID(tag)));
  const others = MESSAGE_TAGS.filter((tag) => !ids.has(PROP_ID(tag)));
  const isEmptied =
    deleteProps(message, others, reporter) && deleteAttachments(message, Number.POSITIVE_INFINITY, reporter);
  if (!isEmptied) throw new NotThere('the store does not let clients take out of a message what is in it');
  const { attachments, recipients, ...rest } = content;
  insist(message.ModifyRecipients(0, recipients), 'IMessage::ModifyRecipients');
  // Whether it is an associated one was decided when it was made.
  const flags = findValue(readProperties(message, [PR_MESSAGE_FLAGS]), PR_MESSAGE_FLAGS) ?? 0;
  const associated = (flags & MSGFLAG_ASSOCIATED) !== 0;
  return { ...fillMessage(message, { ...rest, recipients: [], attachments }), recipients, associated };
}

/**
 * Adds an attachment and saves it; the message itself is not saved.
 *
 * @returns false: the store has no attachments, and says so
 * @throws Refusal
 */
export function addAttachment(message: IMessage, { properties, embedded }: AttachmentContent): boolean {
  const created = message.CreateAttach(null, 0);
  if (isCode(created.hr, MAPI_E_NO_SUPPORT)) return false;
  const { attach } = unwrap(created, 'IMessage::CreateAttach');
  setProps(attach, properties, 'IAttach::SetProps');
  if (embedded !== undefined) {
    const inner = unwrap(
      attach.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY),
      'IAttach::OpenProperty(PR_ATTACH_DATA_OBJ)',
    );
    fillMessage(inner, embedded);
    insist(inner.SaveChanges(0), 'IMessage::SaveChanges (embedded)');
    inner.Release();
  }
  insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
  attach.Release();
  return true;
}

/**
 * Saves a message.
 *
 * @returns its entry id
 * @throws Refusal
 */
export function saveMessage(message: IMessage): ENTRYID {
  insist(message.SaveChanges(KEEP_OPEN_READONLY), 'IMessage::SaveChanges');
  const values = unwrap(message.GetProps([PR_ENTRYID], 0), 'IMessage::GetProps(PR_ENTRYID)');
  return findValue(values, PR_ENTRYID) ?? new Uint8Array(0);
}

/** @returns false: the store does not let clients delete properties, or some of them, and says so */
function deleteProps(message: IMessage, tags: readonly PropTag[], reporter: Reporter): boolean {
  const { hr, value } = message.DeleteProps(tags);
  return reporter.does('deleting properties', hr) && !(value ?? []).some(({ scode }) => isCode(scode, ...NOT_KEPT));
}

/** @returns false: the store deletes none, and says so */
function deleteAttachments(message: IMessage, count: number, reporter: Reporter): boolean {
  const rows = rowsIfAny(message.GetAttachmentTable(0), [PR_ATTACH_NUM], 'IMessage::GetAttachmentTable');
  const numbers = rows.map((row) => findValue(row, PR_ATTACH_NUM)).filter((num) => num !== undefined);
  for (const num of numbers.sort((a, b) => a - b).slice(0, count)) {
    if (!reporter.does('deleting attachments', message.DeleteAttach(num, 0, null, 0))) return false;
  }
  return true;
}

function isRare(tag: number): boolean {
  return TAGS_OF_TYPES.has(tag) && (isMultiValued(tag) || RARE_TYPES.includes(PROP_TYPE(tag)));
}
