import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import type { ProviderKind, Stance } from '#harness/scenarios/scenario.js';
import { certifyRetryingTimed } from '../certification/support/certify-fixture.js';
import { idsOf, messagesOf } from '../certification/support/statuses.js';

function applicable(stance: Stance, kind: ProviderKind = 'store'): string[] {
  const applies = CATALOGUE.filter(({ stances, kinds }) => stances.includes(stance) && kinds.includes(kind));
  return applies.map(({ id }) => id);
}

test.beforeEach((t) => {
  t.timeout(580_000);
});

test.serial('a correct write-behind store passes every requirement, and its exposure is visible', async (t) => {
  const report = await certifyRetryingTimed({ provider: 'stores/correct-store' });
  t.deepEqual(messagesOf(report, 'fail'), {});
  t.deepEqual(messagesOf(report, 'warn'), {});
  t.deepEqual(messagesOf(report, 'inconclusive'), {});
  t.deepEqual(idsOf(report, 'pass'), applicable('in'));
  t.is(report.verdict, 'certified');
  t.is(report.summary, 'opted in');
  t.is(report.provider.stance, 'in');
  const { kills, killsProven, acknowledged, found } = report.totals;
  t.is(killsProven, kills);
  t.true(kills >= 20);
  t.is(found, acknowledged);
  t.true(acknowledged > 10_000);
  t.true((report.exposure?.lost ?? 0) > 0, 'the null control loses something');
  t.true((report.exposure?.lost ?? 0) < (report.exposure?.acknowledged ?? 0), 'and not everything');
});

test.serial(
  'a store that writes through passes every requirement, and the report says that it had nothing to lose',
  async (t) => {
    const report = await certifyRetryingTimed({ provider: 'stores/write-through-store' });
    t.deepEqual(messagesOf(report, 'fail'), {});
    t.deepEqual(messagesOf(report, 'warn'), {});
    t.deepEqual(messagesOf(report, 'inconclusive'), {});
    t.deepEqual(idsOf(report, 'pass'), applicable('in'));
    t.is(report.verdict, 'certified');
    t.is(report.exposure?.lost, 0);
    t.regex(messagesOf(report, 'pass')['DUR-9'] ?? '', /^write-through: /);
  },
);

test.serial('a correct store that refuses passes every requirement that applies to it', async (t) => {
  const report = await certifyRetryingTimed({ provider: 'stores/correct-opt-out' });
  t.deepEqual(messagesOf(report, 'fail'), {});
  t.deepEqual(messagesOf(report, 'warn'), {});
  t.deepEqual(messagesOf(report, 'inconclusive'), {});
  t.deepEqual(idsOf(report, 'pass'), applicable('out'));
  t.is(report.verdict, 'certified-opt-out');
  t.is(report.summary, 'opted out: refuses fast shutdown, and the classic exit loses nothing');
  t.true((report.exposure?.lost ?? 0) > 0);
});

test.serial('a correct store that refuses is certified with MFCMAPI, which calls Notify all the same', async (t) => {
  const report = await certifyRetryingTimed({ provider: 'stores/correct-opt-out', options: { client: 'mfcmapi' } });
  t.deepEqual(messagesOf(report, 'fail'), {});
  t.deepEqual(idsOf(report, 'pass'), applicable('out'));
  t.is(report.verdict, 'certified-opt-out');
});

test.serial(
  'a provider that a QueryInterface without AddRef ends too soon is told of its reference counts',
  async (t) => {
    const report = await certifyRetryingTimed({
      provider: 'broken/adds-no-reference-in-query-interface',
      options: { only: ['COM'] },
    });
    t.is(report.verdict, 'not-certified');
    t.is(messagesOf(report, 'fail')['COM-5'], 'AddRef gave 2, and after a QueryInterface 3');
  },
);

test.serial('a correct transport passes every requirement that applies to it', async (t) => {
  t.timeout(580_000);
  const report = await certifyRetryingTimed({ provider: 'transports/correct-transport' });
  t.deepEqual(messagesOf(report, 'fail'), {});
  t.deepEqual(messagesOf(report, 'warn'), {});
  t.deepEqual(messagesOf(report, 'inconclusive'), {});
  t.deepEqual(idsOf(report, 'pass'), applicable('in', 'transport'));
  t.is(report.verdict, 'certified');
  t.is(report.totals.found, report.totals.acknowledged);
});

test.serial('a correct address book passes every requirement but the one about servers', async (t) => {
  t.timeout(580_000);
  const report = await certifyRetryingTimed({ provider: 'books/correct-book' });
  t.deepEqual(messagesOf(report, 'fail'), {});
  t.deepEqual(messagesOf(report, 'warn'), {});
  t.deepEqual(messagesOf(report, 'inconclusive'), {});
  t.deepEqual(
    idsOf(report, 'pass'),
    applicable('in', 'address-book').filter((id) => id !== 'TIME-2'),
  );
  t.is(
    messagesOf(report, 'not-applicable')['TIME-2'],
    'talks to no server that the harness could change; an address book has one with --far-side',
  );
  t.is(report.verdict, 'certified');
  t.true((report.exposure?.lost ?? 0) > 0);
});

test.serial('an address book that nobody can change is certified by what applies to it', async (t) => {
  const report = await certifyRetryingTimed({ provider: 'books/read-only-book' });
  const changes = ['DUR-1', 'DUR-2', 'DUR-4', 'DUR-10', 'DUR-11', 'DUR-12', 'DUR-16', 'FAULT-6'];
  t.deepEqual(messagesOf(report, 'fail'), {});
  t.deepEqual(messagesOf(report, 'warn'), {});
  t.deepEqual(messagesOf(report, 'inconclusive'), {});
  t.deepEqual(
    idsOf(report, 'pass'),
    applicable('in', 'address-book').filter((id) => id !== 'TIME-2' && !changes.includes(id)),
  );
  const why = messagesOf(report, 'not-applicable');
  t.deepEqual([...new Set(changes.map((id) => why[id]))], ['applies to providers whose data a client can change']);
  t.is(report.verdict, 'certified');
});
