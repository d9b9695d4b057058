// What a SyncWorker calls in the tests.
import { setTimeout as sleep } from 'node:timers/promises';
import { E_UNEXPECTED, MAPI_E_NOT_ENOUGH_DISK, MapiError } from '@mapi-kit/sdk';

const done: string[] = [];

/** Waits, and notes that it was done. */
export async function slow(ms: number, name: string): Promise<string> {
  await sleep(ms);
  done.push(name);
  return name;
}

export const whatWasDone = (): readonly string[] => done;

export const echo = async (value: unknown): Promise<unknown> => value;

export const echoBytes = async (bytes: Uint8Array): Promise<Uint8Array> => bytes;

export const add = (a: number, b: number): number => a + b;

export const notAFunction = 7;

/** What a database throws: a class of its own, a code, and a cause. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code = 'LEVEL_IO_ERROR';
}

export async function throwDatabaseError(): Promise<never> {
  const cause = Object.assign(new RangeError('No space left on device'), { errno: -28 });
  throw new DatabaseError('the batch failed', { cause });
}

export function throwMapiError(): never {
  throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'the disk is full', { cause: new Error('ENOSPC') });
}

export function throwAggregate(): never {
  throw new AggregateError([new TypeError('first'), 'second'], 'two of them');
}

export function throwItself(): never {
  const error = new Error('circular');
  error.cause = error;
  throw error;
}

export function throwText(): never {
  throw 'only a text';
}

export const giveFunction = (): unknown => ({ inside: () => E_UNEXPECTED });

export const exit = (code: number): never => process.exit(code);

/** Fails where nobody awaits it. */
export function failLater(): Promise<never> {
  void Promise.reject(new Error('nobody caught this'));
  return new Promise(() => {});
}

/** For ever, without a turn of the event loop. */
export function hang(): void {
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
}

export async function useMemory(): Promise<never> {
  const kept: unknown[] = [];
  for (;;) kept.push(Array.from({ length: 100_000 }, (_, index) => ({ index })));
}

export function print(text: string): void {
  console.log(text);
  console.error(`${text} as an error`);
}

/** Leaves a timer behind. */
export const forgetTimer = (): void => void setInterval(() => {}, 1000);
