import {
  PR_IMPORTANCE,
  PR_READ_RECEIPT_REQUESTED,
  PR_SENDER_ADDRTYPE_W,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENDER_NAME_W,
  PR_SENSITIVITY,
  PR_SENT_REPRESENTING_ADDRTYPE_W,
  PR_SENT_REPRESENTING_EMAIL_ADDRESS_W,
  PR_SENT_REPRESENTING_NAME_W,
  type PropTag,
  PT_LONG,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { MailContent } from '../../recording/mail-parts.js';
import { PR_HTML } from '../../recording/mail-tags.js';

const PR_INTERNET_CPID: PropTag<number> = propTag(0x3fde, PT_LONG);
const UTF_8 = 65_001;
/** Who sends what is not sent by the user of the account. */
const AUTHOR = { name: 'Second Account', address: 'second.account@example.org' } as const;
/** No other value of the two: not every system has a word for each. */
const HIGH_IMPORTANCE = 2;
const PRIVATE = 2;

/** What a message says of itself besides whom it is to: the content that is compared, and the properties that it is made of. */
export interface SortHeaders {
  readonly content: Partial<MailContent>;
  readonly properties: readonly SPropValue[];
}

/** By sort: what such messages say of themselves. */
const SORTS: readonly ((body: string) => readonly SortHeaders[])[] = [
  (body) => [important, written(body)],
  () => [important, receipted],
  () => [important, confidential, authored],
  (body) => [important, receipted, written(body)],
];

const important: SortHeaders = {
  content: { importance: HIGH_IMPORTANCE },
  properties: [{ tag: PR_IMPORTANCE, value: HIGH_IMPORTANCE }],
};
const receipted: SortHeaders = {
  content: { wantsReceipt: true },
  properties: [{ tag: PR_READ_RECEIPT_REQUESTED, value: true }],
};
const confidential: SortHeaders = {
  content: { sensitivity: PRIVATE },
  properties: [{ tag: PR_SENSITIVITY, value: PRIVATE }],
};
const authored: SortHeaders = {
  content: { from: AUTHOR.address },
  properties: [
    { tag: PR_SENDER_NAME_W, value: AUTHOR.name },
    { tag: PR_SENDER_ADDRTYPE_W, value: 'SMTP' },
    { tag: PR_SENDER_EMAIL_ADDRESS_W, value: AUTHOR.address },
    { tag: PR_SENT_REPRESENTING_NAME_W, value: AUTHOR.name },
    { tag: PR_SENT_REPRESENTING_ADDRTYPE_W, value: 'SMTP' },
    { tag: PR_SENT_REPRESENTING_EMAIL_ADDRESS_W, value: AUTHOR.address },
  ],
};

function written(body: string): SortHeaders {
  const paragraphs = body.split('\r\n').map((line) => `<p>${line.replace(/[&<>]/g, '')}</p>`);
  const html = `<html><body>${paragraphs.join('')}</body></html>`;
  return {
    content: { html },
    properties: [
      { tag: PR_HTML, value: new TextEncoder().encode(html) },
      { tag: PR_INTERNET_CPID, value: UTF_8 },
    ],
  };
}

/**
 * What messages of a sort say of themselves.
 *
 * @param body - their text, which is in their HTML, too
 */
export function headersOfSort(sort: number, body: string): SortHeaders {
  const all = SORTS[sort]?.(body) ?? [];
  return {
    content: Object.assign({}, ...all.map(({ content }) => content)) as Partial<MailContent>,
    properties: all.flatMap(({ properties }) => properties),
  };
}
