// Mutants: correct providers, each changed by one operator in what its shutdown makes durable. A reader of its own says
// whether a mutant loses something; if so, the harness has to find it broken by a requirement that fits.
//
//   npm run mutants -- --count 300 --seed 7            so many, the same for the same seed
//   npm run mutants -- --count 50 --kind transport     of one kind: store, address-book, transport
//   npm run mutants -- --one '{"kind":"store",…}'      this one, as the line of a survivor says it
//   npm run mutants -- --regressions                   besides, those that survived once and are caught by now
//   npm run mutants -- --jobs 4                        so many processes at once; as many as there are processors, unless given
//
// Those that lose something are certified by the quick mode, by DUR and what fits; who passes it, once more by all trials of
// what fits. Those that lose nothing are certified by the quick mode. Ends with 1 when one survives that is not listed in
// harness/test/mutants/survivors.json with a reason, or one that loses nothing is accused.
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { judgeMutant } from '../harness/build/test/mutants/judging/judge-mutant.js';
import { readSurvivors, reasonFor } from '../harness/build/test/mutants/judging/survivors.js';
import { makeMutants } from '../harness/build/test/mutants/mutant/make-mutants.js';
import { KINDS, lineOf, readMutant } from '../harness/build/test/mutants/mutant/mutant.js';
import { Places } from '../harness/dist/run/schedule/places.js';

const root = join(import.meta.dirname, '..');
// It triples what a process of Node 20 takes to start.
delete process.env['NODE_EXTRA_CA_CERTS'];

const given = readArguments();
const seed = wholeNumber('seed', given.seed ?? '1', 0, 0xffffffff);
const jobs = wholeNumber('jobs', given.jobs ?? String(availableParallelism()), 1, 1_024);
const survivors = readSurvivors(join(root, 'harness/test/mutants/survivors.json'));
const mutants = choose();
const folder = join(root, '.cache', 'mutants', String(process.pid));
mkdirSync(folder, { recursive: true });

const startedAt = performance.now();
const places = new Places(jobs);
const limit = pLimit(2 * jobs);
let done = 0;
console.error(`mutants: ${mutants.length}, ${jobs} processes at once`);
const all = await Promise.all(
  mutants.map((mutant, index) =>
    limit(async () => {
      const judged = await judgeMutant(mutant, `m${index}`, { folder, seed, places });
      done += 1;
      show(judged);
      return judged;
    }),
  ),
);
rmSync(folder, { recursive: true, force: true });

const of = (fate) => all.filter((judged) => judged.fate === fate);
const [caught, survived, accused] = [of('caught'), of('survived'), of('accused')];
const unknown = survived.filter(({ mutant }) => reasonFor(mutant, survivors) === undefined);
for (const { mutant, losses } of survived) {
  console.log(`survived: npm run mutants -- --one '${lineOf(mutant)}'`);
  console.log(`    ${reasonFor(mutant, survivors) ?? `loses ${losses[0]}`}`);
}
for (const { mutant, words } of accused) {
  console.log(`accused: npm run mutants -- --one '${lineOf(mutant)}'\n    ${words.join('\n    ')}`);
}
const losing = caught.length + survived.length;
const unfitting = caught.filter((judged) => judged.unfitting.length > 0).length;
const share = losing === 0 ? '' : ` (${((100 * caught.length) / losing).toFixed(1)} %)`;
console.log(
  `mutants: ${caught.length} of ${losing} that lose something caught${share}, ${of('certified').length} of ${of('certified').length + accused.length} that lose nothing certified; ` +
    `${of('harmless').length} have nothing to lose, ${of('useless').length} cannot be used; ${unfitting} accused of something else besides; ${Math.round((performance.now() - startedAt) / 1_000)} s`,
);
process.exitCode = unknown.length + accused.length === 0 ? 0 : 1;

function show({ mutant, fate, failed, unfitting: others, mode, losses, words }) {
  const besides = others.length === 0 ? '' : `, besides ${others.join(', ')}`;
  const by = failed.length === 0 ? '' : ` by ${failed.join(', ')}${besides} (${mode})`;
  console.error(`${done} of ${mutants.length}  ${fate}${by}  ${lineOf(mutant)}`);
  if (given.one === undefined && fate !== 'survived') return;
  for (const line of [...losses, ...words]) console.error(`    ${line.slice(0, 300)}`);
}

function choose() {
  if (given.one !== undefined) {
    try {
      return [readMutant(given.one)];
    } catch (error) {
      return fail(error.message);
    }
  }
  if (given.kind !== undefined && !KINDS.includes(given.kind))
    fail(`--kind is ${given.kind}; it may be ${KINDS.join(', ')}`);
  const fixed = given.regressions ? survivors.filter(({ reason }) => reason === null).map(({ mutant }) => mutant) : [];
  return [...fixed, ...makeMutants(wholeNumber('count', given.count ?? '20', 0, 100_000), seed, given.kind)];
}

function fail(message) {
  console.error(`mutants: ${message}`);
  process.exit(2);
}

function readArguments() {
  const text = { type: 'string' };
  try {
    const options = { count: text, seed: text, kind: text, one: text, jobs: text, regressions: { type: 'boolean' } };
    return parseArgs({ options }).values;
  } catch (error) {
    return fail(error.message);
  }
}

function wholeNumber(name, value, least, most) {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most) {
    fail(`--${name} is ${value}; it must be a whole number from ${least} to ${most}`);
  }
  return number;
}
