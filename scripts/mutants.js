// Mutants: correct providers, each changed by one operator in what its shutdown makes durable. A reader of its own says
// whether a mutant loses something; if so, the harness has to find it broken by a requirement that fits; if not, it has to
// certify it. See docs/mutants.md.
//
//   npm run mutants -- --count 300 --seed 7           so many, the same for the same seed
//   npm run mutants -- --count 50 --kind transport    of one kind: store, address-book, transport
//   npm run mutants -- --only '{"kind":"store",…}'    this one, as the line of a survivor says it; --seed is its certification's
//   npm run mutants -- --kept                         besides, those that survived once and are caught by now
//   npm run mutants -- --shard 2/3                    of all these every third one, from the second on
//   npm run mutants -- --outcomes FOLDER              where outcomes are left, in place of .cache/mutants
//   npm run mutants -- --newest                       on the newest Node, which keeps compiled code
//   npm run mutants -- --jobs 4                       so many at once; as many as there are processors, unless given
//
// It can be interrupted: outcomes are left in the folder, and the next run of the same build goes on from there. Ends with 1
// when one survives that harness/test/mutants/kept-mutants.json has no reason for, or one that loses nothing is accused.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { judgeAll } from '../harness/build/test/mutants/judging/judge-all.js';
import { readKept, reasonFor } from '../harness/build/test/mutants/judging/kept-mutants.js';
import { scoreOf } from '../harness/build/test/mutants/judging/score.js';
import { makeMutants } from '../harness/build/test/mutants/mutant/make-mutants.js';
import { KINDS, lineOf, readMutant } from '../harness/build/test/mutants/mutant/mutant.js';
import { openOutcomes } from './build-outcomes.js';
import { LongCommand } from './long-command.js';
import { onNewestNode } from './newest-node.js';

const root = join(import.meta.dirname, '..');
/** What outcomes depend on. */
const BUILT = ['sdk/dist', 'harness/dist', 'harness/build/test/fixtures', 'harness/build/test/mutants'];
// It triples what a process of Node 20 takes to start.
delete process.env['NODE_EXTRA_CA_CERTS'];

const command = new LongCommand('mutants');
const given = readArguments();
if (given.newest) process.exit(await onNewestNode());
const seed = command.wholeNumber('seed', given.seed ?? '1', 1, 2 ** 31);
const jobs = command.jobs(given.jobs);
const kept = readKept(join(root, 'harness/test/mutants/kept-mutants.json'));
const chosen = choose();
const folder = resolve(given.outcomes ?? join(root, '.cache', 'mutants'));
openOutcomes(folder, root, BUILT);
// Where all processes of all certifications keep compiled code, on a Node that does.
process.env['NODE_COMPILE_CACHE'] ??= join(folder, 'compiled');

console.error(`mutants: ${chosen.length}, ${jobs} at once`);
const all = await judgeAll({
  chosen,
  jobs,
  folder,
  anew: given.only !== undefined,
  signal: command.begin(chosen.length),
  onJudged: show,
});
command.endIfInterrupted();
const { lines, summary, isGood } = scoreOf(all, (mutant) => reasonFor(mutant, kept));
if (lines.length > 0) console.log(lines.join('\n'));
console.log(summary);
process.exitCode = isGood ? 0 : 1;

function show({ mutant, fate, failed, mode, losses, words }, known) {
  const by = failed.length === 0 ? '' : ` by ${failed.join(', ')} (${mode})`;
  command.show(known, `${fate}${by}${known ? ', known from before' : ''}  ${lineOf(mutant)}`);
  if (given.only === undefined && fate !== 'survived' && fate !== 'accused') return;
  for (const line of [...losses, ...words]) console.error(`    ${line.slice(0, 300)}`);
}

function choose() {
  if (given.only !== undefined) {
    try {
      return [{ mutant: readMutant(given.only), seed }];
    } catch (error) {
      return command.fail(error.message);
    }
  }
  if (given.kind !== undefined && !KINDS.includes(given.kind)) {
    command.fail(`--kind is ${given.kind}; it may be ${KINDS.join(', ')}`);
  }
  const count = command.wholeNumber('count', given.count ?? '20', 0, 100_000);
  const made = makeMutants(count, seed, given.kind).map((mutant, index) => ({ mutant, seed: seedOf(index) }));
  const again = kept.filter(({ mutant, reason }) => reason === null && (given.kind ?? mutant.kind) === mutant.kind);
  return command.shard([...(given.kept ? again : []), ...made], given.shard);
}

/** Each is certified with a seed of its own: those that lose nothing come again and again. */
function seedOf(index) {
  return ((seed - 1 + index) % 2 ** 31) + 1;
}

function readArguments() {
  const text = { type: 'string' };
  const flag = { type: 'boolean' };
  const options = {
    count: text,
    seed: text,
    kind: text,
    only: text,
    kept: flag,
    shard: text,
    outcomes: text,
    newest: flag,
  };
  try {
    return parseArgs({ options: { ...options, jobs: text } }).values;
  } catch (error) {
    return command.fail(error.message);
  }
}
