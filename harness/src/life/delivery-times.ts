/**
 * How long a message is waited for that is not to be delivered at once, and that a transport has, in milliseconds: some look
 * once a minute which of them are due.
 */
export const DEFERRED_PATIENCE_MS = 65_000;
