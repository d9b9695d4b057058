import type { Buffer } from 'node:buffer';
import type { AllocatorsCode } from '../allocators-code.js';
import type { Address, CFunction, CType } from '../ffi.js';
import type { Reader } from '../reader.js';
import type { ThreadsCode } from '../threads-code.js';

/** Loads libraries. */
export interface Loader {
  /** Loads the library at a path; 0: see {@link loadError}. */
  openLibrary(path: Address): Address;
  /** The function of a library by a name in ASCII that ends with 0; 0: it has none. */
  functionIn(library: Address, name: Address): Address;
  /** Why the last library was not loaded, in words. */
  loadError(reader: Reader): string;
}

/** What is needed for threads: see Threads. */
export interface ThreadsOfSystem {
  readonly code: ThreadsCode;
  /** By what its code knows the present thread. */
  current(): number;
  /** Makes a semaphore of 32 bytes. */
  initialise(semaphore: Address, value: number): void;
  /** Starts a thread. */
  start(run: Address, stackBytes: number): void;
}

/** What the bridge needs of an operating system besides its C library. */
export interface System {
  readonly threads: ThreadsOfSystem;
  /** @param functionAt - makes a function callable */
  loader(functionAt: (address: Address, result: CType, parameters: readonly CType[]) => CFunction): Loader;
  /** The allocators, compiled for its calling convention. */
  readonly allocators: AllocatorsCode;
  /** Takes memory whose content can be run, for good. */
  runnable(bytes: number): Address;
  /**
   * Maps the beginning of a file, so that it can be read when the process is no more.
   *
   * @param file - its path
   * @param descriptor - at which it is open for reading and writing
   * @returns null: that is not possible
   */
  mapFile(file: string, descriptor: number, bytes: number): Address | null;
  /** A path as the loader of libraries reads it, with its end. */
  pathBytes(file: string): Buffer;
}
