import { join } from 'node:path';
import { costOfProcesses, sum } from '../cost.js';
import { ROOT, runNode } from '../processes.js';
import { ratioOf } from '../ratio.js';

const ROUNDS = 5;
/** One process is over in a few of the units in which the system counts CPU. */
const PROCESSES = 6;

/** `mapi-certify --version`, against `node -e 0`. */
export async function* version() {
  const command = join(ROOT, 'harness', 'bin', 'mapi-certify.js');
  const cost = async (args) => (await costOfProcesses(() => runNode(args))).cost;
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [ours, floor] = [[], []];
    for (let index = 0; index < PROCESSES; index++) {
      floor.push(await cost(['-e', '0']));
      ours.push(await cost([command, '--version']));
    }
    rounds.push({ above: sum(ours), below: sum(floor) });
  }
  const { value, how } = ratioOf(rounds);
  yield {
    what: 'mapi-certify --version / node -e 0',
    value,
    limit: 1.5,
    how: `${PROCESSES} processes a round; ${how}`,
  };
}
