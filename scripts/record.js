// Renews the recordings of broken providers in harness/test/recordings, which the tests of the judges look at: each is a
// real certification with few items, trimmed.
//
//   npm run record                        those that the catalogue names
//   npm run record -- --only DUR-2,SEQ-8  of these requirements
//   npm run record -- --missing           what is not there yet
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { nameOf, record } from '../harness/build/test/certification/support/record.js';
import { BROKEN_PROVIDERS } from '../harness/build/test/certification/tables/all.js';
import { recordedFile, UNRECORDED } from '../harness/build/test/support/recorded.js';
import { CATALOGUE } from '../harness/dist/catalogue/catalogue.js';
import { Places } from '../harness/dist/run/schedule/places.js';

// It triples what a process of Node 20 takes to start.
delete process.env['NODE_EXTRA_CA_CERTS'];

const { values } = parseArgs({ options: { only: { type: 'string' }, missing: { type: 'boolean', default: false } } });
const ids = values.only?.toUpperCase().split(',');
const wanted = CATALOGUE.filter(
  ({ id, brokenBy }) => brokenBy !== null && id !== UNRECORDED && (ids === undefined || ids.includes(id)),
);
const places = new Places(availableParallelism());
const limit = pLimit(2 * availableParallelism());
await Promise.all(
  wanted.map(({ id, brokenBy }) =>
    limit(async () => {
      const expectation = BROKEN_PROVIDERS.find((each) => `${nameOf(each)}.ts` === brokenBy);
      if (expectation === undefined) throw new Error(`no table expects anything of ${brokenBy}`);
      if (values.missing && existsSync(recordedFile(nameOf(expectation)))) return;
      try {
        console.error(`${id}  ${nameOf(expectation)}  ${await record(expectation, places)} bytes`);
      } catch (error) {
        console.error(`${id}  ${nameOf(expectation)}  FAILED: ${error.message}`);
        process.exitCode = 1;
      }
    }),
  ),
);
