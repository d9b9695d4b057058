// Sets 72 properties of a message of a compiled library, saves it and reads them, through the bridge and in turn with that by
// hand in Buffers. Prints what that has cost in each round, as JSON.
//
//   node measure-native-message.js LIBRARY
import assert from 'node:assert/strict';
import { costHere } from './cost.js';
import { nativeMessage } from './native-message.js';

const MESSAGES = 5_000;
const REHEARSALS = 3;
const ROUNDS = 21;

const { bridged, byHand, values } = nativeMessage(process.argv[2]);
for (const way of [bridged, byHand]) {
  const read = way().map(({ tag, value }) => ({ tag: tag >>> 0, value }));
  assert.deepEqual(read, values);
}

const times = (way) => () => {
  for (let message = 0; message < MESSAGES; message++) way();
};
const rounds = [];
for (let round = 0; round < REHEARSALS + ROUNDS; round++) {
  const costs = { byHand: costHere(times(byHand)), bridged: costHere(times(bridged)) };
  if (round >= REHEARSALS) rounds.push(costs);
}
console.log(JSON.stringify({ messages: MESSAGES, rounds }));
