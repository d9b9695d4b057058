// Measures the figures that the project promises, each as a ratio to something measured in the same run, in turn with it.
//
//   npm run bench                                   certification, items, coordinator, spooler, lmdb-saves,
//                                                   level-saves, sync-worker, table, version, repeatability,
//                                                   evidence and walks
//   npm run bench -- certification items            these; named only, since they take long, write gigabytes or
//                                                   need a browser, g++ or Wine: native, native-store,
//                                                   native-store-dll, real-saves, large-changes, html, shards, quick,
//                                                   npm-test
//   npm run bench -- --against COMMIT               certification, items, lmdb-saves and evidence, against another commit,
//                                                   which is built in .cache/against and used again
//   npm run bench -- --against COMMIT items         these; named only, since it takes long: detection
//   npm run bench -- --against COMMIT detection --sample slow-do,loses-deletes
//                                                   with these broken providers, in place of eight of all kinds
//
// A ratio is by CPU where the system tells that of processes that have ended (Linux), and by wall besides; elsewhere, and
// where somebody waits (quick, npm-test, messages that become durable), it is by wall. n is the number of rounds, of which
// the median counts. The CPU of a certification is that of its parent and of all processes that it waited for.
//
// Nothing that is measured has NODE_EXTRA_CA_CERTS or NODE_OPTIONS in its environment. That of real-saves keeps memory that is
// freed, of all sides alike: see environment.js.
//
// Exits with 1 when a figure misses its limit, with 2 when it cannot be measured as asked for: what needs something that is
// not here is skipped, says so, and counts as not met.
import './environment.js';
import { parseArgs } from 'node:util';
import { BenchError } from './bench-error.js';
import { checkout } from './checkout.js';
import { certification, certificationAgainst } from './figures/certification.js';
import { coordinator } from './figures/coordinator.js';
import { detectionAgainst } from './figures/detection.js';
import { evidence, evidenceAgainst } from './figures/evidence.js';
import { html } from './figures/html.js';
import { items, itemsAgainst } from './figures/items.js';
import { largeChanges } from './figures/large-changes.js';
import { levelSaves } from './figures/level-saves.js';
import { lmdbSaves, lmdbSavesAgainst } from './figures/lmdb-saves.js';
import { native } from './figures/native.js';
import { nativeStore, nativeStoreDll } from './figures/native-store.js';
import { npmTest } from './figures/npm-test.js';
import { quick } from './figures/quick.js';
import { realSaves } from './figures/real-saves.js';
import { repeatability } from './figures/repeatability.js';
import { shards } from './figures/shards.js';
import { spooler } from './figures/spooler.js';
import { syncWorker } from './figures/sync-worker.js';
import { table } from './figures/table.js';
import { version } from './figures/version.js';
import { walks } from './figures/walks.js';

const FIGURES = {
  certification: { alone: certification, against: certificationAgainst },
  items: { alone: items, against: itemsAgainst },
  coordinator: { alone: coordinator },
  spooler: { alone: spooler },
  'lmdb-saves': { alone: lmdbSaves, against: lmdbSavesAgainst },
  'level-saves': { alone: levelSaves },
  'sync-worker': { alone: syncWorker },
  table: { alone: table },
  version: { alone: version },
  repeatability: { alone: repeatability },
  evidence: { alone: evidence, against: evidenceAgainst },
  walks: { alone: walks },
  native: { alone: native, isOnlyNamed: true },
  'native-store': { alone: nativeStore, isOnlyNamed: true },
  'native-store-dll': { alone: nativeStoreDll, isOnlyNamed: true },
  'real-saves': { alone: realSaves, isOnlyNamed: true },
  'large-changes': { alone: largeChanges, isOnlyNamed: true },
  html: { alone: html, isOnlyNamed: true },
  shards: { alone: shards, isOnlyNamed: true },
  quick: { alone: quick, isOnlyNamed: true },
  'npm-test': { alone: npmTest, isOnlyNamed: true },
  detection: { against: detectionAgainst, isOnlyNamed: true },
};

function readArguments() {
  try {
    const text = { type: 'string' };
    const { values, positionals } = parseArgs({ options: { against: text, sample: text }, allowPositionals: true });
    return { ...values, names: positionals };
  } catch (error) {
    // What follows the first sentence is of no use to anybody.
    throw new BenchError(error.message.split('. ')[0]);
  }
}

/** The names of the figures to be measured, and how: `alone` or `against`. */
function choose({ against, sample, names }) {
  const way = against === undefined ? 'alone' : 'against';
  const known = Object.keys(FIGURES);
  const possible = known.filter((name) => way in FIGURES[name]);
  for (const name of names) {
    if (!known.includes(name)) throw new BenchError(`unknown figure ${name}; there are ${known.join(', ')}`);
    if (possible.includes(name)) continue;
    const why = way === 'against' ? 'cannot be compared with another commit' : 'needs a commit: --against COMMIT';
    throw new BenchError(
      `${name} ${why}; ${way === 'against' ? `these can: ${possible.join(', ')}` : 'see bench/run.js'}`,
    );
  }
  const chosen = possible.filter((name) => (names.length === 0 ? !FIGURES[name].isOnlyNamed : names.includes(name)));
  if (sample !== undefined && !chosen.includes('detection'))
    throw new BenchError('--sample is for the figure detection; name it, and a commit: --against COMMIT detection');
  return { way, chosen };
}

/** Prints a row; gives whether its limit is met, null: it was not measured. */
function print({ what, how, value, limit, least, fault, skipped }) {
  if (skipped !== undefined) {
    console.log(`SKIPPED ${what}\n        ${skipped}`);
    return null;
  }
  const met = fault === undefined && (least === undefined ? value <= limit : value >= least);
  const bound = least === undefined ? `limit ${limit}` : `at least ${least}`;
  console.log(`${met ? 'met   ' : 'MISSED'}  ${what.padEnd(64)} ${value.toFixed(3)} (${bound})\n        ${how}`);
  return met;
}

async function main() {
  const given = readArguments();
  const { way, chosen } = choose(given);
  const other = given.against === undefined ? undefined : checkout(given.against);
  const sample = given.sample?.split(',');
  const counts = { missed: 0, skipped: 0 };
  for (const name of chosen) {
    const figure = FIGURES[name][way];
    for await (const row of way === 'against' ? figure(other, { sample }) : figure()) {
      const met = print(row);
      if (met === null) counts.skipped += 1;
      else if (!met) counts.missed += 1;
    }
  }
  return counts.missed > 0 ? 1 : counts.skipped > 0 ? 2 : 0;
}

try {
  process.exit(await main());
} catch (error) {
  if (!(error instanceof BenchError)) throw error;
  console.error(`bench: ${error.message}`);
  process.exit(2);
}
