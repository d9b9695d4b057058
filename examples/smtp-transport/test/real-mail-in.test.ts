import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findValue,
  type IMAPIProp,
  type IMessage,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_NUM,
  PR_BODY_W,
  PR_IMPORTANCE,
  PR_PRIORITY,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENSITIVITY,
  PR_SENT_REPRESENTING_EMAIL_ADDRESS_W,
  PR_TRANSPORT_MESSAGE_HEADERS_W,
  type PropertyValue,
  type PropTag,
  PT_UNICODE,
  propTag,
} from '@mapi-kit/sdk';
import anyTest, { type ExecutionContext } from 'ava';
import {
  PR_ATTACH_CONTENT_ID_W,
  PR_ATTACH_MIME_TAG_W,
  PR_ATTACHMENT_HIDDEN,
  PR_CONVERSATION_TOPIC_W,
  PR_HTML,
  PR_IN_REPLY_TO_ID_W,
  PR_INTERNET_CPID,
  PR_INTERNET_REFERENCES_W,
} from '#src/mail-properties.js';
import { inbox, live, makeHome, ok } from './support/life.js';
import { startServer } from './support/servers.js';
import { submit } from './support/submit.js';

// One after the other: so many mailboxes at once would have to wait for each other for longer than a test may take.
const test = anyTest.serial;

/** A message of the inbox, and what is attached to it. */
interface Stored {
  readonly message: IMessage;
  readonly attachments: readonly IMAPIProp[];
}

/** Receives one message: lines with CRLF between them; each character is a byte. */
async function receive(t: ExecutionContext, ...lines: readonly string[]): Promise<Stored> {
  t.timeout(30_000);
  const home = makeHome(t);
  writeFileSync(join(home.maildrop, 'new.tmp'), lines.join('\r\n'), 'latin1');
  renameSync(join(home.maildrop, 'new.tmp'), join(home.maildrop, '1.eml'));
  const life = live(t, home, { smtpPort: '9', maildrop: home.maildrop });
  await life.until(() => life.done.received === 1);
  t.deepEqual(readdirSync(home.maildrop), []);
  const [row] = inbox(life);
  const message = ok(life.store.OpenEntry(row?.id ?? new Uint8Array(), null, 0)).unknown as IMessage;
  const table = ok(message.GetAttachmentTable(0));
  table.SetColumns([PR_ATTACH_NUM], 0);
  const rows = ok(table.QueryRows(100, 0));
  table.Release();
  const attachments = rows.map((one) => ok(message.OpenAttach(findValue(one, PR_ATTACH_NUM) ?? 0, null, 0)));
  t.teardown(() => {
    for (const one of [...attachments, message]) one.Release();
  });
  return { message, attachments };
}

function get<T extends PropertyValue>(object: IMAPIProp | undefined, tag: PropTag<T>): T | undefined {
  return object && findValue(ok(object.GetProps([tag as PropTag], 0)), tag);
}

const bytes = (object: IMAPIProp | undefined, tag: PropTag<Uint8Array> = PR_ATTACH_DATA_BIN): string =>
  Buffer.from(get(object, tag) ?? []).toString('latin1');
const names = ({ attachments }: Stored): (string | undefined)[] =>
  attachments.map((one) => get(one, PR_ATTACH_LONG_FILENAME_W));

const part = (headers: readonly string[], ...body: readonly string[]): string[] => ['--b', ...headers, '', ...body];
const mixed = (...parts: readonly (readonly string[])[]): string[] => [
  'Subject: one',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  ...parts.flat(),
  '--b--',
  '',
];

test('attachments come byte for byte, however they are encoded', async (t) => {
  const raw = 'one\r\ntwo\nthr\ree \xff\xfe.\r\n';
  const stored = await receive(
    t,
    ...mixed(
      part(['Content-Type: text/plain'], 'hello'),
      part(['Content-Type: application/x-data; name=8bit', 'Content-Transfer-Encoding: 8bit'], raw),
      part(['Content-Type: application/x-data; name=binary', 'Content-Transfer-Encoding: binary'], raw),
      part(['Content-Type: application/x-data; name=none'], raw),
      part(
        ['Content-Disposition: attachment; filename=qp', 'Content-Transfer-Encoding: quoted-printable'],
        'a=FF=0D=0Ab=',
        'c=0A',
        'd ',
      ),
      part(
        ['Content-Type: text/calendar; name=event.ics; method=REQUEST', 'Content-Transfer-Encoding: base64'],
        Buffer.from('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n\r\n').toString('base64'),
      ),
      part(
        ['Content-Type: text/plain; charset=iso-8859-1', 'Content-Disposition: inline; filename="notes.txt"'],
        'Gr\xfc\xdfe',
        '',
      ),
      part(['Content-Type: application/octet-stream; name=empty', 'Content-Transfer-Encoding: base64'], ''),
    ),
  );
  t.deepEqual(names(stored), ['8bit', 'binary', 'none', 'qp', 'event.ics', 'notes.txt', 'empty']);
  const [eight, binary, none, qp, event, notes, empty] = stored.attachments.map((one) => bytes(one));
  t.deepEqual([eight, binary, none], [raw, raw, raw]);
  t.is(qp, 'a\xff\r\nbc\n\r\nd');
  t.is(event, 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n\r\n');
  t.is(notes, 'Gr\xfc\xdfe\r\n');
  t.is(empty, '');
  t.is(get(stored.message, PR_BODY_W), 'hello');
});

test('a message within a message is kept whole, whatever its disposition', async (t) => {
  const inner = [
    'Subject: =?utf-8?Q?inner_=C3=B6?=',
    'Content-Type: multipart/mixed; boundary=c',
    '',
    '--c',
    '',
    'text \xe4',
    '--c',
    'Content-Type: application/pdf; name=a.pdf',
    '',
    'pdf',
    '--c--',
  ];
  const stored = await receive(
    t,
    ...mixed(
      part(['Content-Type: text/plain'], 'outer'),
      part(['Content-Type: message/rfc822'], ...inner),
      part(['Content-Type: message/rfc822', 'Content-Disposition: inline'], ...inner),
      part(['Content-Type: message/rfc822', 'Content-Disposition: attachment; filename=x.eml'], ...inner),
      part(['Content-Type: message/delivery-status'], 'Action: failed'),
    ),
  );
  t.deepEqual(names(stored).slice(0, 3), ['inner ö.eml', 'inner ö.eml', 'x.eml']);
  t.deepEqual(
    stored.attachments.map((one) => bytes(one)),
    [...Array.from({ length: 3 }, () => inner.join('\r\n')), 'Action: failed'],
  );
  t.is(get(stored.attachments[0], PR_ATTACH_MIME_TAG_W), 'message/rfc822');
  t.is(get(stored.message, PR_BODY_W), 'outer');
});

test('a digest keeps its messages', async (t) => {
  const stored = await receive(
    t,
    'Content-Type: multipart/digest; boundary=b',
    '',
    ...part([], 'Subject: first', '', '1'),
    ...part([], 'Subject: second', '', '2'),
    '--b--',
  );
  t.deepEqual(names(stored), ['first.eml', 'second.eml']);
  t.is(bytes(stored.attachments[1]), 'Subject: second\r\n\r\n2');
});

for (const [what, type] of [
  ['has no boundary', 'multipart/mixed'],
  ['names another boundary', 'multipart/alternative; boundary=other'],
] as const) {
  test(`nothing of a message whose multipart ${what} is lost`, async (t) => {
    const { message } = await receive(t, `Content-Type: ${type}`, '', '--b', '', 'hello', '--b--');
    t.is(get(message, PR_BODY_W)?.trimEnd(), '--b\r\n\r\nhello\r\n--b--');
  });
}

test('HTML comes byte for byte, with its code page, and the text with it', async (t) => {
  const { message } = await receive(
    t,
    'Content-Type: multipart/alternative; boundary=b',
    '',
    ...part(['Content-Type: text/plain; charset=windows-1251', 'Content-Transfer-Encoding: 8bit'], '\xcf\xf0'),
    ...part(['Content-Type: text/html; charset=windows-1251', 'Content-Transfer-Encoding: 8bit'], '<b>\xcf\xf0</b>'),
    '--b--',
  );
  t.is(get(message, PR_BODY_W), 'Пр');
  t.is(bytes(message, PR_HTML), '<b>\xcf\xf0</b>');
  t.is(get(message, PR_INTERNET_CPID), 1251);
});

const codePage = anyTest.macro({
  title: (_title, charset: string) => `text in ${charset} is read, and its code page noted`,
  exec: async (t, charset: string, octets: string, text: string, number: number) => {
    const headers = [`Content-Type: text/plain; charset=${charset}`, 'Content-Transfer-Encoding: 8bit'];
    const { message } = await receive(t, ...headers, '', octets);
    t.is(get(message, PR_BODY_W)?.trimEnd(), text);
    t.is(get(message, PR_INTERNET_CPID), number);
  },
});

test(codePage, 'utf-8', '\xe2\x82\xac', '€', 65_001);
test(codePage, 'windows-1252', '\x80 \x93', '€ “', 1252);
test(codePage, 'ISO-8859-15', '\xa4', '€', 28_605);
test(codePage, 'iso-2022-jp', '\x1b$BF|K\\\x1b(B', '日本', 50_220);
test(codePage, 'Shift_JIS', '\x93\xfa\x96\x7b', '日本', 932);
test(codePage, 'gb2312', '\xc4\xe3', '你', 936);
test(codePage, 'koi8-r', '\xf0\xd2', 'Пр', 20_866);
test(codePage, 'cp850', '\x81', 'ü', 850);

test('HTML in a code page that MAPI has no number for is in UTF-8', async (t) => {
  const { message } = await receive(t, 'Content-Type: text/html; charset=iso-8859-10', '', '<i>\xa1</i>');
  t.is(get(message, PR_INTERNET_CPID), 65_001);
  t.is(
    Buffer.from(get(message, PR_HTML) ?? [])
      .toString()
      .trimEnd(),
    '<i>Ą</i>',
  );
});

test('folded text is unfolded', async (t) => {
  const { message } = await receive(t, 'Content-Type: text/plain; format=flowed', '', 'one ', 'line', ' two', '');
  t.is(get(message, PR_BODY_W)?.trimEnd().replaceAll('\r\n', '\n'), 'one line\ntwo');
});

test('what the HTML shows is hidden and has its content id; what it does not show is listed', async (t) => {
  const stored = await receive(
    t,
    'Content-Type: multipart/related; boundary=b',
    '',
    ...part(['Content-Type: text/html'], '<img src="cid:logo@x">'),
    ...part(['Content-Type: image/png', 'Content-ID: <logo@x>', 'Content-Transfer-Encoding: base64'], 'AAEC'),
    ...part(['Content-Type: image/png', 'Content-ID: <other@x>', 'Content-Transfer-Encoding: base64'], 'AAED'),
    '--b--',
  );
  t.deepEqual(
    stored.attachments.map((one) => [get(one, PR_ATTACH_CONTENT_ID_W), get(one, PR_ATTACHMENT_HIDDEN)]),
    [
      ['logo@x', true],
      ['other@x', undefined],
    ],
  );
  t.deepEqual(names(stored), ['unnamed.png', 'unnamed.png']);
});

test('a text behind the body belongs to it, and a further alternative is an attachment', async (t) => {
  const stored = await receive(
    t,
    ...mixed(
      [
        '--b',
        'Content-Type: multipart/alternative; boundary=c',
        '',
        '--c',
        '',
        'text',
        '--c',
        'Content-Type: text/html',
        '',
        '<b>text</b>',
        '--c',
        'Content-Type: text/calendar; method=REQUEST',
        '',
        'BEGIN:VCALENDAR',
        '--c--',
      ],
      part(['Content-Type: text/plain'], 'a <footer>'),
    ),
  );
  t.is(get(stored.message, PR_BODY_W), 'text\r\na <footer>');
  t.is(bytes(stored.message, PR_HTML), '<b>text</b>\n<pre>a &lt;footer></pre>');
  t.deepEqual(
    stored.attachments.map((one) => [get(one, PR_ATTACH_MIME_TAG_W), bytes(one)]),
    [['text/calendar', 'BEGIN:VCALENDAR']],
  );
});

test('the headers are properties, and all of them are kept as they came', async (t) => {
  const { message } = await receive(
    t,
    'Received: from a by b;',
    '\tMon, 1 Jan 2024 12:00:00 +0000',
    'From: "Boss, The" <boss@example.org>',
    'Sender: Sec <sec@example.org>',
    'Reply-To: =?utf-8?Q?Zo=C3=AB=2C_all?= <zoe@example.org>, bob@example.org',
    'In-Reply-To: <a@x>',
    'References: <0@x>',
    ' <a@x>',
    'Thread-Topic: =?iso-8859-1?Q?Gr=FC=DFe?=',
    'X-Priority: 1 (Highest)',
    'Priority: non-urgent',
    'Sensitivity: Private',
    '',
    'hello',
  );
  t.is(get(message, PR_SENDER_EMAIL_ADDRESS_W), 'sec@example.org');
  t.is(get(message, PR_SENT_REPRESENTING_EMAIL_ADDRESS_W), 'boss@example.org');
  t.is(get(message, propTag(0x0050, PT_UNICODE)), 'Zoë, all; bob@example.org');
  t.is(get(message, PR_IN_REPLY_TO_ID_W), '<a@x>');
  t.is(get(message, PR_INTERNET_REFERENCES_W), '<0@x> <a@x>');
  t.is(get(message, PR_CONVERSATION_TOPIC_W), 'Grüße');
  t.is(get(message, PR_IMPORTANCE), 2);
  t.is(get(message, PR_PRIORITY), -1);
  t.is(get(message, PR_SENSITIVITY), 2);
  t.regex(get(message, PR_TRANSPORT_MESSAGE_HEADERS_W) ?? '', /^Received: from a by b;\r\n\tMon, 1 Jan 2024/);
});

test('a winmail.dat is kept as it is', async (t) => {
  const stored = await receive(
    t,
    ...mixed(
      part(['Content-Type: text/plain'], 'hello'),
      part(['Content-Type: application/ms-tnef; name=winmail.dat', 'Content-Transfer-Encoding: base64'], 'eJ8+Ig=='),
    ),
  );
  t.deepEqual([names(stored)[0], bytes(stored.attachments[0])], ['winmail.dat', '\x78\x9f\x3e\x22']);
});

test('what was sent comes back as it was', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t);
  const life = live(t, makeHome(t), server.settings);
  const data = Buffer.from('\r\n\n\r\x00\xff.\r\n', 'latin1');
  submit(life, 'Thema ü', { body: 'text\r\n.\r\nend', attachments: { 'a.eml': data } });
  await life.until(() => server.accepted.length === 1);
  const stored = await receive(t, server.accepted[0]?.raw.toString('latin1') ?? '');
  t.is(get(stored.message, PR_BODY_W), 'text\r\n.\r\nend');
  t.is(bytes(stored.attachments[0]), data.toString('latin1'));
  t.deepEqual(names(stored), ['a.eml']);
});
