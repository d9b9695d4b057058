import type { MessagePort } from 'node:worker_threads';
import type { CarriedError } from './carried-error.js';

// What goes between a SyncWorker and its thread. Calls are numbered from 1 on, and done one after the other.

/** In the shared flags: how many answers there have been; whoever waits is woken by a change. */
export const ANSWERS = 0;
/** In the shared flags: the number of the last call that its caller has given up. */
export const GIVEN_UP = 1;

/** What the thread is started with. */
export interface ThreadStart {
  /** The URL of the author's module. */
  readonly module: string;
  readonly port: MessagePort;
  /** {@link ANSWERS} and {@link GIVEN_UP}. */
  readonly flags: Int32Array;
}

/** A call of a function of the author's module. */
export interface CallRequest {
  readonly n: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

/** To the thread. */
export type Request = CallRequest | { readonly n: number; readonly end: true };

/** What became of a request. */
export type Outcome =
  | { readonly value: unknown }
  | { readonly error: CarriedError }
  /** Nobody waited any more when its turn came: it was not begun. */
  | { readonly dropped: true }
  /** There is no such function; there are these. */
  | { readonly unknown: readonly string[] };

/** Of a thread that has ended by itself, or could not begin. */
export interface ThreadEnd {
  readonly exitCode: number;
  /** Absent where it called `process.exit`. */
  readonly error?: CarriedError;
}

/** From the thread. */
export type Answer = (Outcome & { readonly n: number }) | { readonly ended: ThreadEnd };
