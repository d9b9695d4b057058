import { appendFileSync, closeSync, fsyncSync, openSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { NeutralOperator } from '../mutant/mutant.js';

/** Writes in a thread that is told with shared memory, and waited for in the same turn. */
const THREAD = `
const { workerData } = require('node:worker_threads');
const { appendFileSync } = require('node:fs');
const state = new Int32Array(workerData.state);
try { appendFileSync(workerData.file, workerData.record); Atomics.store(state, 0, 1); }
catch { Atomics.store(state, 0, 2); }
Atomics.notify(state, 0);
`;

/**
 * Appends records to a file in one of the ways that lose nothing.
 *
 * @param records - the same content in one record, or in several
 */
export function appendOtherwise(file: string, records: readonly Uint8Array[], operator: NeutralOperator): void {
  for (const record of records) {
    if (operator === 'joined-thread') appendInThread(file, record);
    else appendFileSync(file, record);
  }
  if (operator === 'late-sync') sync(file);
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function appendInThread(file: string, record: Uint8Array): void {
  const state = new SharedArrayBuffer(4);
  const worker = new Worker(THREAD, { eval: true, workerData: { state, file, record } });
  worker.unref();
  const view = new Int32Array(state);
  Atomics.wait(view, 0, 0);
  if (Atomics.load(view, 0) !== 1) throw new Error(`${file} cannot be written`);
}
