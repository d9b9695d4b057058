import { MSG_UNLOCKED } from '../../contract/flags.js';
import type { ENTRYID } from '../../contract/structures.js';
import type { SpoolerStore } from './spooler-store.js';
import type { SpoolerTransport } from './spooler-transport.js';

/**
 * Where a message stands with a transport.
 *
 * `waits`: offered again in a later pass, not before a time. `deferred`: the transport keeps it until it says
 * NOTIFY_SENTDEFERRED. `passed`: the transport has done what it could, or does not want it. `lost`: the transport cannot
 * be used any more.
 */
export type Standing =
  | { readonly kind: 'waits'; readonly pass: number; readonly until: number }
  | { readonly kind: 'deferred' }
  | { readonly kind: 'passed' }
  | { readonly kind: 'lost' };

/** One pass over the outgoing queues. */
export interface Pass {
  /** Which pass it is, counted. */
  readonly number: number;
  /** Whether messages are offered although the time that a transport asked for is not over. */
  readonly force: boolean;
  /** The transports that are offered messages. */
  readonly accepts: (transport: SpoolerTransport) => boolean;
}

/** A queued message while the spooler is busy with it: what has to be remembered from pass to pass. */
export class PendingMessage {
  /** The store in whose queue it is. */
  readonly store: SpoolerStore;
  /** Its entry id. */
  readonly entryId: ENTRYID;
  /** The same as a string, to look it up by. */
  readonly key: string;
  /** The recipients that are done with, also where that could not be saved. */
  readonly done: Set<number> = new Set();
  /** The recipients that were masked for the transport that was asked last; it may have saved them so. */
  masked: ReadonlySet<number> = new Set();
  /** What each transport has made of it. */
  readonly standings: Map<SpoolerTransport, Standing> = new Map();
  /** Whether the spooler has locked it in its store. */
  isLocked = false;
  /** The pass in which the message could not be worked on at all. */
  failedIn: number | undefined;
  /** Whether the message has been offered before. */
  wasOffered = false;

  constructor(store: SpoolerStore, entryId: ENTRYID, key: string) {
    this.store = store;
    this.entryId = entryId;
    this.key = key;
  }

  /** Whether a transport keeps the message that can still report it. */
  get isDeferred(): boolean {
    for (const [transport, { kind }] of this.standings) if (kind === 'deferred' && transport.isUsable) return true;
    return false;
  }

  /** When a transport wants the message again at the earliest; undefined when none waits. */
  get dueAt(): number | undefined {
    let earliest: number | undefined;
    for (const standing of this.standings.values()) {
      if (standing.kind !== 'waits') continue;
      earliest = earliest === undefined ? standing.until : Math.min(earliest, standing.until);
    }
    return earliest;
  }

  /** Gives the message back to the clients of its store. */
  unlock(): void {
    const message = this.store.openMessage(this.entryId);
    if (message === null) return;
    this.store.SetLockState(message, MSG_UNLOCKED);
    message.Release();
    this.isLocked = false;
  }

  /** Whether there is something to do for the message in this pass. */
  isDue(pass: Pass, now: number): boolean {
    if (!this.wasOffered || (this.failedIn !== undefined && this.failedIn < pass.number)) return true;
    for (const transport of this.standings.keys()) if (this.isTurnOf(transport, pass, now)) return true;
    return false;
  }

  /** Whether a transport with which the message has a standing may be called now, or has gone since. */
  isTurnOf(transport: SpoolerTransport, pass: Pass, now: number): boolean {
    const standing = this.standings.get(transport);
    if (standing === undefined) return true;
    if (standing.kind === 'passed' || standing.kind === 'lost') return false;
    if (!transport.isUsable) return true;
    if (standing.kind === 'deferred') return transport.sentDeferred.has(this.key);
    return standing.pass < pass.number && (pass.force || standing.until <= now);
  }
}
