// @mapi-kit/sdk/sync-worker: for databases whose functions only promise.

export {
  type CallableName,
  SyncWorker,
  type SyncWorkerArguments,
  type SyncWorkerOptions,
  type SyncWorkerResult,
} from './sync-worker/sync-worker.js';
