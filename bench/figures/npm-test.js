import { BenchError } from '../bench-error.js';
import { costOfProcesses, sum, times } from '../cost.js';
import { certification as certify, ROOT, run } from '../processes.js';
import { ratioOfWall } from '../ratio.js';

/** How long a newcomer waits for `npm test`, against one certification: one before, one after. */
export async function* npmTest() {
  const before = await one();
  const { value, cost } = await costOfProcesses(() =>
    run('npm', ['test'], { cwd: ROOT, shell: process.platform === 'win32' }),
  );
  if (value.code !== 0) {
    const end = value.stdout.trimEnd().split('\n').slice(-20).join('\n');
    throw new BenchError(`npm test ended with code ${value.code}; its last lines:\n${end}`);
  }
  const after = await one();
  const below = times(1 / 2, sum([before, after]));
  yield { what: 'npm test / one certification of lmdb-store', limit: 8, ...ratioOfWall([{ above: cost, below }]) };
}

async function one() {
  return (await certify({ provider: '@mapi-kit/example-lmdb-store' })).cost;
}
