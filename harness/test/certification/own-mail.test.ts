import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PR_BODY_W, PR_SUBJECT_W, PT_UNICODE, propTag } from '@mapi-kit/sdk';
import test, { type ExecutionContext } from 'ava';
import { certify, judgeEvidence } from '#harness/index.js';
import type { Mail } from '#harness/life/mail.js';
import { type Replay, replayOf } from '#harness/run/replaying/replay.js';
import { writeMsg } from '../support/msg-writer.js';
import { certifyFixture, findingOf } from './support/certify-fixture.js';
import { SEED } from './support/expectation.js';
import { fixture } from './support/fixture.js';

// Mail of the author's own, from files to findings.

/** Found in no file that a certification leaves. */
const SECRET = 'Quartalszahlen';

function mailFolder(t: ExecutionContext): { readonly mail: string; readonly out: string } {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-own-mail-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const letter: Mail = {
    properties: [
      { tag: PR_SUBJECT_W, value: `${SECRET} 1` },
      { tag: PR_BODY_W, value: `${SECRET} 2` },
      { tag: propTag(0x4030, PT_UNICODE), value: `${SECRET} 3` },
    ],
    named: [],
    recipients: [],
    attachments: [],
  };
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.msg`), writeMsg(letter));
  writeFileSync(join(folder, 'd.eml'), `From: a@example.org\r\nSubject: ${SECRET} 4\r\n\r\ntext\r\n`);
  writeFileSync(join(folder, 'cut.msg'), writeMsg(letter).subarray(0, 900));
  return { mail: folder, out: join(folder, 'out') };
}

test('a store that loses what only the mail of an author has is refused, and its finding names file and property', async (t) => {
  t.timeout(120_000);
  const { mail, out } = mailFolder(t);
  const provider = fixture('own-mail/loses-simple-names');
  const report = await certify({ provider, only: ['DUR-1'], quick: true, seed: SEED, jobs: 1, mail, out });
  for (const file of readdirSync(mail)) if (file !== 'out') rmSync(join(mail, file));
  t.deepEqual((await judgeEvidence(out)).findings, report.findings, 'judged again without the mail');
  const replay = (): Promise<Replay> => replayOf({ folder: out, word: 'real-mail', cwd: mail });
  writeFileSync(join(mail, 'other.eml'), 'Subject: Lunch\r\n\r\nAt noon?\r\n');
  t.deepEqual((await replay()).notes, [`the mail of ${mail} is not what it was`]);
  rmSync(join(mail, 'other.eml'));
  await t.throwsAsync(replay, {
    message: /^the mail of this evidence is .*, and there is no \.msg or \.eml file in it or in its folders$/,
  });
  const { status, violations } = findingOf(report, 'DUR-1');
  t.is(status, 'fail');
  const seen = violations.find(({ expected }) => expected.includes('"c.msg"'))?.seen ?? '';
  t.regex(seen, /^0x4030001[fF] \(PT_UNICODE\), 16 characters saved, absent/);
  t.deepEqual(
    violations.filter(({ expected }) => !/"[abc]\.msg"/.test(expected)),
    [],
    'nothing else is lost',
  );
  t.is(report.mail?.files, 4);
  t.deepEqual(
    report.mail?.leftOut.map(({ file }) => file),
    ['cut.msg'],
  );
  for (const file of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
    // Where the provider keeps its data nothing is left.
    if (!/\.(?:json|ndjson|gz|txt)$/.test(file)) continue;
    const bytes = readFileSync(join(out, file));
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    t.false(text.includes(SECRET), file);
  }
});

test('a correct store passes with the mail of an author, and an address book has no use for it', async (t) => {
  t.timeout(120_000);
  const { mail } = mailFolder(t);
  const options = { only: ['DUR-1', 'DUR-2', 'DUR-11'], quick: true, mail };
  const report = await certifyFixture({ provider: 'stores/correct-store', options });
  t.is(report.verdict, 'passed', report.summary);
  const run = report.runs.find(({ scenario }) => scenario === 'real-mail');
  t.is(run?.found, run?.acknowledged);
  await t.throwsAsync(
    certifyFixture({ provider: 'books/correct-book', options: { quick: true, only: ['DUR-1'], mail } }),
    {
      message: /^mail is for message stores, and no message store is certified here: an address book keeps no messages/,
    },
  );
});
