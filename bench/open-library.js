// A library in this process, without the bridge.
import { addressOf, copyMemory, fromLibc } from '../harness/dist/native/ffi.js';

const text = (value) => Buffer.from(`${value}\0`);

/** Loads a library; gives what finds its functions. */
export function openLibrary(file) {
  const path = text(file);
  const handle = fromLibc('dlopen', 'u64', ['u64', 'i32'])(addressOf(path), 2);
  if (handle === 0) throw new Error(`${file} cannot be loaded`);
  const symbol = fromLibc('dlsym', 'u64', ['u64', 'u64']);
  return (name) => symbol(handle, addressOf(text(name)));
}

export function pointerAt(address) {
  const cell = Buffer.alloc(8);
  copyMemory(addressOf(cell), address, 8);
  return Number(cell.readBigUInt64LE());
}
