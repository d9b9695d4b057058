// The detection matrix: certifies every provider that is broken on purpose, and tells who was caught, who was not, and who
// was accused of what they do not break.
//
//   npm run detection                               all of them; writes docs/detection-matrix.md
//   npm run detection -- --outcomes FOLDER          the same; what is in the folder already is not certified again
//   npm run detection -- --only DUR-2,SEQ-8         only who breaks these; prints
//   npm run detection -- --provider broken/slow-do  only this one; prints
//
// Tests that are run with MAPI_KIT_OUTCOMES=FOLDER leave their outcomes there.
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { certifyCalmly } from '../harness/build/test/certification/support/certify-fixture.js';
import { breachesOf, detect } from '../harness/build/test/certification/support/detection.js';
import { renderDetection, renderRows, totalsOf } from '../harness/build/test/certification/support/detection-page.js';
import { keepOutcome, keptOutcome, outcomeOf } from '../harness/build/test/certification/support/outcome.js';
import { BROKEN_PROVIDERS } from '../harness/build/test/certification/tables/all.js';
import { CATALOGUE } from '../harness/dist/catalogue/catalogue.js';

const root = join(import.meta.dirname, '..');

function fail(message) {
  console.error(`detection: ${message}`);
  process.exit(2);
}

function readArguments() {
  const text = { type: 'string' };
  try {
    return parseArgs({ options: { only: text, provider: text, outcomes: text } }).values;
  } catch (error) {
    return fail(error.message);
  }
}

function choose({ only, provider }) {
  const ids = only?.toUpperCase().split(',');
  for (const id of ids ?? []) {
    if (!CATALOGUE.some((requirement) => requirement.id === id)) {
      fail(`there is no requirement ${id}; mapi-certify list shows them`);
    }
  }
  const name = provider?.replace(/^broken\//, '');
  const chosen = BROKEN_PROVIDERS.filter((expectation) => {
    if (name !== undefined && expectation.provider !== `broken/${name}`) return false;
    return ids === undefined || breachesOf(expectation).some((id) => ids.includes(id));
  });
  if (chosen.length === 0) fail(`no broken provider is ${provider ?? only}; see harness/test/fixtures/broken`);
  return chosen;
}

const given = readArguments();
const isPart = given.only !== undefined || given.provider !== undefined;
const chosen = choose(given);
const folder = given.outcomes === undefined ? undefined : resolve(given.outcomes);
const outcomes = [];
for (const [index, expectation] of chosen.entries()) {
  const { provider, options } = expectation;
  const kept = folder === undefined ? undefined : keptOutcome(folder, provider);
  if (kept !== undefined) {
    outcomes.push(kept);
    continue;
  }
  const startedAt = performance.now();
  const report = await certifyCalmly({ ...expectation, options: { jobs: availableParallelism(), ...options } });
  const outcome = outcomeOf(expectation, report);
  outcomes.push(outcome);
  if (folder !== undefined) keepOutcome(outcome, folder);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.error(`${index + 1} of ${chosen.length}  ${provider}  ${report.verdict}  ${seconds} s`);
}

const detection = detect(CATALOGUE, chosen, outcomes);
const wrong = detection.rows.filter(({ silent, accused }) => silent.length + accused.length > 0);
const lines = renderRows({ rows: isPart ? detection.rows : wrong });
if (lines.length > 0) console.log(lines.join('\n'));
console.log(totalsOf(detection));
if (!isPart) writeFileSync(join(root, 'docs', 'detection-matrix.md'), renderDetection(detection));
process.exitCode = wrong.length === 0 ? 0 : 1;
