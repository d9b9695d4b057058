import test from 'ava';
import { findRequirement } from '#harness/catalogue/catalogue.js';
import type { Finding } from '#harness/catalogue/requirement.js';
import { withCircumstances } from '#harness/catalogue/rules/circumstances.js';
import type { Observation } from '#harness/recording/observation.js';
import { LifeScript, observed } from '../../support/recordings.js';

const ok = { kind: 'returned', hr: 0 } as const;

function findingOf(run: Observation, seen: string): Finding {
  const violation = { expected: '', seen, because: null, run: run.identity.scenario, scenario: 's', seed: 7 };
  return {
    id: 'DUR-1',
    group: 'DUR',
    title: '',
    strength: 'MUST',
    catalogue: 1,
    status: 'fail',
    message: 'it is lost',
    violations: [violation],
    measured: [],
    explainedBy: [],
    flaky: false,
  };
}

function around(lives: readonly LifeScript[], seen = 'nothing'): Finding {
  const run = observed(lives, { scenario: 'immediate-exit', control: false, trial: 0 });
  const requirement = findRequirement('DUR-1');
  if (requirement === undefined) throw new Error('no DUR-1');
  return withCircumstances(findingOf(run, seen), requirement, [run]);
}

test('a finding has what was thrown and printed in the lives of its run, the last of it', (t) => {
  const first = new LifeScript()
    .step('shutdown')
    .write({ e: 'thrown', where: 'Box.persistForExit()', name: 'TypeError', message: 'no bigint', at: 'box.js:9' })
    .call('DoFastShutdown', ok)
    .step('kill')
    .killed({ stdoutTail: `${'a\n'.repeat(9)}saved\n`, stderrTail: 'oh\n' });
  const { circumstances = [] } = around([first, new LifeScript().ended({})]);
  t.is(circumstances.length, 1);
  t.is(circumstances[0]?.life, 0);
  t.deepEqual(circumstances[0]?.thrown, ['Box.persistForExit() threw TypeError: no bigint, at box.js:9']);
  t.deepEqual(circumstances[0]?.printed, [...Array(4).fill('stdout: a'), 'stdout: saved', 'stderr: oh']);
});

test("what a process of several lives printed is nobody's", (t) => {
  const shared = new LifeScript().step('kill').killed({ stdoutTail: 'hello\n', livedTogether: 3 });
  t.is(around([shared]).circumstances, undefined);
});

test('where a life ended in a call, that call is where to look', (t) => {
  const first = new LifeScript().step('logon').call('Logon', null).ended({ exitCode: null, signal: 'SIGSEGV' });
  const { lives } = observed([first]);
  const { lookAt = '' } = around([first], lives[0]?.endingReason ?? '');
  t.regex(lookAt, /::Logon of box-store: .*signal SIGSEGV \(segmentation fault\)/);
  t.is(around([first], 'nothing').lookAt, undefined);
});
