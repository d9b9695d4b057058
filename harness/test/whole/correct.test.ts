import test from 'ava';
import { certifyRetryingTimed } from '../certification/support/certify-fixture.js';
import { applicable, idsOf, messagesOf } from '../certification/support/statuses.js';

// The store that writes through is the template of `init`, and the transport and the address book that can be changed are the
// examples: their tests ask as much of them. By the quick mode `npm test` looks at the fixtures, too.

test.beforeEach((t) => {
  t.timeout(580_000);
});

test.serial('a correct write-behind store passes every requirement, and its exposure is visible', async (t) => {
  const report = await certifyRetryingTimed({ provider: 'stores/correct-store' });
  t.deepEqual(messagesOf(report, 'fail'), {});
  t.deepEqual(messagesOf(report, 'warn'), {});
  t.deepEqual(messagesOf(report, 'inconclusive'), {});
  t.deepEqual(idsOf(report, 'pass'), applicable('in', 'store'));
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

test.serial('a correct store that refuses passes every requirement that applies to it', async (t) => {
  const report = await certifyRetryingTimed({ provider: 'stores/correct-opt-out' });
  t.deepEqual(messagesOf(report, 'fail'), {});
  t.deepEqual(messagesOf(report, 'warn'), {});
  t.deepEqual(messagesOf(report, 'inconclusive'), {});
  t.deepEqual(idsOf(report, 'pass'), applicable('out', 'store'));
  t.is(report.verdict, 'certified-opt-out');
  t.is(report.summary, 'opted out: refuses fast shutdown, and the classic exit loses nothing');
  t.true((report.exposure?.lost ?? 0) > 0);
});

test.serial(
  'a correct store that refuses passes each sequence of MFCMAPI, which calls Notify all the same',
  async (t) => {
    const options = { client: 'mfcmapi', only: ['SEQ'] } as const;
    const report = await certifyRetryingTimed({ provider: 'stores/correct-opt-out', options });
    t.deepEqual(
      idsOf(report, 'pass'),
      applicable('out', 'store').filter((id) => id.startsWith('SEQ-')),
    );
    t.is(report.verdict, 'passed');
  },
);

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
