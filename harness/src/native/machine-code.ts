import { type Address, fromLibc, viewOf } from './ffi.js';

const PROT_READ_WRITE_EXEC = 7;
const MAP_PRIVATE_ANONYMOUS = 0x22;

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
  const map = fromLibc('mmap', 'u64', ['u64', 'u64', 'i32', 'i32', 'i32', 'i64']);
  const address = map(0, bytes, PROT_READ_WRITE_EXEC, MAP_PRIVATE_ANONYMOUS, -1, 0);
  if (!Number.isSafeInteger(address)) throw new Error('the system gives no memory that can be run');
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
