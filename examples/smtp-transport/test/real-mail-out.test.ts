import {
  ATTACH_BY_REF_ONLY,
  ATTACH_EMBEDDED_MSG,
  ATTACH_OLE,
  MAPI_TO,
  PR_ADDRTYPE_W,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_IMPORTANCE,
  PR_INTERNET_MESSAGE_ID_W,
  PR_PRIORITY,
  PR_READ_RECEIPT_REQUESTED,
  PR_RECIPIENT_TYPE,
  PR_RTF_COMPRESSED,
  PR_SENSITIVITY,
  PR_SENT_REPRESENTING_ADDRTYPE_W,
  PR_SENT_REPRESENTING_EMAIL_ADDRESS_W,
  PR_SENT_REPRESENTING_NAME_W,
  PR_TRANSPORT_MESSAGE_HEADERS_W,
  PT_BINARY,
  PT_UNICODE,
  propTag,
  propValue,
  type SPropValue,
} from '@mapi-kit/sdk';
import anyTest, { type ExecutionContext } from 'ava';
import { Libmime } from 'libmime';
import {
  PR_ATTACH_CONTENT_ID_W,
  PR_ATTACH_MIME_TAG_W,
  PR_BODY_HTML_W,
  PR_CONVERSATION_TOPIC_W,
  PR_HTML,
  PR_IN_REPLY_TO_ID_W,
  PR_INTERNET_CPID,
  PR_INTERNET_REFERENCES_W,
  PR_SMTP_ADDRESS_W,
} from '#src/mail-properties.js';
import { type MimePart, readMime } from '#src/mime-tree.js';
import { inbox, type Life, live, makeHome } from './support/life.js';
import { type Mailserver, type Received, startServer } from './support/servers.js';
import { fill, type Letter, submit } from './support/submit.js';

// One after the other: so many mailboxes at once would have to wait for each other for longer than a test may take.
const test = anyTest.serial;

const allBytes = Buffer.from(Array.from({ length: 1024 }, (_, index) => (index * 7) & 0xff));
/** RTF as MELA has it: not compressed. */
const stored = (rtf: string): Uint8Array => {
  const bytes = Buffer.from(rtf, 'latin1');
  const head = Buffer.alloc(16);
  head.writeUInt32LE(bytes.length + 12);
  head.writeUInt32LE(bytes.length, 4);
  head.writeUInt32LE(0x414c454d, 8);
  return new Uint8Array(Buffer.concat([head, bytes]));
};

async function start(t: ExecutionContext): Promise<{ readonly server: Mailserver; readonly life: Life }> {
  t.timeout(30_000);
  const server = await startServer(t);
  return { server, life: live(t, makeHome(t), server.settings) };
}

async function send(
  t: ExecutionContext,
  letter: Letter,
  subject = 'one',
): Promise<Received & { readonly root: MimePart }> {
  const { server, life } = await start(t);
  submit(life, subject, letter);
  await life.until(() => life.done.finished === 1);
  const [received] = server.accepted;
  if (received === undefined) throw new Error(inbox(life)[0]?.body ?? 'nothing was sent');
  return { ...received, root: await readMime(received.raw) };
}

/** Sends something that cannot be sent; gives the text of the report. */
async function refused(t: ExecutionContext, letter: Letter): Promise<string> {
  const { server, life } = await start(t);
  submit(life, 'one', letter);
  await life.until(() => life.done.finished === 1);
  t.is(server.connections, 0);
  t.is(inbox(life).length, 1);
  return inbox(life)[0]?.body ?? '';
}

/** The types of a message and its parts, with those inside in brackets. */
function shape({ type, children }: MimePart): string {
  return children.length === 0 ? type : `${type}(${children.map(shape).join(' ')})`;
}

function leaves(part: MimePart): MimePart[] {
  return part.children.length === 0 ? [part] : part.children.flatMap(leaves);
}

const file = (name: string, data: Uint8Array, ...more: SPropValue[]): SPropValue[] => [
  propValue(PR_ATTACH_LONG_FILENAME_W, name),
  propValue(PR_ATTACH_DATA_BIN, data),
  ...more,
];

test('HTML alone is sent alone, in its own code page, byte for byte', async (t) => {
  const html = Buffer.from('<html><body>Gr\xfc\xdfe\n\x80</body></html>\n', 'latin1');
  const properties = [propValue(PR_HTML, new Uint8Array(html)), propValue(PR_INTERNET_CPID, 1252)];
  const { root, email } = await send(t, { body: '', properties });
  t.is(shape(root), 'text/html');
  t.is(root.charset, 'windows-1252');
  t.deepEqual(root.content, html);
  t.regex(email.html ?? '', /Grüße\n/);
});

test('HTML and text are two forms of one body', async (t) => {
  const { root, email } = await send(t, {
    body: 'Grüße',
    properties: [propValue(PR_HTML, new Uint8Array(Buffer.from('<b>Grüße</b>')))],
  });
  t.is(shape(root), 'multipart/alternative(text/plain text/html)');
  t.is(email.text?.trimEnd(), 'Grüße');
  t.regex(email.html ?? '', /<b>Grüße<\/b>/);
});

test('HTML that a store has as text is sent as well', async (t) => {
  const { email } = await send(t, { body: '', properties: [propValue(PR_BODY_HTML_W, '<i>日本</i>')] });
  t.regex(email.html ?? '', /<i>日本<\/i>/);
});

test('text arrives as it is: long lines, blanks at their ends, dots, From, and what looks quoted', async (t) => {
  const body = `${'long '.repeat(300)}\r\nends with blanks   \r\n.\r\n..two\r\nFrom here\r\n> quoted\r\n-- \r\n= equals =3D\ttab`;
  const { root } = await send(t, { body });
  t.is(root.content.toString().replace(/\r\n$/, ''), body);
});

test('RTF alone is sent as its text', async (t) => {
  const rtf =
    "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}{\\f1\\fcharset204 Arial;}}{\\info{\\author Me}}\\f0 Gr\\'fc\\'dfe\\par \\f1\\'cf\\'f0\\u8364?\\par}";
  const { root, email } = await send(t, { body: '', properties: [propValue(PR_RTF_COMPRESSED, stored(rtf))] });
  t.is(shape(root), 'text/plain');
  t.is(email.text?.trimEnd(), 'Grüße\nПр€');
});

test('HTML in RTF is sent as HTML, and the text as text', async (t) => {
  const rtf = "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\*\\htmltag64 <p>}h\\'f6{\\*\\htmltag72 </p>}}";
  const { email } = await send(t, { body: 'hö', properties: [propValue(PR_RTF_COMPRESSED, stored(rtf))] });
  t.is(email.text?.trimEnd(), 'hö');
  t.regex(email.html ?? '', /<p>hö<\/p>/);
});

test('damaged RTF costs nothing where there is text, and is reported where there is none', async (t) => {
  const properties = [propValue(PR_RTF_COMPRESSED, Uint8Array.of(1, 2, 3))];
  t.is((await send(t, { body: 'text', properties })).email.text?.trimEnd(), 'text');
  t.regex(await refused(t, { body: '', properties }), /its body is damaged/);
});

test('attachments arrive byte for byte, whatever their names and types', async (t) => {
  const lines = Buffer.from('one\r\ntwo\nthree\rfour\r\n\r\n');
  const attached = [
    file('mail.eml', lines),
    file('page.mht', lines, propValue(PR_ATTACH_MIME_TAG_W, 'multipart/related')),
    file('note.txt', Buffer.from('no newline at the end \xff', 'latin1')),
    file('event.ics', lines, propValue(PR_ATTACH_MIME_TAG_W, 'text/calendar')),
    file('message', lines, propValue(PR_ATTACH_MIME_TAG_W, 'message/rfc822')),
    file('äöü "quoted"; x=y\\z.bin', allBytes),
    file('empty', new Uint8Array()),
    file('.', allBytes, propValue(PR_ATTACH_MIME_TAG_W, 'no type\r\nX-Evil: 1')),
    file(`${'long '.repeat(60)}.html`, lines, propValue(PR_ATTACH_MIME_TAG_W, 'Text/HTML')),
  ];
  const { root } = await send(t, { attached });
  const [, ...parts] = leaves(root);
  t.deepEqual(
    parts.map(({ filename }) => filename),
    attached.map(([name]) => name?.value as string),
  );
  for (const [index, { content, headers, type }] of parts.entries()) {
    t.deepEqual(content, Buffer.from(attached[index]?.[1]?.value as Uint8Array), String(index));
    t.is(headers.first('content-transfer-encoding'), 'base64');
    t.notRegex(type, /^(message|multipart)\//);
  }
  t.is(parts[3]?.type, 'text/calendar');
});

test('what the HTML shows is related to it, and everything else is attached', async (t) => {
  const html = Buffer.from('<img src="cid:logo@x"><img src="cid:a%20b">');
  const attached = [
    file(
      'logo.png',
      allBytes,
      propValue(PR_ATTACH_CONTENT_ID_W, 'logo@x'),
      propValue(PR_ATTACH_MIME_TAG_W, 'image/png'),
    ),
    file('b.png', allBytes, propValue(PR_ATTACH_CONTENT_ID_W, '<a b>')),
    file('report.pdf', allBytes, propValue(PR_ATTACH_CONTENT_ID_W, 'unused@x')),
  ];
  const { root } = await send(t, { attached, properties: [propValue(PR_HTML, new Uint8Array(html))] });
  t.is(
    shape(root),
    'multipart/mixed(multipart/alternative(text/plain multipart/related(text/html image/png image/png)) application/pdf)',
  );
  t.deepEqual(
    leaves(root).map(({ headers }) => headers.first('content-id')),
    [undefined, undefined, '<logo@x>', '<a b>', '<unused@x>'],
  );
});

test('a message in a message in a message arrives with its attachment and the headers with which it came', async (t) => {
  const came =
    'Received: from a by b;\r\n\tMon, 1 Jan 2024 12:00:00 +0000\r\nSubject: other\r\nList-Id: <l.x>\r\nBcc: eve@x\r\n';
  const { root } = await send(t, {
    embedded: (message) =>
      fill(message, 'inner', {
        body: 'deep',
        properties: [
          propValue(PR_TRANSPORT_MESSAGE_HEADERS_W, came),
          propValue(PR_INTERNET_MESSAGE_ID_W, '<inner@x>'),
          propValue(PR_HTML, new Uint8Array(Buffer.from('<b>deep</b>'))),
        ],
      }),
  });
  const [, part] = leaves(root);
  t.is(part?.type, 'message/rfc822');
  t.is(part?.headers.first('content-transfer-encoding'), '7bit');
  const inner = await readMime(part?.content ?? Buffer.alloc(0));
  t.is(shape(inner), 'multipart/alternative(text/plain text/html)');
  t.deepEqual(inner.headers.all('subject'), ['inner']);
  t.deepEqual(inner.headers.all('message-id'), ['<inner@x>']);
  t.is(inner.headers.first('received'), 'from a by b;\tMon, 1 Jan 2024 12:00:00 +0000');
  t.is(inner.headers.first('list-id'), '<l.x>');
  t.is(inner.headers.first('bcc'), undefined);
});

test('conversation, importance, priority, sensitivity and a wish for a receipt are in the headers', async (t) => {
  const { root } = await send(t, {
    properties: [
      propValue(PR_IN_REPLY_TO_ID_W, '<a@x>'),
      propValue(PR_INTERNET_REFERENCES_W, '<0@x> <a@x>'),
      propValue(PR_CONVERSATION_TOPIC_W, 'Thema ö'),
      propValue(PR_IMPORTANCE, 2),
      propValue(PR_PRIORITY, 1),
      propValue(PR_SENSITIVITY, 3),
      propValue(PR_READ_RECEIPT_REQUESTED, true),
    ],
  });
  const first = (key: string): string | undefined => root.headers.first(key);
  t.is(first('in-reply-to'), '<a@x>');
  t.is(first('references'), '<0@x> <a@x>');
  t.regex(first('thread-topic') ?? '', /^=\?UTF-8\?/);
  t.is(first('importance'), 'high');
  t.is(first('x-priority'), '1 (Highest)');
  t.is(first('priority'), 'urgent');
  t.is(first('sensitivity'), 'Company-Confidential');
  t.is(first('disposition-notification-to'), 'ann@example.org');
});

for (const subject of [
  '=?utf-8?Q?x?=',
  'What does =?iso-8859-1?Q?a_b?= mean',
  '  indented',
  `${'long '.repeat(40)}=?`,
]) {
  test(`a subject arrives as it is, though a header would change it: ${subject.slice(0, 40)}`, async (t) => {
    const { root } = await send(t, { properties: [propValue(PR_CONVERSATION_TOPIC_W, subject)] }, subject);
    for (const header of ['subject', 'thread-topic']) {
      t.is(new Libmime().decodeWords(root.headers.first(header) ?? ''), subject, header);
    }
  });
}

test('who sends on behalf of somebody is the sender, also of the envelope, and the other one is From', async (t) => {
  const { email, from } = await send(t, {
    properties: [
      propValue(PR_SENT_REPRESENTING_NAME_W, 'The Boss'),
      propValue(PR_SENT_REPRESENTING_ADDRTYPE_W, 'SMTP'),
      propValue(PR_SENT_REPRESENTING_EMAIL_ADDRESS_W, 'boss@example.org'),
    ],
  });
  t.is(from, 'ann@example.org');
  t.deepEqual(email.from, { name: 'The Boss', address: 'boss@example.org' });
  t.deepEqual(email.sender, { name: 'Ann', address: 'ann@example.org' });
});

/** A FLATENTRYLIST of one-off entry ids. */
function replyTo(...people: readonly (readonly [name: string, address: string])[]): Uint8Array {
  const entries = people.map(([name, address]) => {
    const uid = Buffer.from('00000000812b1fa4bea310199d6e00dd010f540200000080', 'hex');
    const entryId = Buffer.concat([uid, Buffer.from(`${name}\0SMTP\0${address}\0`, 'utf16le')]);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(entryId.length);
    return Buffer.concat([length, entryId, Buffer.alloc((4 - (entryId.length % 4)) % 4)]);
  });
  const head = Buffer.alloc(8);
  head.writeUInt32LE(entries.length);
  head.writeUInt32LE(
    entries.reduce((sum, { length }) => sum + length, 0),
    4,
  );
  return new Uint8Array(Buffer.concat([head, ...entries]));
}

const PR_REPLY_RECIPIENT_ENTRIES = propTag(0x004f, PT_BINARY);
const PR_REPLY_RECIPIENT_NAMES_W = propTag(0x0050, PT_UNICODE);

test('replies go to whom the message says', async (t) => {
  const entries = replyTo(['Zoë', 'zoe@example.org'], ['Team', 'team@example.org']);
  const { email } = await send(t, { properties: [propValue(PR_REPLY_RECIPIENT_ENTRIES, entries)] });
  t.deepEqual(email.replyTo, [
    { name: 'Zoë', address: 'zoe@example.org' },
    { name: 'Team', address: 'team@example.org' },
  ]);
});

test('a message whose replies would go to somebody else is reported', async (t) => {
  const nobody = Buffer.from('01000000100000000c000000000000000102030405060708', 'hex');
  const properties = [
    propValue(PR_REPLY_RECIPIENT_ENTRIES, new Uint8Array(nobody)),
    propValue(PR_REPLY_RECIPIENT_NAMES_W, 'The Boss'),
  ];
  t.regex(await refused(t, { properties }), /replies are to go to The Boss, who has no e-mail address/);
});

test('everybody is named, also who has another kind of address; blind copies are not', async (t) => {
  const other = (name: string, type: string, address: string, ...more: SPropValue[]): SPropValue[] => [
    propValue(PR_DISPLAY_NAME_W, name),
    propValue(PR_ADDRTYPE_W, type),
    propValue(PR_EMAIL_ADDRESS_W, address),
    propValue(PR_RECIPIENT_TYPE, MAPI_TO),
    ...more,
  ];
  const { root, to } = await send(t, {
    to: ['bob@example.org', 'cc:carol@example.org', 'bcc:blind@example.org'],
    recipients: [
      other('Ex', 'EX', '/o=x/cn=ex', propValue(PR_SMTP_ADDRESS_W, 'ex@example.org')),
      other('Fax, the', 'FAX', '+49 30 1'),
    ],
  });
  t.deepEqual(to, ['bob@example.org', 'carol@example.org', 'blind@example.org']);
  t.is(root.headers.first('to'), '"Name of bob@example.org" <bob@example.org>, Ex <ex@example.org>, "Fax, the":;');
  t.is(root.headers.first('cc'), '"Name of carol@example.org" <carol@example.org>');
  t.notRegex(root.headers.text, /blind/);
});

for (const [what, method] of [
  ['a link to a file', ATTACH_BY_REF_ONLY],
  ['an OLE object', ATTACH_OLE],
] as const) {
  test(`a message with ${what} is reported`, async (t) => {
    const attached = [[propValue(PR_ATTACH_METHOD, method), propValue(PR_ATTACH_LONG_FILENAME_W, 'plan.vsd')]];
    t.regex(await refused(t, { attached }), new RegExp(`the attachment plan\\.vsd is ${what}, which cannot be sent`));
  });
}

test('a message that is attached and is not there is reported, and stays in no queue', async (t) => {
  const attached = [
    [propValue(PR_ATTACH_METHOD, ATTACH_EMBEDDED_MSG), propValue(PR_ATTACH_LONG_FILENAME_W, 'minutes')],
  ];
  t.regex(await refused(t, { attached }), /the attachment minutes cannot be read/);
});

test('a message in a message that was never sent is the same at each attempt', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t, {}, () => (server.seen.length < 1 ? 'cut' : 'accept'));
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'one', { embedded: (message) => fill(message, 'inner', { from: null }) });
  await life.until(() => server.accepted.length === 1);
  const inner = server.seen.map(({ email }) => Buffer.from(email.attachments[0]?.content as ArrayBuffer).toString());
  t.is(inner[0], inner[1]);
  t.is(inner.length, 2);
  t.notRegex(inner[0] ?? '', /^From:/m);
});
