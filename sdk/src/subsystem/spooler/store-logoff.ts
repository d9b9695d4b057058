import {
  FLUSH_DOWNLOAD,
  FLUSH_NO_UI,
  FLUSH_UPLOAD,
  LOGOFF_ABORT,
  LOGOFF_COMPLETE,
  LOGOFF_INBOUND,
  LOGOFF_NO_WAIT,
  LOGOFF_ORDERLY,
  LOGOFF_OUTBOUND,
  LOGOFF_OUTBOUND_QUEUE,
  LOGOFF_PURGE,
  LOGOFF_QUIET,
  STATUS_INBOUND_ACTIVE,
  STATUS_OUTBOUND_ACTIVE,
} from '../../contract/flags.js';
import type { SpoolerTransport } from './spooler-transport.js';

const logoffFlags: readonly number[] = [LOGOFF_NO_WAIT, LOGOFF_ORDERLY, LOGOFF_PURGE, LOGOFF_ABORT, LOGOFF_QUIET];

/** The spooler, as far as letting a store go needs it. */
export interface StoreLogoffHost {
  /** What the spooler is doing with the store in this very moment. */
  readonly underWay: 'inbound' | 'outbound' | undefined;
  readonly transports: readonly SpoolerTransport[];
  /** Whether another user has the store open, so that the call is ignored. */
  readonly isShared: boolean;
  /** Whether the store is the one that receives. */
  isInbox(): boolean;
  /** Offers the messages that are ready to the transports. */
  sendReady(): void;
  /** Brings in what is on its way. */
  receiveReady(): void;
  flush(flags: number): void;
  /** Whether messages of the store are in its outgoing queue. */
  hasQueue(): boolean;
  /** Lets go of the store, at once or as soon as the message under way is done. */
  release(): void;
}

/**
 * IMAPISupport::StoreLogoffTransports.
 *
 * LOGOFF_ABORT and LOGOFF_QUIET do nothing while a transport is active, and say so. LOGOFF_NO_WAIT sends what is ready,
 * and for the store that receives brings in what is waiting and ends reception; LOGOFF_PURGE flushes the transports as
 * well; LOGOFF_ORDERLY begins nothing new.
 *
 * @param flags - one LOGOFF_ flag
 * @returns LOGOFF_COMPLETE when the store is free, and what is left; undefined when it is not exactly one flag
 */
export function logStoreOff(host: StoreLogoffHost, flags: number): number | undefined {
  if (!logoffFlags.includes(flags)) return undefined;
  if (host.isShared) {
    host.release();
    return LOGOFF_COMPLETE;
  }
  const activity = activityOf(host);
  if (activity !== 0 && (flags === LOGOFF_ABORT || flags === LOGOFF_QUIET)) return activity;
  if (host.underWay !== undefined) {
    // The call came out of the transport that has the message; the spooler goes on when it returns.
    host.release();
    return activity;
  }
  if (flags === LOGOFF_NO_WAIT || flags === LOGOFF_PURGE) {
    host.sendReady();
    const isInbox = host.isInbox();
    if (isInbox) host.receiveReady();
    if (flags === LOGOFF_PURGE) host.flush(FLUSH_UPLOAD | FLUSH_NO_UI | (isInbox ? FLUSH_DOWNLOAD : 0));
    if (isInbox) for (const transport of host.transports) transport.endInbound();
  }
  const left = host.hasQueue() ? LOGOFF_OUTBOUND_QUEUE : 0;
  host.release();
  return LOGOFF_COMPLETE | left;
}

function activityOf({ underWay, transports }: StoreLogoffHost): number {
  let activity = 0;
  if (underWay === 'inbound') activity |= LOGOFF_INBOUND;
  if (underWay === 'outbound') activity |= LOGOFF_OUTBOUND;
  for (const { status, isUsable } of transports) {
    if (isUsable && (status & STATUS_INBOUND_ACTIVE) !== 0) activity |= LOGOFF_INBOUND;
    if (isUsable && (status & STATUS_OUTBOUND_ACTIVE) !== 0) activity |= LOGOFF_OUTBOUND;
  }
  return activity;
}
