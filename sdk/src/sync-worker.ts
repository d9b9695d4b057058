/**
 * For databases whose functions only promise: functions of a module, in a thread of its own, called synchronously.
 *
 * @example
 * ```ts
 * import { SyncWorker } from '@mapi-kit/sdk/sync-worker';
 *
 * const files = new SyncWorker<typeof import('node:fs/promises')>(new URL('node:fs/promises'));
 * files.call('writeFile', 'greeting', 'Hello');
 * console.log(files.call('readFile', 'greeting', 'utf8')); // Hello
 * files.kill();
 * ```
 *
 * @packageDocumentation
 */

export {
  type CallableName,
  SyncWorker,
  type SyncWorkerArguments,
  type SyncWorkerOptions,
  type SyncWorkerResult,
} from './sync-worker/sync-worker.js';
