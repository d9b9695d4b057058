import {
  type IAttach,
  IID_IMessage,
  type IMessage,
  MAPI_MODIFY,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_DATA_OBJ,
  PR_SENDER_SEARCH_KEY,
  PT_LONG,
  propTag,
} from '@mapi-kit/sdk';
import type { Mail } from '../../life/mail.js';
import { ATTACHMENT_MAIL_TAGS, PR_HTML, PR_ORIGINAL_SUBJECT } from '../../recording/mail-tags.js';
import { propertyKey } from '../../recording/parts.js';
import { insist, unwrap } from '../store/refusal.js';
import { TYPED_TAGS } from '../store/tags.js';
import { attachmentsOf, openAttach, removeAttachments } from './attachment-changes.js';
import { file } from './make-mail.js';
import { deleteNamed, deleteTags, type OpenedMail } from './property-changes.js';
import { ADD_IN, COMMON, KEYWORDS } from './property-sets.js';
import { realProperty, realValue } from './real-values.js';
import { replaceRecipients } from './recipient-changes.js';
import { EMPTY_TAGS, newEmbeddedValues, newWholeValues } from './whole-mail.js';
import { addAttachment, keyOfNamed, type SavedParts, writeNamed, writeProperties } from './write-whole.js';

/** Of the properties of ours, see TYPED_TAGS, those that go. */
const GONE = TYPED_TAGS.filter((_, index) => index % 8 === 0);

/**
 * Changes whatever a message with something of everything has, where it stands: each value is another one, some of them are
 * empty now or gone, it is written to others, files come, go and become others, and so does what is embedded, down to the
 * innermost.
 */
export function changeWhole(mail: OpenedMail): void {
  const { message, parts, random, reporter } = mail;
  writeOthers(message, newWholeValues(random), parts, '');
  deleteTags({ object: message, parts, reporter }, GONE);
  deleteNamed({ object: message, parts, reporter }, [...KEYWORDS, ...ADD_IN.slice(0, 1)]);
  changeAttachments(mail, '', 1);
  removeAttachments(mail, 1);
}

/** Other values for everything; what was empty is not, and something else is. */
function writeOthers(
  message: IMessage,
  { properties, named, recipients }: Mail,
  parts: SavedParts,
  path: string,
): void {
  const filled = EMPTY_TAGS.map((tag, index) => ({
    tag,
    value: index === 0 ? 'no longer' : new Uint8Array([1, 0, 1]),
  }));
  const emptied = [
    { tag: PR_ORIGINAL_SUBJECT, value: '' },
    { tag: PR_SENDER_SEARCH_KEY, value: new Uint8Array(0) },
  ];
  const kept = properties.filter(({ tag }) => ![...filled, ...emptied].some((other) => other.tag === tag));
  writeProperties(message, [...kept, ...filled, ...emptied], parts, path);
  writeNamed(message, named, parts, path);
  replaceRecipients({ message, parts }, recipients, path);
}

/** Other data and properties for a file, another file besides, and others of everything for what is embedded. */
function changeAttachments({ message, parts, random, reporter }: OpenedMail, path: string, depth: number): void {
  const found = attachmentsOf(message);
  const embedded = found.find(({ step }) => `${path}${step}/e/r` in parts);
  const changed = found.filter(({ step }) => `${path}${step}/${A_PROPERTY_OF_FILES}` in parts).at(-1);
  if (changed !== undefined) {
    const attach = openAttach(message, changed.number, MAPI_MODIFY);
    writeFile(attach, { parts, random, reporter }, `${path}${changed.step}/`);
    attach.Release();
  }
  // The store may embed no messages.
  if (embedded !== undefined) {
    const attach = openAttach(message, embedded.number, MAPI_MODIFY);
    changeEmbeddedWhole(attach, { parts, random, reporter }, `${path}${embedded.step}/e/`, depth);
    attach.Release();
  }
  addAttachment(message, file(random, 40), parts, path);
}

/** What embedded messages and the smallest of files do not have. */
const A_PROPERTY_OF_FILES = propertyKey('', propTag(0x3714, PT_LONG));

/** What a change of something in a message has from that of the message. */
type Within = Pick<OpenedMail, 'parts' | 'random' | 'reporter'>;

function writeFile(attach: IAttach, { parts, random, reporter }: Within, path: string): void {
  const tags = ATTACHMENT_MAIL_TAGS.map(([, tag]) => tag).filter((tag) => propertyKey(path, tag) in parts);
  const data = { tag: PR_ATTACH_DATA_BIN, value: random.bytes(60) };
  writeProperties(attach, [...tags.map((tag) => realProperty(tag, random)), data], parts, path);
  const names = KEYWORDS.filter((name) => keyOfNamed(path, name) in parts);
  const named = names.map(({ name, type }) => ({ name, type, value: realValue(type, random) }));
  writeNamed(attach, named, parts, path);
  deleteNamed({ object: attach, parts, reporter }, ADD_IN.slice(0, 1), path);
  insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
}

function changeEmbeddedWhole(attach: IAttach, { parts, random, reporter }: Within, path: string, depth: number): void {
  const inner = unwrap(
    attach.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_MODIFY),
    'IAttach::OpenProperty(PR_ATTACH_DATA_OBJ)',
  );
  writeOthers(inner, newEmbeddedValues(random), parts, path);
  deleteTags({ object: inner, parts, reporter }, [PR_HTML], path);
  deleteNamed({ object: inner, parts, reporter }, COMMON.slice(-1), path);
  changeAttachments({ message: inner, parts, random, reporter }, path, depth + 1);
  insist(inner.SaveChanges(0), 'IMessage::SaveChanges (embedded)');
  inner.Release();
  insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
}
