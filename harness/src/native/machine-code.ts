import { type Address, viewOf } from './ffi.js';
import { SYSTEM } from './system/here.js';

/** Memory whose content can be run. */
export interface RunnableMemory {
  readonly address: Address;
  readonly bytes: Uint8Array;
}

/**
 * Maps memory for code, which stays for good.
 *
 * @param bytes - whole pages
 */
export function mapRunnable(bytes: number): RunnableMemory {
  const address = SYSTEM.runnable(bytes);
  return { address, bytes: new Uint8Array(viewOf(address, bytes)) };
}

/**
 * Tells code where its data is: the compiler has put the address of a field where the code needs it, the placeholder and a
 * few bytes more.
 *
 * @param code - of which nothing runs yet
 * @param placeholder - what it was compiled with
 * @param bytes - how large the data is
 * @param data - where it is
 */
export function pointToData(code: Uint8Array, placeholder: bigint, bytes: number, data: Address): void {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  for (let at = 0; at + 8 <= view.byteLength; at += 1) {
    const field = view.getBigUint64(at, true) - placeholder;
    if (field >= 0n && field < BigInt(bytes)) view.setBigUint64(at, BigInt(data) + field, true);
  }
}
