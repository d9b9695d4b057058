// Makes a million calls of a compiled library, and then 100,000 messages of 72 properties. Prints what the process has more of
// after it than before, as JSON: memory, callbacks of koffi's, open files, blocks of MAPI's allocators.
//
//   node measure-native-memory.js LIBRARY
import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import koffi from 'koffi';
import { functionAt } from '../harness/dist/native/ffi.js';
import { nativeMessage } from './native-message.js';
import { openLibrary } from './open-library.js';

const CALLS = 1_000_000;
const MESSAGES = 100_000;
/** What is made once, and what compilers need, is there after these. */
const REHEARSALS = 20_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

const file = process.argv[2];
const { bridge, bridged } = nativeMessage(file);
const self = functionAt(openLibrary(file)('shutdown_object'), 'u64', [])();
const object = bridge.wrap(self, 'IMAPIProviderShutdown', true);
const times = (count, act) => {
  for (let index = 0; index < count; index++) act();
};
const query = () => object.QueryFastShutdown();

function now() {
  collect();
  collect();
  const { rss, heapTotal, heapUsed } = process.memoryUsage();
  return {
    // Without the room that V8 keeps for what comes next: once, after some hundred thousand messages, it takes 8 MiB more.
    mib: (rss - heapTotal + heapUsed) / 1_048_576,
    callbacks: koffi.stats().callbacks,
    files: readdirSync('/proc/self/fd').length,
    blocks: bridge.memory.allocators.count.blocks,
  };
}

times(REHEARSALS, query);
times(REHEARSALS, bridged);
const before = now();
times(CALLS, query);
times(MESSAGES, bridged);
const after = now();
const more = Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]]));
console.log(JSON.stringify({ calls: CALLS, messages: MESSAGES, callbacks: before.callbacks, more }));
