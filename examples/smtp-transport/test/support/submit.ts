import {
  ATTACH_BY_VALUE,
  ATTACH_EMBEDDED_MSG,
  IID_IMessage,
  type IMessage,
  KEEP_OPEN_READWRITE,
  MAPI_BCC,
  MAPI_CC,
  MAPI_CREATE,
  MAPI_MODIFY,
  MAPI_TO,
  PR_ADDRTYPE_W,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_BODY_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_RECIPIENT_TYPE,
  PR_SENDER_ADDRTYPE_W,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENDER_NAME_W,
  PR_SUBJECT_W,
  propValue,
  type SPropValue,
} from '@mapi-kit/sdk';
import { type Life, ok, outbox } from './life.js';

const types = { to: MAPI_TO, cc: MAPI_CC, bcc: MAPI_BCC };

/** What to submit. */
export interface Letter {
  readonly body?: string;
  /** Addresses; `cc:` or `bcc:` before one says what it is. */
  readonly to?: readonly string[];
  /** The sender's address; null for a message that names no sender. */
  readonly from?: string | null;
  readonly attachments?: Readonly<Record<string, Uint8Array>>;
  /** More attachments, by their properties; their method is ATTACH_BY_VALUE unless they say another. */
  readonly attached?: readonly (readonly SPropValue[])[];
  /** More properties of the message. */
  readonly properties?: readonly SPropValue[];
  /** More recipients, by their properties. */
  readonly recipients?: readonly (readonly SPropValue[])[];
  /** Fills the message that is attached to this one. */
  readonly embedded?: (message: IMessage) => void;
}

/** Submits a message. */
export function submit({ store }: Life, subject: string, letter: Letter = {}): void {
  const { to = ['bob@example.org'], attachments = {}, attached = [], recipients = [], embedded } = letter;
  const folder = outbox(store);
  const message = ok(folder.CreateMessage(null, 0));
  fill(message, subject, letter);
  message.ModifyRecipients(0, [...to.map(recipient), ...recipients]);
  const named = Object.entries(attachments).map(([name, data]) => [
    propValue(PR_ATTACH_LONG_FILENAME_W, name),
    propValue(PR_ATTACH_DATA_BIN, data),
  ]);
  for (const properties of [...named, ...attached]) {
    const { attach } = ok(message.CreateAttach(null, 0));
    attach.SetProps([propValue(PR_ATTACH_METHOD, ATTACH_BY_VALUE), ...properties]);
    attach.SaveChanges(0);
    attach.Release();
  }
  if (embedded !== undefined) embed(message, embedded);
  const hr = message.SubmitMessage(0);
  if (hr !== 0) throw new Error(`SubmitMessage gave ${hr}`);
  message.Release();
  folder.Release();
}

/** Sets what a message says, and who says it. */
export function fill(
  message: IMessage,
  subject: string,
  { body = `Body of ${subject}`, from = 'ann@example.org', properties = [] }: Letter,
): void {
  const sender: SPropValue[] =
    from === null
      ? []
      : [
          propValue(PR_SENDER_NAME_W, 'Ann'),
          propValue(PR_SENDER_ADDRTYPE_W, 'SMTP'),
          propValue(PR_SENDER_EMAIL_ADDRESS_W, from),
        ];
  ok(message.SetProps([propValue(PR_SUBJECT_W, subject), propValue(PR_BODY_W, body), ...sender, ...properties]));
}

function recipient(text: string): SPropValue[] {
  const [, kind = 'to', address = ''] = /^(?:(cc|bcc):)?(.*)$/.exec(text) ?? [];
  return [
    propValue(PR_DISPLAY_NAME_W, `Name of ${address}`),
    propValue(PR_ADDRTYPE_W, 'SMTP'),
    propValue(PR_EMAIL_ADDRESS_W, address),
    propValue(PR_RECIPIENT_TYPE, types[kind as keyof typeof types]),
  ];
}

function embed(message: IMessage, fillIn: (message: IMessage) => void): void {
  const { attach } = ok(message.CreateAttach(null, 0));
  attach.SetProps([propValue(PR_ATTACH_METHOD, ATTACH_EMBEDDED_MSG)]);
  const inner = ok(attach.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY));
  fillIn(inner);
  inner.SaveChanges(KEEP_OPEN_READWRITE);
  inner.Release();
  attach.SaveChanges(0);
  attach.Release();
}
