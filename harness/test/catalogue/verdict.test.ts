import test from 'ava';
import type { Finding, FindingStatus, Strength } from '#harness/catalogue/requirement.js';
import { unprovenKills, verdictOf } from '#harness/catalogue/verdict.js';
import { evidenceOf, unproven } from '../support/judging.js';

function finding(id: string, status: FindingStatus, strength: Strength = 'MUST', message = 'text'): Finding {
  return {
    id,
    group: 'SEQ',
    title: id,
    strength,
    status,
    message,
    violations: [],
    measured: [],
    catalogue: 2,
    explainedBy: [],
    flaky: false,
  };
}

const pass = finding('SEQ-1', 'pass');

test('everything passed: certified, opted in or out', (t) => {
  t.deepEqual(verdictOf([pass], 'in', false, 'complete'), { verdict: 'certified', summary: 'opted in' });
  t.deepEqual(verdictOf([pass], 'out', false, 'complete'), {
    verdict: 'certified-opt-out',
    summary: 'opted out: refuses fast shutdown, and the classic exit loses nothing',
  });
});

test('a failed MUST is never certified, whatever else is open', (t) => {
  const findings = [pass, finding('DUR-2', 'fail'), finding('SEQ-2', 'inconclusive')];
  t.deepEqual(verdictOf(findings, 'in', false, 'complete'), {
    verdict: 'not-certified',
    summary: '1 of 3 requirements failed (MUST): DUR-2',
  });
});

test('a warning is named, and fails only when strict', (t) => {
  const findings = [pass, finding('ANS-2', 'warn', 'SHOULD')];
  t.deepEqual(verdictOf(findings, 'in', false, 'complete'), {
    verdict: 'certified',
    summary: 'opted in, with 1 warning: ANS-2',
  });
  t.deepEqual(verdictOf(findings, 'in', true, 'complete'), {
    verdict: 'not-certified',
    summary: '1 of 2 requirements failed (SHOULD, --strict): ANS-2',
  });
});

test('a MUST that is open makes the result inconclusive, a SHOULD does not', (t) => {
  const open = finding('SEQ-2', 'inconclusive', 'MUST', 'scenario immediate-exit was not run');
  t.deepEqual(verdictOf([pass, open], 'in', false, 'complete'), {
    verdict: 'inconclusive',
    summary: 'SEQ-2 could not be judged (scenario immediate-exit was not run). Nothing is certified.',
  });
  t.is(verdictOf([pass, finding('TIME-3', 'inconclusive', 'SHOULD')], 'in', false, 'complete').verdict, 'certified');
});

test('kills without proof are counted', (t) => {
  const reasons = ['outlook-exit', 'outlook-exit-trial-2'].map(
    (run) => `${run}: the process ended by itself with code 0 before the kill`,
  );
  const { summary } = verdictOf([finding('SEQ-1', 'inconclusive')], 'in', false, 'complete', { unproven: reasons });
  t.is(
    summary,
    '2 kills could not be proven (the process ended by itself with code 0 before the kill). Nothing is certified.',
  );
});

test('kills without proof are found in the observations', (t) => {
  t.deepEqual(unprovenKills(evidenceOf('in').observations), []);
  t.deepEqual(unprovenKills(unproven(evidenceOf('in'), 'do-without-notify').observations), [
    'do-without-notify: the process ended by itself with code 0 before the kill',
  ]);
});

test('a provider without the interface is not certified, and its exposure is shown', (t) => {
  const none = finding('ANS-5', 'warn', 'SHOULD');
  t.deepEqual(verdictOf([pass, none], 'none', false, 'complete', { exposure: { acknowledged: 1440, lost: 611 } }), {
    verdict: 'not-certified',
    summary:
      "no IMAPIProviderShutdown. Under option 1, Outlook's default, the client leaves without asking; some of 1,440 items were lost that way.",
  });
  t.regex(
    verdictOf([pass], 'none', false, 'complete', { exposure: { acknowledged: 10, lost: 0 } }).summary,
    /none of 10 items was lost that way\.$/,
  );
  t.regex(verdictOf([pass], 'none', false, 'complete').summary, /leaves without asking\.$/);
});

test('nothing judged is never green', (t) => {
  t.deepEqual(verdictOf([], 'in', false, 'complete'), {
    verdict: 'inconclusive',
    summary: 'no requirement could be judged (no requirement applies). Nothing is certified.',
  });
  t.deepEqual(verdictOf([], 'in', false, 'complete', { selection: '--quick, --only DUR-6', inPart: ['DUR-6'] }), {
    verdict: 'inconclusive',
    summary:
      'no requirement could be judged (nothing failed of DUR-6, which --quick tries in part; leave --quick out to judge it). Nothing is certified.',
  });
  t.is(verdictOf([finding('SEQ-5', 'not-applicable')], 'in', false, 'complete').verdict, 'inconclusive');
  t.is(verdictOf([finding('DUR-9', 'pass', 'REPORT')], 'in', false, 'complete').verdict, 'inconclusive');
  t.is(verdictOf([finding('TIME-3', 'inconclusive', 'SHOULD')], 'in', false, 'complete').verdict, 'inconclusive');
});

test('a selection passes at best, and says what was judged', (t) => {
  t.deepEqual(
    verdictOf([pass, finding('DUR-2', 'pass')], 'in', false, 'complete', {
      selection: '--only SEQ-1,DUR-2',
      catalogueSize: 35,
    }),
    {
      verdict: 'passed',
      summary: 'only SEQ-1 and DUR-2 were judged, of 35 requirements (--only SEQ-1,DUR-2)',
    },
  );
});

test('a selection certifies no provider without the interface, and none that refuses', (t) => {
  const options = { selection: '--only SEQ-1', catalogueSize: 35 };
  for (const stance of ['none', 'out', 'unknown'] as const) {
    t.is(verdictOf([pass], stance, false, 'complete', options).verdict, 'passed', stance);
  }
});

test('an interrupted run certifies nothing, also when nothing has failed', (t) => {
  t.is(verdictOf([pass], 'in', false, 'interrupted').verdict, 'inconclusive');
});

test('a provider that gave no answer is not certified', (t) => {
  t.is(verdictOf([pass], 'unknown', false, 'complete').verdict, 'inconclusive');
  t.is(verdictOf([pass, finding('COM-6', 'fail')], 'unknown', false, 'complete').verdict, 'not-certified');
});

test('the quick mode says of a provider without the interface what a whole certification says', (t) => {
  t.is(verdictOf([pass], 'none', false, 'complete', { selection: '--quick' }).verdict, 'not-certified');
  t.is(verdictOf([pass], 'none', false, 'complete', { selection: '--quick --only SEQ-1' }).verdict, 'passed');
  t.is(verdictOf([pass], 'in', false, 'complete', { selection: '--quick' }).verdict, 'passed');
});

test('a shard certifies nothing, and says what it is; a failure in it is one', (t) => {
  const shard = { part: '2/4', runs: 12 };
  const words =
    'nothing is broken in 12 runs, and mapi-certify merge judges all shards together. Nothing is certified.';
  for (const findings of [[pass], []]) {
    t.deepEqual(verdictOf(findings, 'in', false, 'complete', { shard, selection: '--shard 2/4' }), {
      verdict: 'passed',
      summary: `shard 2 of 4: ${words}`,
    });
  }
  const failed = verdictOf([finding('DUR-2', 'fail')], 'in', false, 'complete', { shard });
  t.deepEqual(failed, { verdict: 'not-certified', summary: 'shard 2 of 4: 1 of 1 requirement failed (MUST): DUR-2' });
  t.is(verdictOf([finding('SEQ-2', 'inconclusive')], 'in', false, 'complete', { shard }).verdict, 'inconclusive');
  t.is(verdictOf([pass], 'in', false, 'interrupted', { shard }).verdict, 'inconclusive');
});
