import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { ConfigurationError } from '#harness/run/configuration-error.js';
import { type SelectionRequest, select } from '#harness/run/selection.js';
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
  t.deepEqual(choose({}), { requirements: CATALOGUE, scenarios: choose({}).scenarios, leftOut: [] });
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

test('requirements that judge everything, chosen alone, have everything run', (t) => {
  const { requirements, scenarios } = choose({ only: ['TIME-4'] });
  t.deepEqual(
    scenarios.map(({ name }) => name).sort(),
    [...new Set(['object-contract', ...(requirements[0]?.scenarios ?? [])])].sort(),
  );
});

test('named scenarios restrict what is run, and what is judged', (t) => {
  const { requirements, scenarios, leftOut } = choose({ scenario: ['two-sessions'] });
  t.deepEqual(
    scenarios.map(({ name }) => name),
    ['object-contract', 'two-sessions'],
  );
  t.true(requirements.length > 0);
  t.true(requirements.every((requirement) => requirement.scenarios.includes('two-sessions')));
  t.false(leftOut.includes('two-sessions'));
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
