import { fileURLToPath } from 'node:url';
import { certify } from '@mapi-kit/harness';
import { JOBS, median, wallOfMany } from '../processes.js';

const PROVIDER = '@mapi-kit/example-lmdb-store';
const ROUNDS = 3;

/** A whole certification, against as many processes that only import the provider and kill themselves. */
export async function* certification() {
  const floorProcess = fileURLToPath(new URL('../floor-process.js', import.meta.url));
  const ratios = [];
  let lives = 0;
  let last = { ours: 0, floor: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const report = await certify({ provider: PROVIDER, out: null, jobs: JOBS, seed: 7 });
    lives = report.totals.lives;
    const floor = await wallOfMany(lives, [floorProcess, import.meta.resolve(PROVIDER)]);
    last = { ours: report.wallMs, floor };
    ratios.push(report.wallMs / floor);
  }
  yield {
    what: 'certification of the LMDB example / bare processes that die',
    value: median(ratios),
    limit: 1.4,
    how: `median of ${ROUNDS}; ${lives} processes, ${JOBS} at a time; last round ${seconds(last.ours)} / ${seconds(last.floor)}`,
  };
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
