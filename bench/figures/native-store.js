import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BenchError } from '../bench-error.js';
import { sum, times } from '../cost.js';
import { certification as certify, ROOT, runNode } from '../processes.js';
import { ratioOf } from '../ratio.js';
import { openBareWine } from '../wine-processes.js';

const LMDB = '@mapi-kit/example-lmdb-store';
const FOLDER = join(ROOT, 'examples', 'native-store');
/** Half of the bare processes come before the certification: a machine is not as fast at all times. */
const HALF = 0.5;

/** A whole certification of the store in C++ as a shared object, against that of the LMDB example. */
export async function* nativeStore() {
  const library = await built('so');
  const before = await certify({ provider: LMDB });
  const ours = await certify({ provider: library });
  const after = await certify({ provider: LMDB });
  const { value, how } = ratioOf([{ above: ours.cost, below: times(HALF, sum([before.cost, after.cost])) }]);
  yield {
    what: 'certification of native-store.so / of lmdb-store',
    value,
    limit: 1.5,
    how: `${ours.value.lives} and ${before.value.lives} lives; the LMDB example before and after; ${how}`,
  };
}

/** The quick mode on the store as a DLL through Wine, against a process of Windows for each life that only loads it and ends itself. */
export async function* nativeStoreDll() {
  const what = 'quick certification of native-store.dll / a bare process a life';
  const wine = await openBareWine();
  if (typeof wine === 'string') {
    yield { what, skipped: wine };
    return;
  }
  try {
    const library = await built('dll');
    // Whoever comes first through Wine pays for what it keeps.
    await wine.processes(1, library);
    const rehearsal = await certify({ provider: library, quick: true });
    const half = Math.ceil(HALF * rehearsal.value.lives);
    const before = await wine.processes(half, library);
    const { value: seen, cost } = await certify({ provider: library, quick: true });
    const after = await wine.processes(half, library);
    const { value, how } = ratioOf([{ above: cost, below: times(seen.lives / (2 * half), sum([before, after])) }]);
    yield { what, value, limit: 1.4, how: `${seen.lives} lives in ${seen.processes} processes; ${how}` };
  } finally {
    await wine.close();
  }
}

async function built(kind) {
  await runNode(['build.js', `--${kind}`], { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
  const library = join(FOLDER, 'build', `native-store.${kind}`);
  if (!existsSync(library)) throw new BenchError(`native-store.${kind} could not be built; see above`);
  return library;
}
