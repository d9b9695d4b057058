// Calls a function in a worker thread through SyncWorker, and in turn with that sends the same there and back by a bare
// postMessage and Atomics.wait; prints what that has cost in each round, as JSON.
//
//   node measure-sync-worker.js
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { SyncWorker } from '@mapi-kit/sdk/sync-worker';
import { costHere } from './cost.js';

const CALLS = 1000;
const REHEARSALS = 10;
const ROUNDS = 61;
const PAYLOAD = new Uint8Array(1024);

const BARE = `
  const { workerData: { port, flag } } = require('node:worker_threads');
  port.on('message', (message) => {
    port.postMessage(message);
    Atomics.add(flag, 0, 1);
    Atomics.notify(flag, 0);
  });
`;

/** A thread that sends back what it gets, and how to wait for it. */
function startBare() {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(BARE, { eval: true, workerData: { port: port2, flag }, transferList: [port2] });
  worker.unref();
  port1.unref();
  return (value) => {
    const seen = Atomics.load(flag, 0);
    port1.postMessage(value);
    Atomics.wait(flag, 0, seen);
    return receiveMessageOnPort(port1).message;
  };
}

function repeat(call) {
  for (let index = 0; index < CALLS; index++) {
    if (call(PAYLOAD).length !== PAYLOAD.length) throw new Error('another answer has come back');
  }
}

const bare = startBare();
const worker = new SyncWorker(new URL('sync-worker-module.js', import.meta.url));
const ours = (value) => worker.call('echo', value);
const rounds = [];
for (let round = 0; round < REHEARSALS + ROUNDS; round++) {
  const costs = { bare: costHere(() => repeat(bare)), ours: costHere(() => repeat(ours)) };
  if (round >= REHEARSALS) rounds.push(costs);
}
worker.close();
console.log(JSON.stringify({ calls: CALLS, bytes: PAYLOAD.length, rounds }));
