import { fileURLToPath } from 'node:url';
import test from 'ava';
import { ConfigurationError, certify } from '#harness/index.js';
import { SEED } from './support/expectation.js';
import { fixture } from './support/fixture.js';
import { messagesOf } from './support/statuses.js';

// Transports that do not speak SMTP.

const farSide = fileURLToPath(new URL('../fixtures/far-sides/folder-far-side.js', import.meta.url));
const only = ['DUR-6', 'DUR-7', 'TIME-2'];

test.serial('a transport with a far side of its own is judged like any other', async (t) => {
  t.timeout(240_000);
  const provider = fixture('transports/folder-transport');
  const report = await certify({ provider, farSide, only, out: null, seed: SEED, items: 12, jobs: 2 });
  t.deepEqual(
    report.findings.filter(({ status }) => status === 'fail'),
    [],
  );
  t.is(report.verdict, 'passed', report.summary);
  const messages = messagesOf(report, 'pass');
  t.deepEqual(Object.keys(messages), only);
  // A folder refuses nobody.
  t.regex(messages['DUR-6'] ?? '', /; not compared: refused recipients, for nobody was refused$/);
});

test.serial('a transport that the far side hears nothing of is told how to give another one', async (t) => {
  t.timeout(240_000);
  const provider = fixture('transports/correct-transport');
  const profile = { smtpHost: '127.0.0.1', smtpPort: '1' };
  const report = await certify({
    provider,
    profile,
    only: ['DUR-6', 'SEQ-2'],
    out: null,
    seed: SEED,
    items: 6,
    jobs: 2,
  });
  t.is(report.verdict, 'inconclusive');
  const messages = messagesOf(report, 'inconclusive');
  t.deepEqual(Object.keys(messages), ['SEQ-2', 'DUR-6']);
  for (const message of Object.values(messages)) t.regex(message, /^no message reached the far side in any run: /);
});

test.serial('a far side that does not start ends the certification in one sentence', async (t) => {
  t.timeout(100_000);
  const provider = fixture('transports/correct-transport');
  const broken = farSide.replace('folder-far-side', 'throws-at-start');
  await t.throwsAsync(certify({ provider, farSide: broken, out: null, seed: SEED }), {
    instanceOf: ConfigurationError,
    message: 'the far side does not start: the licence has expired',
  });
});

test('a far side that is not there is told as one', async (t) => {
  const provider = fixture('transports/correct-transport');
  await t.throwsAsync(certify({ provider, farSide: './nowhere.js', out: null, seed: SEED }), {
    instanceOf: ConfigurationError,
    message: /^farSide: \.\/nowhere\.js does not exist \(looked for .*nowhere\.js\); is it built/,
  });
});
