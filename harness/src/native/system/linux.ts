import { Buffer } from 'node:buffer';
import { LINUX_ALLOCATORS } from '../allocators-code.js';
import { type Address, fromLibc } from '../ffi.js';
import type { System } from './system.js';

const PROT_READ_WRITE = 3;
const PROT_READ_WRITE_EXEC = 7;
const MAP_SHARED = 1;
const MAP_PRIVATE_ANONYMOUS = 0x22;
const RTLD_NOW = 2;

/** Linux on x86-64. */
export function linux(): System {
  const map = fromLibc('mmap', 'u64', ['u64', 'u64', 'i32', 'i32', 'i32', 'i64']);
  // Looked up beforehand: to look up a function forgets what the loader had to say.
  const dlopen = fromLibc('dlopen', 'u64', ['u64', 'i32']);
  const dlsym = fromLibc('dlsym', 'u64', ['u64', 'u64']);
  const dlerror = fromLibc('dlerror', 'u64', []);
  return {
    allocators: LINUX_ALLOCATORS,
    runnable: (bytes) => {
      const page = map(0, bytes, PROT_READ_WRITE_EXEC, MAP_PRIVATE_ANONYMOUS, -1, 0);
      if (!Number.isSafeInteger(page)) throw new Error('the system gives no memory that can be run');
      return page;
    },
    mapFile: (_, descriptor, bytes) => {
      const page = map(0, bytes, PROT_READ_WRITE, MAP_SHARED, descriptor, 0);
      return Number.isSafeInteger(page) ? page : null;
    },
    pathBytes: (file) => Buffer.from(`${file}\0`, 'utf8'),
    openLibrary: (path) => dlopen(path, RTLD_NOW),
    functionIn: (library, name) => dlsym(library, name),
    loadError: (reader) => {
      const address: Address = dlerror();
      return address === 0 ? 'the system does not say why' : reader.ansi(address);
    },
  };
}
