import { certify } from '@mapi-kit/harness';
import { JOBS, median, wallOfBareProcesses } from '../processes.js';

const PROVIDERS = [
  '@mapi-kit/example-lmdb-store',
  '@mapi-kit/example-wrapped-store',
  '@mapi-kit/example-opt-out-store',
  '@mapi-kit/example-vcard-address-book',
  '@mapi-kit/example-smtp-transport',
];
const ROUNDS = 3;

/** A whole certification of each example, against as many processes that only import it and kill themselves. */
export async function* certification() {
  for (const provider of PROVIDERS) yield await ratio(provider);
}

async function ratio(provider) {
  const ratios = [];
  let lives = 0;
  let last = { ours: 0, floor: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const report = await certify({ provider, out: null, jobs: JOBS, seed: 7 });
    lives = report.totals.lives;
    const floor = await wallOfBareProcesses(lives, provider);
    last = { ours: report.wallMs, floor };
    ratios.push(report.wallMs / floor);
  }
  return {
    what: `certification of ${provider.replace('@mapi-kit/example-', '')} / bare processes that die`,
    value: median(ratios),
    limit: 1.4,
    how: `median of ${ROUNDS}; ${lives} processes, ${JOBS} at a time; last round ${seconds(last.ours)} / ${seconds(last.floor)}`,
  };
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
