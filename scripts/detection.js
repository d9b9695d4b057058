// The detection matrix: certifies every provider that is broken on purpose, as a whole and with real kills, and tells who
// was caught, who was not, and who was accused of what they do not break.
//
//   npm run detection                               all of them; writes docs/detection-matrix.md
//   npm run detection -- --only DUR-2,SEQ-8         only who breaks these; prints
//   npm run detection -- --provider broken/slow-do  only this one; prints
//   npm run detection -- --shard 2/3                every third one, from the second on; prints
//   npm run detection -- --outcomes FOLDER          where outcomes are left, in place of .cache/detection
//   npm run detection -- --newest                   on the newest Node, which keeps compiled code: a quarter less work
//   npm run detection -- --jobs 4                   so many processes at once; as many as there are processors, unless given
//
// It can be interrupted: outcomes are left in the folder, and the next detection of the same build goes on from there. So
// do the shards of several machines, once their folders are put together.
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { detectAll } from '../harness/build/test/certification/support/detect-all.js';
import { breachesOf, detect } from '../harness/build/test/certification/support/detection.js';
import { renderDetection, renderRows, totalsOf } from '../harness/build/test/certification/support/detection-page.js';
import { QUICK_FOLDER } from '../harness/build/test/certification/support/quick-findings.js';
import { BROKEN_PROVIDERS } from '../harness/build/test/certification/tables/all.js';
import { CATALOGUE } from '../harness/dist/catalogue/catalogue.js';
import { openOutcomes } from './build-outcomes.js';
import { LongCommand } from './long-command.js';
import { onNewestNode } from './newest-node.js';

const root = join(import.meta.dirname, '..');
/** What outcomes depend on. */
const BUILT = ['sdk/dist', 'harness/dist', 'harness/build/test/fixtures', 'harness/build/test/certification'];

// It triples what a process of Node 20 takes to start.
delete process.env['NODE_EXTRA_CA_CERTS'];

const command = new LongCommand('detection');
const given = readArguments();
if (given.newest) process.exit(await onNewestNode());
const isPart = given.only !== undefined || given.provider !== undefined || given.shard !== undefined;
const chosen = choose(given);
const folder = resolve(given.outcomes ?? join(root, '.cache', 'detection'));
const jobs = command.jobs(given.jobs);
openOutcomes(folder, root, BUILT);

console.error(`detection: ${chosen.length} providers, ${jobs} processes at once`);
const outcomes = await detectAll({
  expectations: chosen,
  jobs,
  folder,
  quickFolder: QUICK_FOLDER,
  signal: command.begin(chosen.length),
  onOutcome(outcome, known) {
    const what = known ? 'known from before' : outcome.mismatches.length === 0 ? 'as expected' : 'NOT AS EXPECTED';
    command.show(known, `${outcome.provider}  ${what}`);
    for (const mismatch of outcome.mismatches) console.error(`    ${mismatch}`);
  },
});
command.endIfInterrupted();

const detection = detect(CATALOGUE, chosen, outcomes);
const wrong = detection.rows.filter(({ silent, accused }) => silent.length + accused.length > 0);
const unexpected = outcomes.filter(({ mismatches }) => mismatches.length > 0);
const lines = renderRows({ rows: isPart ? detection.rows : wrong });
if (lines.length > 0) console.log(lines.join('\n'));
for (const { provider, mismatches } of unexpected) console.log(`${provider}  ${mismatches.join('\n    ')}`);
console.log(totalsOf(detection));
// For CI, which counts them with the tests.
console.log(`detection: ${outcomes.length - unexpected.length} as expected, ${unexpected.length} not`);
const isGood = wrong.length === 0 && unexpected.length === 0;
if (!isPart && isGood) writeFileSync(join(root, 'docs', 'detection-matrix.md'), renderDetection(detection));
// The next whole detection begins anew; what was not as expected is tried again by the same command.
for (const { provider } of isPart || !isGood ? unexpected : outcomes) {
  rmSync(join(folder, `${provider.replaceAll('/', '-')}.json`), { force: true });
}
process.exitCode = isGood ? 0 : 1;

function readArguments() {
  const text = { type: 'string' };
  try {
    return parseArgs({
      options: { only: text, provider: text, shard: text, outcomes: text, jobs: text, newest: { type: 'boolean' } },
    }).values;
  } catch (error) {
    return command.fail(error.message);
  }
}

function choose({ only, provider, shard }) {
  const ids = only?.toUpperCase().split(',');
  for (const id of ids ?? []) {
    if (!CATALOGUE.some((requirement) => requirement.id === id)) {
      command.fail(`there is no requirement ${id}; mapi-certify list shows them`);
    }
  }
  const name = provider?.replace(/^broken\//, '');
  const named = BROKEN_PROVIDERS.filter((expectation) => {
    if (name !== undefined && expectation.provider !== `broken/${name}`) return false;
    return ids === undefined || breachesOf(expectation).some((id) => ids.includes(id));
  });
  if (named.length === 0) command.fail(`no broken provider is ${provider ?? only}; see harness/test/fixtures/broken`);
  return command.shard(named, shard);
}
