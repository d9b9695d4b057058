// Calls QueryFastShutdown of a compiled library through the bridge, and in turn with that by koffi alone; or on a thread of
// the library's own, in turn with threads that do nothing but wake each other. Prints what that has cost in each round, as
// JSON.
//
//   node measure-native.js LIBRARY [two-threads]
import { Bridge } from '../harness/dist/native/bridge.js';
import { functionAt } from '../harness/dist/native/ffi.js';
import { GIVEN } from '../harness/dist/native/interfaces/all.js';
import { costHere } from './cost.js';
import { openLibrary, pointerAt } from './open-library.js';

const hasTwoThreads = process.argv[3] === 'two-threads';
const CALLS = hasTwoThreads ? 5_000 : 1_000_000;
const REHEARSALS = 3;
const ROUNDS = 21;
const QUERY_FAST_SHUTDOWN = 3;

const find = openLibrary(process.argv[2]);
const self = functionAt(find('shutdown_object'), 'u64', [])();
const query = functionAt(pointerAt(pointerAt(self) + 8 * QUERY_FAST_SHUTDOWN), 'i32', ['u64']);
const handOver = functionAt(find('hand_over'), 'u32', ['u32']);
const object = new Bridge(GIVEN, hasTwoThreads).wrap(self, 'IMAPIProviderShutdown', true);

function bare() {
  let sum = 0;
  for (let call = 0; call < CALLS; call++) sum += query(self);
  return sum;
}

function bridged() {
  let sum = 0;
  for (let call = 0; call < CALLS; call++) sum += object.QueryFastShutdown();
  return sum;
}

const rounds = [];
for (let round = 0; round < REHEARSALS + ROUNDS; round++) {
  const costs = {
    bare: costHere(hasTwoThreads ? () => handOver(CALLS) : bare),
    bridged: costHere(bridged),
  };
  if (round >= REHEARSALS) rounds.push(costs);
}
console.log(JSON.stringify({ calls: CALLS, rounds }));
