import { certify } from '@mapi-kit/harness';
import { JOBS, wallOfBareProcesses } from '../processes.js';

const PROVIDER = '@mapi-kit/example-lmdb-store';
const WALKS = 1_000;
/** So many bare processes before, and as many after: a machine is not as fast at all times. */
const PROCESSES = 150;

/** Random walks in a second, against processes in a second that only import the provider and kill themselves. */
export async function* walks() {
  const before = await wallOfBareProcesses(PROCESSES, PROVIDER);
  const report = await certify({ provider: PROVIDER, out: null, jobs: JOBS, seed: 7, only: ['SEQ-13'], walks: WALKS });
  if (report.verdict !== 'passed') throw new Error(`not passed: ${report.summary}`);
  const after = await wallOfBareProcesses(PROCESSES, PROVIDER);
  const walksPerSecond = (1_000 * WALKS) / report.wallMs;
  const processesPerSecond = (1_000 * 2 * PROCESSES) / (before + after);
  yield {
    what: 'random walks per second / bare processes that die per second',
    value: walksPerSecond / processesPerSecond,
    least: 0.6,
    how: `${WALKS} walks in ${report.totals.lives} processes, ${JOBS} at a time; ${walksPerSecond.toFixed(1)} / ${processesPerSecond.toFixed(1)} a second`,
  };
}
