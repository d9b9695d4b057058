import test from 'ava';
import { certifyFixture, findingOf } from './support/certify-fixture.js';

// What was not tried is neither a failure nor a pass.

test('a provider that refuses at first and agrees later is not certified as one that refuses', async (t) => {
  t.timeout(120_000);
  const report = await certifyFixture({
    provider: 'undecided/agrees-when-there-is-something-to-save',
    options: { only: ['ANS-1', 'DUR-8'] },
  });
  t.is(report.provider.stance, 'out');
  const { status, message } = findingOf(report, 'ANS-1');
  t.is(status, 'inconclusive');
  t.regex(
    message,
    /^refused-exit: agrees-when-there-is-something-to-save refused at first and then answered S_OK, and its fast shutdown was not tried; it must answer S_OK from its logon on to be certified as opted in/,
  );
  t.is(report.verdict, 'inconclusive');
});

test('a provider that refuses right after saves, and agrees at rest, is accused of nothing, and not certified either', async (t) => {
  t.timeout(120_000);
  const report = await certifyFixture({
    provider: 'undecided/refuses-while-much-is-pending',
    options: { only: ['ANS', 'SEQ-1'] },
  });
  t.is(report.provider.stance, 'in');
  t.deepEqual(
    report.findings.filter(({ status }) => status === 'fail' || status === 'warn').map(({ id }) => id),
    [],
  );
  const { status, message } = findingOf(report, 'ANS-6');
  t.is(status, 'pass', message);
  t.regex(message, /the same at rest, and refused right after saves/);
  t.regex(
    findingOf(report, 'SEQ-1').message,
    /^the provider's NotifyProcessShutdown was not called, because the client's/,
  );
  t.is(report.verdict, 'inconclusive');
});
