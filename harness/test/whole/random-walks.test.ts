import test from 'ava';
import { certify } from '#harness/index.js';
import { ITEMS } from '../certification/support/expectation.js';
import { fixture } from '../certification/support/fixture.js';
import { messagesOf } from '../certification/support/statuses.js';

const provider = fixture('broken/saves-nothing-when-asked-twice');

for (const seed of [1, 11, 2_024]) {
  test.serial(
    `the walks of seed ${seed} find what no fixed scenario plays, and a script that nothing can be left out of`,
    async (t) => {
      t.timeout(300_000);
      const report = await certify({ provider, out: null, only: ['SEQ-13'], seed, items: ITEMS });
      const [finding] = report.findings;
      t.is(finding?.status, 'fail', finding?.message);
      t.false(finding?.flaky);
      // In whichever order it was found: one thing saved, and two questions before the end.
      const [first, ...middle] = finding?.violations[0]?.script?.split(',') ?? [];
      t.is(first, 'logon');
      t.deepEqual(middle.slice(0, 3).sort(), ['query', 'query', 'work:1']);
      t.deepEqual(middle.slice(3), ['do', 'kill']);
    },
  );
}

test.serial('the script of a finding repeats it, alone and without a search', async (t) => {
  t.timeout(300_000);
  const script = 'logon,work:1,query,query,do,kill';
  const report = await certify({ provider, out: null, seed: 7, script });
  t.deepEqual(Object.keys(messagesOf(report, 'fail')), ['SEQ-13']);
  t.is(report.findings.length, 1);
  t.is(report.findings[0]?.violations[0]?.script, script);
  t.deepEqual(
    report.runs.map(({ name, lives }) => [name, lives]),
    [
      ['object-contract', 1],
      ['random-walks', 2],
    ],
  );
});

test.serial('a script that does not fail passes, which certifies nothing', async (t) => {
  t.timeout(300_000);
  const report = await certify({ provider, out: null, seed: 7, script: 'logon,work:2,query,notify,do,kill' });
  t.is(report.verdict, 'passed');
  t.regex(report.summary, /\(--only SEQ-13 --script logon,work:2,query,notify,do,kill\)$/);
});

test.serial('without random walks their requirement stays open, and says why', async (t) => {
  t.timeout(300_000);
  const report = await certify({
    provider: fixture('stores/correct-store'),
    out: null,
    only: ['SEQ-13'],
    seed: 7,
    walks: 0,
  });
  t.is(report.verdict, 'inconclusive');
  t.is(report.findings[0]?.message, 'scenario random-walks: not run: --walks 0 switches random walks off');
});
