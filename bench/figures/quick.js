import { certification as certify } from '../processes.js';
import { ratioOfWall } from '../ratio.js';

const PROVIDER = '@mapi-kit/example-lmdb-store';
const ROUNDS = 3;

/** What an author waits for with `--quick`, against a whole certification. */
export async function* quick() {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const short = await certify({ provider: PROVIDER, quick: true });
    const whole = await certify({ provider: PROVIDER });
    rounds.push({ above: short.cost, below: whole.cost });
  }
  yield { what: 'mapi-certify --quick / a whole certification, lmdb-store', limit: 1 / 8, ...ratioOfWall(rounds) };
}
