import { measure } from '../processes.js';
import { ratioOfWall } from '../ratio.js';

/** A call through SyncWorker, against the same there and back by a bare postMessage and Atomics.wait. */
export async function* syncWorker() {
  const { calls, bytes, rounds } = (await measure('measure-sync-worker.js')).value;
  // Both wait for another thread: what counts is how long.
  const { value, how } = ratioOfWall(rounds.map(({ ours, bare }) => ({ above: ours, below: bare })));
  yield {
    what: 'a call through SyncWorker / a bare postMessage and Atomics.wait',
    value,
    limit: 1.5,
    how: `${calls.toLocaleString('en')} calls a round, ${bytes} bytes there and back; ${how}`,
  };
}
