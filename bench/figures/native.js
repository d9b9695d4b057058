import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BenchError } from '../bench-error.js';
import { measure, ROOT, run } from '../processes.js';
import { median, ratioOf, ratioOfWall } from '../ratio.js';

/** A call of a compiled library: of one without arguments, as those of the shutdown interface are. */
export async function* native() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new BenchError('native needs Linux on x86-64, where libraries are certified');
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-bench-'));
  try {
    const library = join(folder, 'library.so');
    const source = join(ROOT, 'bench', 'native-library.cpp');
    const compiled = await run('g++', [
      '-std=c++17',
      '-O2',
      '-shared',
      '-fPIC',
      '-pthread',
      '-o',
      library,
      source,
    ]).catch(() => ({ code: 1 }));
    if (compiled.code !== 0) throw new BenchError('native needs g++');
    const ways = [
      { what: 'QueryFastShutdown through the bridge / by koffi alone', flags: [], ratio: ratioOf, limit: 1.2 },
      { what: 'with two threads / threads that wake each other', flags: ['two-threads'], ratio: ratioOfWall, limit: 2 },
    ];
    for (const { what, flags, ratio, limit } of ways) {
      const { calls, rounds } = (await measure('measure-native.js', library, ...flags)).value;
      const each = median(rounds.map(({ bridged }) => (1_000_000 * bridged.wallMs) / calls));
      const { value, how } = ratio(rounds.map(({ bridged, bare }) => ({ above: bridged, below: bare })));
      yield {
        what,
        value,
        limit,
        how: `${calls.toLocaleString('en')} calls a round, ${each.toFixed(0)} ns each; ${how}`,
      };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
