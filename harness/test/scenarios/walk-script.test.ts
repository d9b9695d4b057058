import test from 'ava';
import fc from 'fast-check';
import { walks } from '#harness/run/schedule/generate-walks.js';
import { parseScript, printScript, ScriptError, scriptInWords } from '#harness/scenarios/walk-script.js';
import { chainOf, walksOf } from '#harness/scenarios/walks.js';

const stances = fc.constantFrom('in' as const, 'out' as const, 'none' as const);
const chains = stances.chain((stance) => fc.array(walks(stance), { minLength: 1, maxLength: 4 }));

test('what is printed is read again as it was', (t) => {
  fc.assert(
    fc.property(chains, (chain) => t.deepEqual(parseScript(printScript(chain)), chain)),
    { seed: 7 },
  );
});

test('the walks of a chain are found in its lives', (t) => {
  fc.assert(
    fc.property(chains, (chain) => t.deepEqual(walksOf(chainOf(chain).map(({ steps }) => steps)), chain)),
    { seed: 7 },
  );
});

test('a script reads as words', (t) => {
  t.is(
    scriptInWords(parseScript('logon,work:3,wait:5,logoff;logon,query,do,calls-after-do,kill')),
    'logon · work 3 · wait 5 · logoff, then logon · query · do · calls-after-do · kill',
  );
});

const refused = test.macro({
  exec(t, script: string, message: string) {
    t.is(t.throws(() => parseScript(script), { instanceOf: ScriptError }).message, message);
  },
  title: (_, script) => `"${script}" is no script`,
});

test(refused, 'logon,wrok,kill', 'there is no step "wrok"');
test(refused, 'logon,toString,kill', 'there is no step "toString"');
test(refused, 'logon,,kill', 'step 2 is empty; a script is steps with commas between them');
test(refused, 'logon,work,kill', 'step 2, work: work takes a number of items from 1 to 1,000, as in work:3');
test(refused, 'logon,work:0,kill', 'step 2, work:0: work takes a number of items from 1 to 1,000, as in work:3');
test(
  refused,
  'logon,wait:1:2,kill',
  'step 2, wait:1:2: wait takes a number of milliseconds from 1 to 10,000, as in wait:5',
);
test(refused, 'logon,query:2,kill', 'step 2, query:2: query takes no number');
test(refused, 'query,kill', 'step 1, query, is not possible there: a walk begins with logon');
test(refused, 'logon,query', 'the script has no end: a walk ends with kill or logoff');
test(refused, 'logon,logoff,query', 'step 3, query, is not possible there: the life is over by then');
test(
  refused,
  'logon,kill;logon,do,work:1,kill',
  'step 3 of life 2, work:1, is not possible there: after DoFastShutdown a client ends without a classic exit',
);
