import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PR_MESSAGE_CLASS_W, PR_SUBJECT_W, PT_LONG, propTag } from '@mapi-kit/sdk';
import test, { type ExecutionContext } from 'ava';
import type { Mail } from '#harness/life/mail.js';
import { unpackOwnMail } from '#harness/life/own-mail.js';
import { mailSentences, mailSentencesOf } from '#harness/report/mail-text.js';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { assertMailHasStore } from '#harness/run/own-mail/assert-mail-has-store.js';
import { LIMITS } from '#harness/run/own-mail/limits.js';
import { readMailFolder } from '#harness/run/own-mail/read-mail-folder.js';
import { writeMsg } from '../../support/msg-writer.js';

const LETTER: Mail = {
  properties: [
    { tag: PR_MESSAGE_CLASS_W, value: 'IPM.Note' },
    { tag: PR_SUBJECT_W, value: 'Lohnliste' },
  ],
  named: [],
  recipients: [],
  attachments: [],
};
const EML = 'From: a@example.org\r\nSubject: Lohnliste\r\n\r\ntext\r\n';

function folderOf(t: ExecutionContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-mail-folder-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

test('files are taken in the order of their names, from folders below as well, and what cannot be used is named', async (t) => {
  const whole = writeMsg(LETTER);
  const folder = folderOf(t, {
    'b.MSG': whole,
    'a/c.eml': EML,
    'a/notes.txt': 'no mail',
    'cut.msg': whole.subarray(0, 700),
    'empty.eml': '',
    'other.msg': 'a text',
  });
  mkdirSync(join(folder, 'folder.msg'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'gone.eml'));
  const { report, packed } = await readMailFolder('.', folder);
  t.deepEqual(
    unpackOwnMail(packed).map(({ file }) => file),
    ['a/c.eml', 'b.MSG'],
  );
  t.deepEqual(unpackOwnMail(packed)[1]?.mail, LETTER);
  const { sha256, bytes, values, ...rest } = report;
  t.regex(sha256, /^[0-9a-f]{64}$/);
  t.is(bytes, whole.length + EML.length);
  t.true(values > 4);
  t.deepEqual(rest, {
    folder: '.',
    files: 2,
    leftOutValues: 0,
    leftOut: [
      { file: 'cut.msg', reason: 'it is truncated or damaged: its compound file cannot be read to the end' },
      { file: 'empty.eml', reason: 'it is empty' },
      { file: 'gone.eml', reason: 'it cannot be read: ENOENT' },
      { file: 'other.msg', reason: 'it is no compound file, as Outlook saves messages in' },
    ],
    leftOutFiles: 4,
  });
  t.false(JSON.stringify(report).includes('Lohn'), 'nothing of what is in the files');
  t.is((await readMailFolder('.', folder)).report.sha256, sha256);
});

test('a file, and all files together, may have so many bytes and values, and the others are left out by name', async (t) => {
  const many = Array.from({ length: 30 }, (_, index) =>
    Array.from({ length: 400 }, (__, id) => ({ tag: propTag(0x4000 + id, PT_LONG), value: index })),
  );
  const folder = folderOf(t, { 'a.msg': writeMsg({ ...LETTER, recipients: many }), 'b.eml': EML, 'z.eml': EML });
  truncateSync(join(folder, 'z.eml'), LIMITS.fileBytes + 1);
  const { report } = await readMailFolder(folder, '/');
  t.is(report.files, 1);
  t.deepEqual(report.leftOut, [
    { file: 'a.msg', reason: 'it has 12,002 property values; up to 10,000 are taken' },
    { file: 'z.eml', reason: 'it has 32 MiB; files of up to 32 MiB are taken' },
  ]);
});

test('beyond so many files no more are taken, and reports name the first that were left out', async (t) => {
  const names = Array.from({ length: LIMITS.messages + 60 }, (_, index) => `${String(index).padStart(4, '0')}.eml`);
  const folder = folderOf(t, Object.fromEntries(names.map((name) => [name, EML])));
  const { report } = await readMailFolder(folder, '/');
  t.is(report.files, LIMITS.messages);
  t.is(report.leftOutFiles, 60);
  t.is(report.leftOut.length, LIMITS.named);
  t.deepEqual(report.leftOut[0], { file: '0500.eml', reason: '500 files are taken, and no more' });
  const [taken = '', left = ''] = mailSentences(report);
  t.regex(taken, /^Mail of .*: 500 files taken, 23\.9 KiB, [\d,]+ property values\.$/);
  t.regex(left, /^60 files of it left out: 0500\.eml: .*; and 55 more, which result\.json names in part\.$/);
});

test('no folder, no mail in it, and none that can be used are one sentence each', async (t) => {
  const folder = folderOf(t, { 'x/bad.msg': 'no', 'x/worse.eml': '', 'y/notes.txt': 'no mail' });
  const message = async (given: string): Promise<string> =>
    (await t.throwsAsync(readMailFolder(given, folder), { instanceOf: ConfigurationError })).message;
  t.is(
    await message('z'),
    `mail is z, and there is no such folder (looked for ${join(folder, 'z')}); give one with .msg or .eml files`,
  );
  t.regex(await message('x/bad.msg'), /^mail is x\/bad\.msg, and there is no such folder/);
  t.is(await message('y'), 'mail is y, and there is no .msg or .eml file in it or in its folders');
  t.is(
    await message('x'),
    'mail is x, and not one file in it can be used: bad.msg: it is no compound file, as Outlook saves messages in, and 1 more could not be used',
  );
});

test('mail is for message stores: a profile without one is told so', (t) => {
  const settings = { mail: './mail' };
  t.notThrows(() => assertMailHasStore(['transport', 'store'], settings));
  t.notThrows(() => assertMailHasStore([], settings));
  t.notThrows(() => assertMailHasStore(['address-book'], { mail: null }));
  t.throws(() => assertMailHasStore(['address-book'], settings), {
    instanceOf: ConfigurationError,
    message:
      'mail is for message stores, and no message store is certified here: an address book keeps no messages; leave it out',
  });
  t.throws(() => assertMailHasStore(['transport'], settings), { message: /would send it to the people/ });
});

test('a report says that mail was not saved where nothing was played that saves it', (t) => {
  const mail = {
    folder: 'm',
    files: 1,
    bytes: 5,
    values: 3,
    leftOutValues: 1,
    leftOut: [],
    leftOutFiles: 0,
    sha256: '',
  };
  t.deepEqual(mailSentencesOf({ mail, runs: [] }), [
    "Mail of m: 1 file taken, 5 bytes, 3 property values; 1 value of the stores' own or of other types left out.",
    'It was not saved: no run of real-mail was played.',
  ]);
  t.deepEqual(mailSentencesOf({ mail: null, runs: [] }), []);
});
