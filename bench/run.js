// Measures the figures that the project promises, each as a ratio to a floor measured in the same run.
//
//   npm run bench                       all figures
//   npm run bench -- certification      one of them: certification, items, coordinator, spooler, lmdb-saves, version,
//                                       repeatability, walks
//
// Exits with 1 when a figure misses its limit, 2 for an unknown name.
import { certification } from './figures/certification.js';
import { coordinator } from './figures/coordinator.js';
import { items } from './figures/items.js';
import { lmdbSaves } from './figures/lmdb-saves.js';
import { repeatability } from './figures/repeatability.js';
import { spooler } from './figures/spooler.js';
import { version } from './figures/version.js';
import { walks } from './figures/walks.js';

const FIGURES = { certification, items, coordinator, spooler, 'lmdb-saves': lmdbSaves, version, repeatability, walks };

const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in FIGURES));
if (unknown !== undefined) {
  console.error(`bench: unknown figure ${unknown}; there are ${Object.keys(FIGURES).join(', ')}`);
  process.exit(2);
}

let missed = 0;
for (const [name, figure] of Object.entries(FIGURES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  for await (const row of figure()) {
    const met = row.least === undefined ? row.value <= row.limit : row.value >= row.least;
    if (!met) missed += 1;
    const bound = row.least === undefined ? `limit ${row.limit}` : `at least ${row.least}`;
    const value = `${row.value.toFixed(2)} (${bound})`;
    console.log(`${met ? 'met   ' : 'MISSED'}  ${row.what.padEnd(64)} ${value}\n        ${row.how}`);
  }
}
process.exit(missed === 0 ? 0 : 1);
