import { Buffer } from 'node:buffer';
import { LINUX_ALLOCATORS } from '../allocators-code.js';
import { type Address, addressInLibc, addressOf, fromLibc } from '../ffi.js';
import { LINUX_THREADS } from '../threads-code.js';
import type { System } from './system.js';

const PROT_READ_WRITE = 3;
const PROT_READ_WRITE_EXEC = 7;
const MAP_SHARED = 1;
const MAP_PRIVATE_ANONYMOUS = 0x22;
const RTLD_NOW = 2;
const PTHREAD_ATTR_BYTES = 56;

/** Linux on x86-64. */
export function linux(): System {
  const map = fromLibc('mmap', 'u64', ['u64', 'u64', 'i32', 'i32', 'i32', 'i64']);
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
    loader: (functionAt) => {
      // Looked up beforehand: to look up a function forgets what the loader had to say.
      const dlopen = functionAt(addressInLibc('dlopen'), 'u64', ['u64', 'i32']);
      const dlsym = functionAt(addressInLibc('dlsym'), 'u64', ['u64', 'u64']);
      const dlerror = functionAt(addressInLibc('dlerror'), 'u64', []);
      return {
        openLibrary: (path) => dlopen(path, RTLD_NOW),
        functionIn: (library, name) => dlsym(library, name),
        loadError: (reader) => {
          const address: Address = dlerror();
          return address === 0 ? 'the system does not say why' : reader.ansi(address);
        },
      };
    },
    threads: {
      code: { ...LINUX_THREADS, functions: ['sem_init', 'sem_wait', 'sem_post', 'sem_destroy'].map(addressInLibc) },
      current: fromLibc('pthread_self', 'u64', []),
      initialise: (semaphore, value) => {
        fromLibc('sem_init', 'i32', ['u64', 'i32', 'u32'])(semaphore, 0, value);
      },
      start: (run, stackBytes) => {
        const [attributes, thread] = [Buffer.alloc(PTHREAD_ATTR_BYTES), Buffer.alloc(8)];
        fromLibc('pthread_attr_init', 'i32', ['u64'])(addressOf(attributes));
        fromLibc('pthread_attr_setstacksize', 'i32', ['u64', 'u64'])(addressOf(attributes), stackBytes);
        const create = fromLibc('pthread_create', 'i32', ['u64', 'u64', 'u64', 'u64']);
        const failure = create(addressOf(thread), addressOf(attributes), run, 0);
        if (failure !== 0)
          throw new Error(`the system gives no thread for the calls of the library (errno ${failure})`);
      },
    },
  };
}
