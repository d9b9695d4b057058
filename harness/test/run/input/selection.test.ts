import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { type SelectionRequest, select } from '#harness/run/input/selection.js';
import { runsOf } from '#harness/run/schedule/plan.js';
import type { Life } from '#harness/scenarios/scenario.js';
import { SCENARIOS } from '#harness/scenarios/scenarios.js';
import { parseScript } from '#harness/scenarios/walk-script.js';

const choose = (request: Partial<SelectionRequest>): ReturnType<typeof select> =>
  select({ only: [], skip: [], scenario: [], ...request }, CATALOGUE, SCENARIOS);
const ids = (request: Partial<SelectionRequest>): readonly string[] => choose(request).requirements.map(({ id }) => id);

const refused = test.macro((t, request: Partial<SelectionRequest>, message: RegExp) => {
  const error = t.throws(() => choose(request), { instanceOf: ConfigurationError });
  t.regex(error.message, message);
});

test('without a word, everything is judged', (t) => {
  t.deepEqual(choose({}), { requirements: CATALOGUE, scenarios: choose({}).scenarios, leftOut: {} });
  const needed = new Set(CATALOGUE.flatMap(({ scenarios }) => scenarios));
  t.deepEqual(
    choose({}).scenarios.map(({ name }) => name),
    SCENARIOS.map(({ name }) => name).filter((name) => name === 'object-contract' || needed.has(name)),
  );
});

test('ids and groups are chosen and left out, in any case of letters', (t) => {
  t.deepEqual(ids({ only: ['dur-2', 'DUR-1'] }), ['DUR-1', 'DUR-2']);
  t.true(ids({ only: ['Com'] }).every((id) => id.startsWith('COM-')));
  t.false(ids({ skip: ['DUR'] }).some((id) => id.startsWith('DUR-')));
  t.deepEqual(ids({ only: ['COM'], skip: ['COM-1'] })[0], 'COM-2');
});

test('only the scenarios that are needed are run, and the reconnaissance', (t) => {
  const { requirements, scenarios } = choose({ only: ['DUR-2'] });
  const names = scenarios.map(({ name }) => name);
  t.true(names.includes('object-contract'));
  t.deepEqual(
    names.filter((name) => name !== 'object-contract').sort(),
    [...(requirements[0]?.scenarios ?? [])].filter((name) => name !== 'object-contract').sort(),
  );
});

test('what only left-out requirements are about is not run for those that judge everything', (t) => {
  const names = choose({ skip: ['FAULT', 'DUR-10', 'TIME-3'] }).scenarios.map(({ name }) => name);
  t.false(
    names.some((name) => /^killed-(?:in-shutdown|at-work)$|^disk-|-neighbour$|^bulk-|^second-instance$/.test(name)),
    names.join(),
  );
  t.true(names.includes('two-sessions'));
  t.true(names.includes('outlook-exit'));
});

test('named scenarios restrict what is run, and what is judged', (t) => {
  const { requirements, scenarios, leftOut } = choose({ scenario: ['two-sessions'] });
  t.deepEqual(
    scenarios.map(({ name }) => name),
    ['object-contract', 'two-sessions'],
  );
  t.true(requirements.length > 0);
  t.true(requirements.every((requirement) => requirement.scenarios.includes('two-sessions')));
  t.false(Object.hasOwn(leftOut, 'two-sessions'));
  t.is(leftOut['outlook-exit'], 'only two-sessions was asked for');
});

test(
  'an unknown id',
  refused,
  { only: ['DUR-99'] },
  /^only: there is no requirement or group DUR-99; did you mean DUR-9\? \(the groups are COM, /,
);
test(
  'an unknown group',
  refused,
  { skip: ['QUITE'] },
  /^skip: there is no requirement or group QUITE; did you mean QUIET/,
);
test('nonsense', refused, { skip: ['zzzzzz'] }, /^skip: there is no requirement or group zzzzzz \(the groups/);
test(
  'an unknown scenario',
  refused,
  { scenario: ['outlok-exit'] },
  /^scenario: there is no scenario outlok-exit; did you mean outlook-exit\?/,
);
test(
  'nothing left',
  refused,
  { only: ['DUR-2'], skip: ['DUR'] },
  /^only DUR-2 and skip DUR together leave no requirement to be judged/,
);

test('a script that no selected requirement plays is refused', (t) => {
  const script = parseScript('logon,kill');
  t.throws(() => select({ only: ['DUR-1'], skip: [], scenario: [], script }, CATALOGUE, SCENARIOS), {
    message: /^script: what is selected leaves out the requirement that plays it; add SEQ-13/,
  });
  t.notThrows(() => select({ only: ['SEQ-13'], skip: [], scenario: [], script }, CATALOGUE, SCENARIOS));
});

function lives(request: Partial<SelectionRequest>): number {
  return choose(request).scenarios.flatMap((scenario) => runsOf(scenario, 7).flatMap((run) => run.lives)).length;
}

test('the whole catalogue needs every scenario, with every null control', (t) => {
  const { scenarios, leftOut } = choose({});
  t.deepEqual(scenarios, SCENARIOS);
  t.deepEqual(leftOut, {});
});

test('what judges whatever is run asks for no more than it needs when it is selected alone', (t) => {
  t.deepEqual(
    choose({ only: ['COM'] }).scenarios.map(({ name }) => name),
    ['object-contract', 'immediate-exit', 'classic-exit', 'query-refused-then-notify'],
  );
  t.is(lives({ only: ['COM'] }), 2 + 3 * 2 + 2 + 2);
});

test('a scenario that is named is run, also where less would be enough', (t) => {
  const { scenarios } = choose({ only: ['COM-6'], scenario: ['two-sessions'] });
  t.deepEqual(
    scenarios.map(({ name }) => name),
    ['object-contract', 'two-sessions'],
  );
});

test('null controls are played only for who compares with them', (t) => {
  const controlled = (request: Partial<SelectionRequest>): readonly string[] =>
    choose(request)
      .scenarios.filter(({ control }) => control === true)
      .map(({ name }) => name);
  t.deepEqual(controlled({ only: ['DUR-2'] }), []);
  t.deepEqual(controlled({ only: ['DUR-9'] }), ['outlook-exit', 'immediate-exit', 'refused-exit']);
  t.deepEqual(controlled({ only: ['ANS-3', 'DUR-2'] }), ['background-work']);
});

test('nobody reads back what the reconnaissance has left, unless it is asked for', (t) => {
  const [first] = choose({ only: ['SEQ-6'] }).scenarios;
  t.is(first?.name, 'object-contract');
  t.is(first?.readsBack, false);
  t.is(lives({ only: ['SEQ-6'] }), 1 + 2);
  t.is(choose({ only: ['COM-3'] }).scenarios[0]?.readsBack, undefined);
});

test('the quick mode plays each of its scenarios once, and says what it leaves out', (t) => {
  const { scenarios, leftOut, requirements } = choose({ quick: true });
  t.is(requirements.length, CATALOGUE.length);
  t.true(scenarios.every(({ trials, control }) => trials === 1 && control === false));
  t.is(leftOut['bulk-10000'], 'the quick mode leaves it out');
  t.is(scenarios.length + Object.keys(leftOut).length, SCENARIOS.length);
  const livesOf = (wanted: string): readonly Life[] => scenarios.find(({ name }) => name === wanted)?.lives ?? [];
  t.is(livesOf('five-generations').length, 2);
  // One that is promised and measured, one that is killed.
  t.deepEqual(
    livesOf('killed-at-work').map(({ kill }) => kill !== undefined),
    [false, true],
  );
  const workOf = (wanted: string): unknown[] =>
    livesOf(wanted).map(({ steps }) => steps.find((step) => step.do === 'work'));
  t.deepEqual(
    workOf('immediate-exit'),
    [{ do: 'work', workload: 'mixed', deferred: true }],
    'what is saved is looked at here',
  );
  t.deepEqual(workOf('do-without-notify'), [{ do: 'work', workload: 'mixed', items: { share: 0.5 }, brief: true }]);
  t.deepEqual(workOf('real-mail'), Array(2).fill({ do: 'work', workload: 'real-mail', brief: true }));
});

test(
  'of what is selected the quick mode plays nothing',
  refused,
  { only: ['DUR-10'], quick: true },
  /^quick: of what is selected the quick mode plays nothing; select something else, or leave quick out$/,
);

test(
  'a scenario that the quick mode does not play',
  refused,
  { scenario: ['outlook-exit', 'bulk-100'], quick: true },
  /^scenario: the quick mode does not play bulk-100; name another one, or leave quick out$/,
);
