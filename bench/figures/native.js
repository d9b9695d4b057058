import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BenchError } from '../bench-error.js';
import { measure, ROOT, run } from '../processes.js';
import { median, ratioOf, ratioOfWall } from '../ratio.js';

/** Calls of a compiled library: one without arguments, as those of the shutdown interface are, and those of a message. */
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
    yield await messages(library);
    yield await memory(library);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function messages(library) {
  const { messages: count, rounds } = (await measure('measure-native-message.js', library)).value;
  const each = median(rounds.map(({ bridged }) => (1_000 * bridged.wallMs) / count));
  const { value, how } = ratioOf(rounds.map(({ bridged, byHand }) => ({ above: bridged, below: byHand })));
  return {
    what: 'a message of 72 properties through the bridge / by hand',
    value,
    limit: 1.4,
    how: `${count.toLocaleString('en')} messages a round, ${each.toFixed(1)} µs each: set, save, read, release; ${how}`,
  };
}

/** A few mebibytes are what the collector of garbage leaves to itself. */
async function memory(library) {
  const { calls, messages: count, callbacks, more } = (await measure('measure-native-memory.js', library)).value;
  const left = ['callbacks', 'files', 'blocks'].filter((name) => more[name] !== 0);
  return {
    what: 'memory after a million calls and 100,000 messages, MiB more',
    value: more.mib,
    limit: 8,
    how: `${calls.toLocaleString('en')} calls, ${count.toLocaleString('en')} messages of 72 properties; ${
      left.length === 0
        ? `${callbacks} callbacks, files and blocks as before`
        : left.map((name) => `${more[name]} ${name} more`).join(', ')
    }`,
    fault: left.length === 0 ? undefined : left.join(', '),
  };
}
