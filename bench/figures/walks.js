import { sum, times } from '../cost.js';
import { bareProcesses, certification as certify } from '../processes.js';
import { ratioOf } from '../ratio.js';

const PROVIDER = '@mapi-kit/example-lmdb-store';
const WALKS = 1_000;
/** So many bare processes before, and as many after: a machine is not as fast at all times. */
const PROCESSES = 150;

/** Random walks in a second, against processes in a second that only import the provider and kill themselves. */
export async function* walks() {
  const before = await bareProcesses(PROCESSES, PROVIDER);
  const { value: result, cost } = await certify({ provider: PROVIDER, only: ['SEQ-13'], walks: WALKS });
  const after = await bareProcesses(PROCESSES, PROVIDER);
  const bare = times(WALKS / (2 * PROCESSES), sum([before, after]));
  const { value, how } = ratioOf([{ above: bare, below: cost }]);
  yield {
    what: 'random walks per second / bare processes that die per second',
    value,
    least: 0.6,
    how: `${WALKS} walks in ${result.lives} processes; ${how} (as many bare processes / the walks)`,
  };
}
