import {
  IID_IMessage,
  MAPI_MODIFY,
  PR_ATTACH_DATA_OBJ,
  PR_BODY_W,
  PR_CLIENT_SUBMIT_TIME,
  PR_IMPORTANCE,
  PR_MESSAGE_CLASS_W,
  PR_SENDER_NAME_W,
  PR_SENDER_SEARCH_KEY,
  type PropTag,
  PT_LONG,
  PT_UNICODE,
  propTag,
} from '@mapi-kit/sdk';
import { PR_CONVERSATION_INDEX, PR_HTML, PR_ORIGINAL_SUBJECT } from '../../recording/mail-tags.js';
import { ABSENT, propertyKey } from '../../recording/parts.js';
import { insist, unwrap } from '../store/refusal.js';
import { longText } from '../workload/values.js';
import { alterValues } from './altered-values.js';
import {
  attachmentsOf,
  changeData,
  openAttach,
  removeAttachments,
  renameAttachment,
  replaceFile,
  rewriteAttachment,
} from './attachment-changes.js';
import { file } from './make-mail.js';
import { deleteNamed, deleteTags, type OpenedMail, type OpenedObject, setNamed } from './property-changes.js';
import { ADD_IN, COMMON, KEYWORDS, RECURRENCE } from './property-sets.js';
import { html, realProperty } from './real-values.js';
import { changeThirdRecipient, removeSecondRecipient, replaceRecipients } from './recipient-changes.js';
import { recipient } from './recipients.js';
import { rewriteInPlace } from './streams.js';
import { addAttachment, type SavedParts, writeProperties } from './write-whole.js';

/** A change of the contents of a message, and the sort of message that it is tried on. */
export interface ContentChange {
  /** The position in SORTS. */
  readonly sort: number;
  readonly change: (mail: OpenedMail) => void;
}

/** Every way in which a client changes what is in a message. */
export const CONTENT_CHANGES: readonly ContentChange[] = [
  // Values of all sorts become others.
  { sort: 0, change: changeValues },
  {
    sort: 10,
    change: (mail) => setNamed(ofMessage(mail), [...KEYWORDS, ...COMMON.slice(0, 6), ...ADD_IN.slice(0, 3)]),
  },
  // Single properties go.
  {
    sort: 0,
    change: (mail) => deleteTags(ofMessage(mail), [PR_SENDER_SEARCH_KEY, PR_CLIENT_SUBMIT_TIME, PR_ORIGINAL_SUBJECT]),
  },
  { sort: 1, change: (mail) => deleteTags(ofMessage(mail), [PR_HTML]) },
  { sort: 10, change: (mail) => deleteNamed(ofMessage(mail), [...KEYWORDS, ...COMMON.slice(2, 5)]) },
  { sort: 12, change: (mail) => deleteTags(ofMessage(mail), [PR_HTML]) },
  { sort: 14, change: (mail) => deleteNamed(ofMessage(mail), RECURRENCE) },
  // Values become empty, shorter, longer.
  {
    sort: 19,
    change: ({ message, parts }) =>
      writeProperties(
        message,
        [
          { tag: PR_BODY_W, value: '' },
          { tag: PR_HTML, value: new Uint8Array(0) },
          { tag: PR_SENDER_SEARCH_KEY, value: new Uint8Array(0) },
        ],
        parts,
        '',
      ),
  },
  {
    sort: 11,
    change: ({ message, parts, random }) =>
      writeProperties(message, [{ tag: PR_BODY_W, value: longText(random, 40) }], parts, ''),
  },
  {
    sort: 1,
    change: ({ message, parts, random }) =>
      writeProperties(message, [{ tag: PR_HTML, value: html(random, 100_000) }], parts, ''),
  },
  // Large values in place.
  { sort: 12, change: ({ message, parts, random }) => rewriteInPlace(message, PR_HTML, random, parts, 'is-another') },
  { sort: 2, change: (mail) => rewriteAttachment(mail, 'is-another') },
  // Attachments: their data, all of them, one of them, their properties.
  { sort: 2, change: (mail) => changeData(mail, 0, 10) },
  { sort: 19, change: (mail) => changeData(mail, 0, 80_000) },
  { sort: 2, change: (mail) => removeAttachments(mail, 1) },
  {
    sort: 19,
    change: (mail) => {
      removeAttachments(mail, Number.POSITIVE_INFINITY);
      addAttachment(mail.message, file(mail.random, 700), mail.parts, '');
    },
  },
  { sort: 18, change: (mail) => addAttachment(mail.message, file(mail.random, 3_000), mail.parts, '') },
  { sort: 3, change: changeEmbedded },
  // Recipients: all of them, one of them.
  {
    sort: 10,
    change: (mail) => replaceRecipients(mail, [recipient(mail.random, 2), recipient(mail.random, 5)], ''),
  },
  { sort: 19, change: removeSecondRecipient },
  { sort: 19, change: changeThirdRecipient },
  // Nobody and nothing is left.
  { sort: 19, change: removeParts },
  // What it is, and what its file is called.
  {
    sort: 5,
    change: (mail) => {
      writeProperties(mail.message, [{ tag: PR_MESSAGE_CLASS_W, value: 'IPM.Note.Filed' }], mail.parts, '');
      renameAttachment(mail);
    },
  },
  // A property gets another type.
  {
    sort: 13,
    change: ({ message, parts, random }) => {
      const [before, after] = [propTag(TYPED_ID, PT_LONG), propTag(TYPED_ID, PT_UNICODE)];
      const saved: SavedParts = {};
      writeProperties(message, [{ tag: after, value: longText(random, 20) }], saved, '');
      // A store may refuse that, and keeps what it had.
      if (!(propertyKey('', after) in saved)) return;
      Object.assign(parts, saved, { [propertyKey('', before)]: ABSENT });
    },
  },
];

/** Changes that leave the size of everything as it is, which is no sign that nothing has changed. */
export const CHANGES_OF_NO_SIZE: readonly ContentChange[] = [
  { sort: 12, change: ({ message, random, parts }) => rewriteInPlace(message, PR_HTML, random, parts, 'stays') },
  { sort: 2, change: (mail) => rewriteAttachment(mail, 'stays') },
  { sort: 13, change: alterValues },
  // Two of them: of the quick mode's ways every second one is tried on what an earlier life has made.
  { sort: 19, change: replaceFile },
  { sort: 19, change: replaceFile },
];

/** What {@link changeValues} changes. */
export const CHANGED_TAGS: readonly PropTag[] = [
  PR_IMPORTANCE,
  PR_SENDER_NAME_W,
  PR_SENDER_SEARCH_KEY,
  PR_CLIENT_SUBMIT_TIME,
  PR_CONVERSATION_INDEX,
];

/** Gives values of all sorts to what a message has. */
export function changeValues({ message, parts, random }: OpenedMail): void {
  writeProperties(
    message,
    CHANGED_TAGS.map((tag) => realProperty(tag, random)),
    parts,
    '',
  );
}

/** Changes values, a large one through a stream, what is embedded, and who is written to. */
export function changeAll(mail: OpenedMail): void {
  changeValues(mail);
  writeProperties(mail.message, [{ tag: PR_HTML, value: html(mail.random, 70_000) }], mail.parts, '');
  changeEmbedded(mail);
  removeParts(mail);
}

/** Changes a message that no user sees, in which add-ins keep what they have to remember. */
export function changeHidden(mail: OpenedMail): void {
  changeValues(mail);
  setNamed(ofMessage(mail), ADD_IN.slice(0, 3));
  deleteNamed(ofMessage(mail), ADD_IN.slice(3, 5));
}

/** Nobody and nothing is left. */
export function removeParts(mail: OpenedMail): void {
  replaceRecipients(mail, [], '');
  removeAttachments(mail, Number.POSITIVE_INFINITY);
}

/** The property of ours that has the type PT_LONG, see TYPED_TAGS. */
const TYPED_ID = 0x6811;

function ofMessage({ message, parts, random, reporter }: OpenedMail): OpenedObject {
  return { object: message, parts, random, reporter };
}

/** Changes a message within a message, and deletes something of it. */
export function changeEmbedded({ message, parts, random, reporter }: OpenedMail): void {
  const found = attachmentsOf(message).find(({ step }) => `${step}/e/r` in parts);
  // The store embeds no messages.
  if (found === undefined) return;
  const attach = openAttach(message, found.number, MAPI_MODIFY);
  const inner = unwrap(
    attach.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_MODIFY),
    'IAttach::OpenProperty(PR_ATTACH_DATA_OBJ)',
  );
  const path = `${found.step}/e/`;
  writeProperties(inner, [{ tag: PR_BODY_W, value: longText(random, 250) }], parts, path);
  writeProperties(inner, [realProperty(PR_ORIGINAL_SUBJECT, random)], parts, path);
  deleteTags({ object: inner, parts, reporter }, [PR_HTML], path);
  insist(inner.SaveChanges(0), 'IMessage::SaveChanges (embedded)');
  inner.Release();
  insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
  attach.Release();
}
