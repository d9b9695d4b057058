import {
  ATTACH_BY_VALUE,
  ATTACH_EMBEDDED_MSG,
  fileTimeFromDate,
  findValue,
  MAPI_BCC,
  MAPI_CC,
  MAPI_TO,
  oleGuid,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_BODY_W,
  PR_CLIENT_SUBMIT_TIME,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_IMPORTANCE,
  PR_INTERNET_MESSAGE_ID_W,
  PR_MESSAGE_CLASS_W,
  PR_RECIPIENT_TYPE,
  PR_SENDER_NAME_W,
  PR_SENT_REPRESENTING_EMAIL_ADDRESS_W,
  PR_SUBJECT_W,
  PR_TRANSPORT_MESSAGE_HEADERS_W,
  PS_PUBLIC_STRINGS,
  PT_MV_UNICODE,
  PT_UNICODE,
} from '@mapi-kit/sdk';
import test from 'ava';
import PostalMime from 'postal-mime';
import { PR_ATTACH_CONTENT_ID, PR_HTML } from '#harness/recording/mail-tags.js';
import { readEmlFile } from '#harness/run/own-mail/eml-file.js';
import { Unusable } from '#harness/run/own-mail/unusable.js';

const bytes = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\r\n'));

const FORWARDED = ['From: inner@example.org', 'Subject: inside', 'Content-Type: text/plain', '', 'deep text'];

const LETTER = [
  'From: =?utf-8?Q?J=C3=BCrgen?= <jurgen@example.org>',
  'Sender: Office <office@example.org>',
  'To: a@example.org, "B, C" <b@example.org>',
  'Cc: friends: c@example.org, d@example.org;',
  'Bcc: e@example.org',
  'Subject: =?utf-8?B?R3LDvMOfZQ==?=',
  'Date: Mon, 2 Nov 2026 10:00:00 +0100',
  'Message-ID: <1@example.org>',
  'Importance: High',
  'Keywords: red, blue',
  'X-Mailer: made by hand',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="=_b 1"',
  '',
  '--=_b 1',
  'Content-Type: multipart/alternative; boundary=alt',
  '',
  '--alt',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'text',
  '--alt',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>html</p>',
  '--alt--',
  '--=_b 1',
  'Content-Type: application/pdf',
  'Content-Disposition: attachment; filename="a b.pdf"',
  'Content-ID: <part1@example.org>',
  'Content-Transfer-Encoding: base64',
  '',
  'AAEC/w==',
  '--=_b 1',
  'Content-Type: message/rfc822',
  '',
  ...FORWARDED,
  '--=_b 1--',
];

test('a message in MIME becomes properties, names, recipients and attachments', async (t) => {
  const { mail, read } = await readEmlFile(bytes(...LETTER), PostalMime);
  const { properties, named, recipients, attachments } = mail;
  t.false(read);
  t.is(findValue(properties, PR_MESSAGE_CLASS_W), 'IPM.Note');
  t.is(findValue(properties, PR_SUBJECT_W), 'Grüße');
  t.is(findValue(properties, PR_SENT_REPRESENTING_EMAIL_ADDRESS_W), 'jurgen@example.org');
  t.is(findValue(properties, PR_SENDER_NAME_W), 'Office');
  t.is(findValue(properties, PR_INTERNET_MESSAGE_ID_W), '<1@example.org>');
  t.is(findValue(properties, PR_IMPORTANCE), 2);
  t.is(findValue(properties, PR_CLIENT_SUBMIT_TIME), fileTimeFromDate(new Date('2026-11-02T09:00:00Z')));
  t.is(findValue(properties, PR_BODY_W)?.trim(), 'text');
  t.regex(new TextDecoder().decode(findValue(properties, PR_HTML)), /<p>html<\/p>/);
  t.regex(findValue(properties, PR_TRANSPORT_MESSAGE_HEADERS_W) ?? '', /^From: [\s\S]*boundary="=_b 1"$/);
  t.deepEqual(named, [
    { name: { guid: PS_PUBLIC_STRINGS, kind: 1, name: 'Keywords' }, type: PT_MV_UNICODE, value: ['red', 'blue'] },
    { name: { guid: oleGuid(0x00020386), kind: 1, name: 'x-mailer' }, type: PT_UNICODE, value: 'made by hand' },
  ]);
  t.deepEqual(
    recipients.map((row) => [
      findValue(row, PR_RECIPIENT_TYPE),
      findValue(row, PR_EMAIL_ADDRESS_W),
      findValue(row, PR_DISPLAY_NAME_W),
    ]),
    [
      [MAPI_TO, 'a@example.org', 'a@example.org'],
      [MAPI_TO, 'b@example.org', 'B, C'],
      [MAPI_CC, 'c@example.org', 'c@example.org'],
      [MAPI_CC, 'd@example.org', 'd@example.org'],
      [MAPI_BCC, 'e@example.org', 'e@example.org'],
    ],
  );
  t.deepEqual(
    attachments.map((each) => findValue(each.properties, PR_ATTACH_METHOD)),
    [ATTACH_BY_VALUE, ATTACH_EMBEDDED_MSG],
  );
  const [file, inner] = attachments;
  t.is(findValue(file?.properties ?? [], PR_ATTACH_LONG_FILENAME_W), 'a b.pdf');
  t.is(findValue(file?.properties ?? [], PR_ATTACH_CONTENT_ID), 'part1@example.org');
  t.deepEqual(findValue(file?.properties ?? [], PR_ATTACH_DATA_BIN), new Uint8Array([0, 1, 2, 255]));
  t.is(findValue(inner?.properties ?? [], PR_DISPLAY_NAME_W), 'inside');
  t.is(findValue(inner?.embedded?.properties ?? [], PR_BODY_W)?.trim(), 'deep text');
});

test('a date that nobody can read is none, and a message without one has none', async (t) => {
  const { mail } = await readEmlFile(
    bytes('From: a@example.org', 'Date: the day before yesterday', '', 'x'),
    PostalMime,
  );
  t.is(findValue(mail.properties, PR_CLIENT_SUBMIT_TIME), undefined);
});

test('.eml files that are no message, or not a whole one, are told from those that are', async (t) => {
  const reason = async (...lines: readonly string[]): Promise<string> =>
    (await t.throwsAsync(readEmlFile(bytes(...lines), PostalMime), { instanceOf: Unusable })).message;
  t.is(await reason(''), 'it is empty');
  t.is(await reason('just a text', 'of two lines'), 'it is no message: it has no header fields of one');
  t.is(await reason(...LETTER.slice(0, -1)), 'it is truncated: the end of its last part is missing');
  t.is(await reason(...LETTER.slice(0, 16)), 'it is truncated: the end of its last part is missing');
});
