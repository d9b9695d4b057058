import { Buffer } from 'node:buffer';
import { WINDOWS_ALLOCATORS } from '../allocators-code.js';
import {
  type Address,
  addressInLibrary,
  addressOf,
  type CFunction,
  type CType,
  copyMemory,
  fromLibrary,
  isInLibrary,
} from '../ffi.js';
import { WINDOWS_THREADS } from '../threads-code.js';
import type { System } from './system.js';

const MEM_COMMIT_RESERVE = 0x3000;
const PAGE_READWRITE = 0x04;
const PAGE_EXECUTE_READWRITE = 0x40;
const GENERIC_READ_WRITE = 0xc0000000;
const FILE_SHARE_ALL = 7;
const OPEN_EXISTING = 3;
const FILE_MAP_READ_WRITE = 6;
/** What a library needs is looked for in its own folder first. */
const LOAD_WITH_ALTERED_SEARCH_PATH = 8;
const INVALID_HANDLE = 0xffff_ffff_ffff_ffffn;
const STACK_IS_RESERVED = 0x10000;
const CURRENT_THREAD = 0xffff_ffff_ffff_fffen;

/** Errors of the loader. Windows' own texts are in the language of the machine, and have `%1` in them. */
const LOAD_ERRORS: ReadonlyMap<number, string> = new Map([
  [2, 'the file is not there'],
  [5, 'access to it is denied'],
  [126, 'it, or a DLL that it needs, was not found'],
  [127, 'a DLL that it needs lacks a function'],
  [193, 'it is no DLL for 64-bit Windows'],
  [998, 'its DllMain made an access violation'],
  [1114, 'its DllMain did not return TRUE'],
]);

/** 64-bit Windows, and Wine. */
export function windows(): System {
  if (isInLibrary('ntdll.dll', 'wine_get_version')) keepExceptionsWorking();
  const kernel = (name: string, result: CType, parameters: readonly CType[]): CFunction =>
    fromLibrary('kernel32.dll', name, result, parameters);
  const virtualAlloc = kernel('VirtualAlloc', 'u64', ['u64', 'u64', 'u32', 'u32']);
  const createFile = kernel('CreateFileW', 'u64', ['u64', 'u32', 'u32', 'u64', 'u32', 'u32', 'u64']);
  const createFileMapping = kernel('CreateFileMappingW', 'u64', ['u64', 'u64', 'u32', 'u32', 'u32', 'u64']);
  const mapView = kernel('MapViewOfFile', 'u64', ['u64', 'u32', 'u32', 'u32', 'u64']);
  const addressInKernel = (name: string): Address => addressInLibrary('kernel32.dll', name);
  const createSemaphore = kernel('CreateSemaphoreW', 'u64', ['u64', 'i32', 'i32', 'u64']);
  // What an address was taken of has to stay: nothing else tells the garbage collector that it is used.
  const mappedPaths: Buffer[] = [];
  const pathBytes = (file: string): Buffer => Buffer.from(`${file}\0`, 'utf16le');
  return {
    allocators: WINDOWS_ALLOCATORS,
    runnable: (bytes) => {
      const page = virtualAlloc(0, bytes, MEM_COMMIT_RESERVE, PAGE_EXECUTE_READWRITE);
      if (page === 0) throw new Error('the system gives no memory that can be run');
      return page;
    },
    // The descriptor is one of Node's own C runtime, which gives its handle to nobody: the file is opened once more.
    mapFile: (file, _, bytes) => {
      const path = pathBytes(file);
      mappedPaths.push(path);
      const handle = createFile(addressOf(path), GENERIC_READ_WRITE, FILE_SHARE_ALL, 0, OPEN_EXISTING, 0, 0);
      if (BigInt(handle) === INVALID_HANDLE) return null;
      const mapping = createFileMapping(handle, 0, PAGE_READWRITE, 0, bytes, 0);
      const page = mapping === 0 ? 0 : mapView(mapping, FILE_MAP_READ_WRITE, 0, 0, bytes);
      return page === 0 ? null : page;
    },
    pathBytes,
    loader: (functionAt) => {
      // Looked up beforehand: to look up a function may forget the last error.
      const loadLibrary = functionAt(addressInKernel('LoadLibraryExW'), 'u64', ['u64', 'u64', 'u32']);
      const getProcAddress = functionAt(addressInKernel('GetProcAddress'), 'u64', ['u64', 'u64']);
      const getLastError = functionAt(addressInKernel('GetLastError'), 'u32', []);
      return {
        openLibrary: (path) => loadLibrary(path, 0, LOAD_WITH_ALTERED_SEARCH_PATH),
        functionIn: (library, name) => getProcAddress(library, name),
        loadError: () => {
          const code = getLastError();
          const words = LOAD_ERRORS.get(code);
          return words === undefined ? `error ${code} of Windows` : `${words} (error ${code} of Windows)`;
        },
      };
    },
    threads: {
      code: {
        ...WINDOWS_THREADS,
        functions: ['CreateSemaphoreW', 'WaitForSingleObject', 'ReleaseSemaphore', 'CloseHandle'].map(addressInKernel),
      },
      current: kernel('GetCurrentThreadId', 'u32', []),
      initialise: (semaphore, value) => {
        const handle = Buffer.alloc(8);
        handle.writeBigUInt64LE(BigInt(createSemaphore(0, value, 0x7fffffff, 0)));
        copyMemory(semaphore, addressOf(handle), handle.length);
      },
      start: (run, stackBytes) => {
        const create = kernel('CreateThread', 'u64', ['u64', 'u64', 'u64', 'u64', 'u32', 'u64']);
        if (create(0, stackBytes, run, 0, STACK_IS_RESERVED, 0) === 0)
          throw new Error('the system gives no thread for the calls of the library');
      },
    },
  };
}

/**
 * Wine compares where a thread keeps its list of exception handlers, which 64-bit Windows has none of, with the stack
 * pointer, which is in koffi's own stack during a call: unless the list is empty, an exception that the library itself
 * would catch does not reach it.
 */
function keepExceptionsWorking(): void {
  const thread = Buffer.alloc(48);
  const query = fromLibrary('ntdll.dll', 'NtQueryInformationThread', 'u32', ['u64', 'u32', 'u64', 'u32', 'u64']);
  if (query(CURRENT_THREAD, 0, addressOf(thread), thread.length, 0) !== 0) return;
  const block: Address = Number(thread.readBigUInt64LE(8));
  const none = Buffer.alloc(8, 0xff);
  copyMemory(block, addressOf(none), none.length);
}
