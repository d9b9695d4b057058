import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_BUSY,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_W_ERRORS_RETURNED,
  S_OK,
} from '../../com/hresult-codes.js';
import {
  FLUSH_ASYNC_OK,
  FLUSH_DOWNLOAD,
  FLUSH_FORCE,
  FLUSH_NO_UI,
  FLUSH_UPLOAD,
  NOTIFY_CRITSEC,
  NOTIFY_END_INBOUND_FLUSH,
  NOTIFY_END_OUTBOUND_FLUSH,
  NOTIFY_NEWMAIL,
  NOTIFY_NONCRIT,
  NOTIFY_SENTDEFERRED,
  STATUS_OUTBOUND_FLUSH,
} from '../../contract/flags.js';
import type { IMessage } from '../../contract/imessage.js';
import type { ADRLIST, ENTRYID } from '../../contract/structures.js';
import type { SubsystemContext } from '../context.js';
import type { Profile } from '../profile.js';
import type { ProviderLogon } from '../provider-logon.js';
import { attempt } from '../results.js';
import type { SessionProviders } from '../session-providers.js';
import type { SpoolerRequests } from '../spooler-requests.js';
import { writeReports } from './delivery-reports.js';
import { entryIdKey } from './entry-id-key.js';
import { InboundFlow } from './inbound-flow.js';
import { Notices } from './notices.js';
import { OutboundQueue } from './outbound-queue.js';
import { emptyRound, type RoundTally, type SpoolerRound, type SpoolerRunOptions } from './round.js';
import type { SpoolerStore } from './spooler-store.js';
import { type OpenedStore, SpoolerStores } from './spooler-stores.js';
import { SpoolerTransport } from './spooler-transport.js';
import { logStoreOff } from './store-logoff.js';
import { inOfferingOrder } from './transport-choice.js';

const knownFlushFlags = FLUSH_UPLOAD | FLUSH_DOWNLOAD | FLUSH_FORCE | FLUSH_NO_UI | FLUSH_ASYNC_OK;

/** What the spooler of a session needs of it. */
export interface SessionSpoolerOptions {
  readonly context: SubsystemContext;
  readonly profile: Profile;
  readonly providers: SessionProviders;
}

/** The message that a transport has in this moment. */
interface UnderWay {
  readonly kind: 'inbound' | 'outbound';
  readonly store: SpoolerStore;
}

/** The spooler of one session: what it knows of transports and stores, and what it does with them when it is told to. */
export class SessionSpooler implements SpoolerRequests {
  readonly #context: SubsystemContext;
  readonly #providers: SessionProviders;
  readonly #stores: SpoolerStores;
  readonly #known = new Map<ProviderLogon, SpoolerTransport>();
  readonly #notices = new Notices();
  readonly #critical = new Set<ProviderLogon>();
  readonly #queue: OutboundQueue;
  readonly #inbound: InboundFlow;
  #underWay: UnderWay | undefined;
  #tally: RoundTally | undefined;
  #ended = false;

  constructor({ context, profile, providers }: SessionSpoolerOptions) {
    this.#context = context;
    this.#providers = providers;
    this.#stores = new SpoolerStores(context, profile, providers);
    this.#queue = new OutboundQueue({
      owner: this,
      shared: context.spooler,
      stores: () => this.#stores.open,
      transports: () => inOfferingOrder(this.#transports()),
      isComplete: () =>
        profile.providers.filter(({ kind }) => kind === 'transport').length ===
        this.#transports().filter(({ isUsable }) => isUsable).length,
      sending: (store) => {
        this.#underWay = store === undefined ? undefined : { kind: 'outbound', store };
      },
    });
    this.#inbound = new InboundFlow({
      inbox: () => this.#stores.inbox,
      mayPoll: () => this.#critical.size === 0,
      receiving: (store) => {
        this.#underWay = store === undefined ? undefined : { kind: 'inbound', store };
      },
    });
  }

  /** What providers said with SpoolerNotify, oldest first. */
  get notices(): Notices['latest'] {
    return this.#notices.latest;
  }

  /** When a message that waits may be offered again, in milliseconds since 1970. */
  get dueAt(): number | undefined {
    return this.#queue.dueAt;
  }

  /**
   * The entry ids in the outgoing queues; null while a store refuses the spooler or does not show its queue, and in the middle
   * of a round.
   */
  queued(): readonly ENTRYID[] | null {
    if (this.#tally !== undefined || this.#ended) return null;
    this.#stores.logOn();
    if (this.#stores.isRefused) return null;
    const queues = this.#stores.open.map((store) => store.queue().value);
    return queues.includes(null) ? null : queues.flatMap((queue) => (queue ?? []).map(({ entryId }) => entryId));
  }

  /** Whether the client of this session has a store open. */
  hasOpen(storeUid: string): boolean {
    return this.#stores.isKnown(storeUid);
  }

  /** A client has opened a store, and not without mail. */
  storeOpened(opened: OpenedStore): void {
    this.#stores.add(opened);
  }

  /** A client has closed a store. */
  storeClosed(client: ProviderLogon): void {
    const store = this.#stores.of(client);
    if (store !== undefined && this.#underWay?.store === store) store.isLeaving = true;
    else this.#stores.remove(client);
  }

  notify(record: ProviderLogon, flags: number, data: ENTRYID | null): void {
    this.#notices.add({ provider: record.identity, flags, data });
    if ((flags & NOTIFY_CRITSEC) !== 0) this.#critical.add(record);
    if ((flags & NOTIFY_NONCRIT) !== 0) this.#critical.delete(record);
    if (record.identity.kind !== 'transport' || this.#context.spooler.model === 'outlook-2002') return;
    if ((flags & NOTIFY_NEWMAIL) !== 0) this.#transportOf(record).hasNewMail = true;
    if ((flags & NOTIFY_SENTDEFERRED) !== 0 && data !== null)
      this.#transportOf(record).sentDeferred.add(entryIdKey(data));
  }

  statusRecips(message: IMessage, recipients: ADRLIST): HRESULT {
    const store = this.#underWay?.store ?? this.#stores.inbox;
    if (store === undefined) return MAPI_E_NOT_FOUND;
    return attempt(() => {
      const count = writeReports(store, message, recipients, this.#context.spooler.clock());
      if (this.#tally !== undefined) this.#tally.reports += count;
      return S_OK;
    });
  }

  storeLogoff(record: ProviderLogon, flags: number): number | undefined {
    const store = this.#stores.of(record);
    const shared = this.#context.spooler;
    return logStoreOff(
      {
        underWay: store !== undefined && this.#underWay?.store === store ? this.#underWay.kind : undefined,
        transports: record.isSpooler ? [] : this.#transports(),
        isShared: record.isSpooler || shared.isOpenElsewhere(this, record.entry.uid),
        isInbox: () => this.#stores.inbox?.client === record,
        sendReady: () => this.#alone({ inbound: false }),
        receiveReady: () => this.#alone({ outbound: false }),
        flush: (flushFlags) => this.FlushQueues(flushFlags),
        hasQueue: () => (this.#stores.of(record)?.queue().value ?? []).length > 0,
        release: () => {
          if (!record.isSpooler) this.storeClosed(record);
        },
      },
      flags,
    );
  }

  /** One round: logs on to new stores, sends, receives, and gives time to transports when there was nothing to do. */
  run(options: SpoolerRunOptions): SpoolerRound {
    return this.#round((tally) => {
      if (options.outbound ?? true) this.#queue.pass({ force: false, accepts: () => true }, tally);
      if (options.inbound ?? true) for (const transport of this.#transports()) this.#inbound.fetch(transport, tally);
      const isIdle = tally.finished + tally.received + tally.reports === 0 && this.#critical.size === 0;
      if (isIdle && (options.idle ?? true)) this.#idle();
    });
  }

  /** Flushes the transports: everything out, then everything in, as far as they go along. */
  FlushQueues(flags: number): HRESULT {
    if ((flags & ~knownFlushFlags) !== 0 || (flags & (FLUSH_UPLOAD | FLUSH_DOWNLOAD)) === 0)
      return MAPI_E_UNKNOWN_FLAGS;
    if (this.#tally !== undefined) return MAPI_E_BUSY;
    let refused = 0;
    this.#round((tally) => {
      const usable = this.#transports().filter(({ isUsable }) => isUsable);
      const flushing = usable.filter((transport) => transport.FlushQueues(flags));
      refused = usable.length - flushing.length;
      if ((flags & FLUSH_UPLOAD) !== 0) this.#flushOut(flushing, (flags & FLUSH_FORCE) !== 0, tally);
      if ((flags & FLUSH_DOWNLOAD) !== 0) this.#flushIn(flushing, tally);
      for (const transport of flushing) transport.isFlushing = false;
    });
    return refused === 0 ? S_OK : MAPI_W_ERRORS_RETURNED;
  }

  /** Takes a message out of the outgoing queue, unsent; MAPI_E_NOT_IN_QUEUE where none of the session's stores has it. */
  cancel(entryId: ENTRYID): HRESULT {
    if (this.#tally !== undefined || this.#ended) return MAPI_E_BUSY;
    this.#stores.logOn();
    return this.#queue.cancel(entryId);
  }

  /** Ends sending and receiving before the session logs its providers off, and lets go of the stores. */
  stop(): void {
    this.#ended = true;
    for (const transport of this.#transports()) {
      transport.endFlush();
      transport.endOutbound();
      transport.endInbound();
      for (const entryId of this.#queue.deferredBy(transport)) transport.abortDeferred(entryId);
    }
    this.#queue.clear();
    this.#stores.removeAll();
  }

  #flushOut(flushing: readonly SpoolerTransport[], force: boolean, tally: RoundTally): void {
    const accepts = (transport: SpoolerTransport): boolean =>
      flushing.includes(transport) && (transport.status & STATUS_OUTBOUND_FLUSH) !== 0;
    this.#queue.pass({ force, accepts }, tally);
    for (const transport of flushing) transport.endFlushPhase(NOTIFY_END_OUTBOUND_FLUSH);
  }

  #flushIn(flushing: readonly SpoolerTransport[], tally: RoundTally): void {
    for (const transport of flushing) {
      this.#inbound.flush(transport, tally);
      transport.endFlushPhase(NOTIFY_END_INBOUND_FLUSH);
    }
  }

  #idle(): void {
    for (const transport of this.#transports()) if (transport.wantsIdle && transport.isUsable) transport.Idle();
  }

  /** Does a piece of work, unless the spooler is in the middle of one, as it is when a provider calls back. */
  #round(work: (tally: RoundTally) => void): SpoolerRound {
    if (this.#tally !== undefined || this.#ended) return emptyRound();
    const tally = emptyRound();
    this.#tally = tally;
    try {
      tally.failures += this.#stores.logOn();
      const hasInbox = this.#stores.inbox !== undefined;
      for (const transport of this.#transports()) transport.begin(hasInbox);
      work(tally);
    } finally {
      this.#tally = undefined;
      for (const store of [...this.#stores.open]) if (store.isLeaving) this.#stores.remove(store.client);
    }
    return tally;
  }

  /** A round of its own for a store that is leaving; nothing when it is leaving in the middle of one. */
  #alone(options: SpoolerRunOptions): void {
    if (this.#transports().length > 0) this.run({ ...options, idle: false });
  }

  #transports(): SpoolerTransport[] {
    return this.#providers.logons
      .filter(({ identity }) => identity.kind === 'transport')
      .map((record) => this.#transportOf(record));
  }

  #transportOf(record: ProviderLogon): SpoolerTransport {
    const known = this.#known.get(record);
    if (known !== undefined) return known;
    const transport = new SpoolerTransport(this.#context, record);
    this.#known.set(record, transport);
    return transport;
  }
}
