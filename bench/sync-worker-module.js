// What measure-sync-worker.js calls through a SyncWorker.
export const echo = (value) => value;
