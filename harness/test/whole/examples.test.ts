import { join } from 'node:path';
import test from 'ava';
import type { CertificationReport } from '#harness/report/report.js';
import { doubtfulOf } from '../certification/support/certify-fixture.js';
import { WALKS } from '../certification/support/expectation.js';
import { certifyAndJudgeAgain } from '../certification/support/judged-again.js';
import { applicable, idsOf, messagesOf } from '../certification/support/statuses.js';
import { ROOT } from '../support/npm.js';

// The examples, by their package names, each judged again from its evidence. The LMDB store is certified by the README's test.

const PLAYED = { seed: 7, items: 12, walks: WALKS };

const hasSqlite: boolean = await import('node:sqlite' as string).then(
  () => true,
  () => false,
);

/** Also what is judged by the clock, and only warned of: others keep the machine busy. */
function idsThatHold(report: CertificationReport): readonly string[] {
  const doubtful = doubtfulOf(report, {});
  const holds = report.findings.filter(({ id, status }) => status === 'pass' || doubtful.includes(id));
  return holds.map(({ id }) => id);
}

test.serial('The store that refuses fast shutdown is certified as such', async (t) => {
  t.timeout(580_000);
  const report = await certifyAndJudgeAgain({ provider: '@mapi-kit/example-opt-out-store', ...PLAYED });
  t.is(report.verdict, 'certified-opt-out', report.summary);
});

test.serial('The store that wraps the one on LMDB is certified, journal and all', async (t) => {
  t.timeout(580_000);
  const report = await certifyAndJudgeAgain({ provider: '@mapi-kit/example-wrapped-store', ...PLAYED });
  t.is(report.verdict, 'certified', report.summary);
  t.true((report.exposure?.lost ?? 0) > 0);
});

test.serial(
  'The store on LevelDB, which only promises, is certified, and would lose something without fast shutdown',
  async (t) => {
    t.timeout(580_000);
    const report = await certifyAndJudgeAgain({ provider: '@mapi-kit/example-level-store', ...PLAYED });
    t.is(report.verdict, 'certified', report.summary);
    t.true((report.exposure?.lost ?? 0) > 0);
  },
);

test.serial(
  'The address book of vCards passes everything but what is about servers, and its exposure is visible',
  async (t) => {
    t.timeout(580_000);
    const report = await certifyAndJudgeAgain({ provider: '@mapi-kit/example-vcard-address-book', ...PLAYED });
    t.is(report.verdict, 'certified', report.summary);
    t.deepEqual(
      idsThatHold(report),
      applicable('in', 'address-book').filter((id) => id !== 'TIME-2'),
    );
    const notApplicable = ['ANS-5', 'SEQ-5', 'DUR-6', 'DUR-7', 'DUR-13', 'DUR-14', 'DUR-15', 'TIME-2'];
    t.deepEqual(idsOf(report, 'not-applicable'), notApplicable);
    t.is(
      messagesOf(report, 'not-applicable')['TIME-2'],
      'talks to no server that the harness could change; an address book has one with --far-side',
    );
    t.true((report.exposure?.lost ?? 0) > 0);
  },
);

test.serial('The SMTP transport passes everything, and each message that was acknowledged has arrived', async (t) => {
  t.timeout(580_000);
  const report = await certifyAndJudgeAgain({ provider: '@mapi-kit/example-smtp-transport', ...PLAYED });
  t.is(report.verdict, 'certified', report.summary);
  t.deepEqual(idsThatHold(report), applicable('in', 'transport'));
  t.is(report.totals.found, report.totals.acknowledged);
});

test.serial('A profile with a store, a transport and an address book is certified as a whole', async (t) => {
  t.timeout(580_000);
  const profileFile = join(ROOT, 'examples', 'profile.json');
  const report = await certifyAndJudgeAgain({ profileFile, ...PLAYED });
  t.is(report.verdict, 'certified', report.summary);
  t.deepEqual(
    report.provider.modules.map(({ name }) => name),
    ['store', 'smtp', 'vcards'],
  );
  t.deepEqual([...report.provider.kinds].sort(), ['address-book', 'store', 'transport']);
});

if (hasSqlite) {
  test.serial('The store on SQLite is certified, and would lose something without fast shutdown', async (t) => {
    t.timeout(580_000);
    const report = await certifyAndJudgeAgain({ provider: '@mapi-kit/example-sqlite-store', ...PLAYED });
    t.is(report.verdict, 'certified', report.summary);
    t.true((report.exposure?.lost ?? 0) > 0);
  });
} else {
  test(`The store on SQLite is left out: Node ${process.versions.node} has no node:sqlite`, (t) => {
    t.regex(process.versions.node, /^(20|21|22\.([0-9]|1[0-2]))\./);
  });
}
