import { demand } from '../../com/demand.js';
import type { Guid } from '../../com/guid.js';
import { runHook } from '../../com/hook-failures.js';
import { MAPI_E_CALL_FAILED, MAPI_E_NO_SUPPORT } from '../../com/hresult-codes.js';
import {
  FLUSH_DOWNLOAD,
  FLUSH_UPLOAD,
  LOGON_NO_CONNECT,
  LOGON_NO_INBOUND,
  LOGON_NO_OUTBOUND,
  MAPI_TRANSPORT_PROVIDER,
  NOTIFY_CRITICAL_ERROR,
  NOTIFY_NEWMAIL,
  NOTIFY_SENTDEFERRED,
  STATUS_AVAILABLE,
  STATUS_FAILURE,
  STATUS_FLUSH_QUEUES,
  STATUS_INBOUND_ENABLED,
  STATUS_INBOUND_FLUSH,
  STATUS_OFFLINE,
  STATUS_OUTBOUND_ACTIVE,
  STATUS_OUTBOUND_ENABLED,
  STATUS_OUTBOUND_FLUSH,
  STATUS_VALIDATE_STATE,
} from '../../contract/flags.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { ENTRYID, MAPIUID } from '../../contract/structures.js';
import type { ProviderConfiguration } from '../common/abstract-provider.js';
import type { ExitHooks } from '../common/fast-shutdown.js';
import type { ProviderDefinition } from '../common/provider-definition.js';
import { refusePromise } from '../common/refuse-promise.js';
import { ProviderStatus } from '../common/status.js';
import { type Failure, fail, failureOf, isPromise } from '../objects/errors.js';
import type { ScopeCore } from '../objects/logon-scope.js';
import { OpenTables } from '../objects/open-tables.js';
import type { PropertyBag } from '../objects/property-bag.js';
import { type AbstractTransport, type TransportHooks, transportHooksOf } from './abstract-transport.js';
import { beginsSomething, bitsAfter } from './transport-events.js';
import type { TransportServices } from './transport-services.js';

/** An author's transport class: it is constructed without arguments. */
export type TransportClass = new () => AbstractTransport;

/** What is fixed for all provider objects of one entry point. */
export interface TransportDefinition extends ProviderDefinition {
  readonly transportClass: TransportClass;
  /** How long after an abandoned NotifyProcessShutdown work resumes by itself, in milliseconds. */
  readonly resumeAfter: number;
  /** The delay that the spooler is given when a hook throws MAPI_E_WAIT or MAPI_E_NETWORK_ERROR, in seconds. */
  readonly retrySeconds: number;
}

/** Where a transport is in a shutdown. */
export type TransportPhase = 'working' | 'notified' | 'persisted' | 'closed';

const stateBits = { available: STATUS_AVAILABLE, offline: STATUS_OFFLINE, failure: STATUS_FAILURE };

/** One logon of a transport: the author's instance, and what the spooler lets it do. */
export class TransportCore implements ScopeCore, TransportServices {
  readonly definition: TransportDefinition;
  readonly support: IMAPISupport;
  readonly dataDirectory: string;
  readonly settings: ReadonlyMap<string, string>;
  readonly hooks: TransportHooks;
  readonly exitHooks: ExitHooks;
  readonly status: ProviderStatus;
  readonly tables: OpenTables = new OpenTables();
  /** What the transport sends to, fixed at logon. */
  addressTypes: readonly string[] = [];
  addressUids: readonly MAPIUID[] = [];
  lastFailure: Failure | undefined;
  #bits = 0;
  #state: number = STATUS_AVAILABLE;
  #text = 'available';
  #mayConnect: boolean;
  #phase: TransportPhase = 'working';
  #resumeTimer: NodeJS.Timeout | undefined;
  #announced = false;
  #isOpen = false;
  #closed = false;
  #offered = 0;
  #heldBack: ENTRYID[] = [];

  constructor(
    definition: TransportDefinition,
    support: IMAPISupport,
    profile: ProviderConfiguration,
    logonFlags: number,
  ) {
    this.definition = definition;
    this.support = support;
    this.dataDirectory = profile.dataDirectory;
    this.settings = profile.settings;
    const methods = STATUS_VALIDATE_STATE | STATUS_FLUSH_QUEUES;
    this.status = new ProviderStatus(support, definition.displayName, MAPI_TRANSPORT_PROVIDER, methods);
    this.#mayConnect = (logonFlags & LOGON_NO_CONNECT) === 0;
    if ((logonFlags & LOGON_NO_INBOUND) === 0) this.#bits |= STATUS_INBOUND_ENABLED;
    if ((logonFlags & LOGON_NO_OUTBOUND) === 0) this.#bits |= STATUS_OUTBOUND_ENABLED;
    const { transportClass } = definition;
    this.hooks = transportHooksOf(runHook(transportClass, 'constructor', () => new transportClass()));
    this.exitHooks = {
      supportsFastShutdown: () => this.hooks.supportsFastShutdown(),
      prepareForExit: () => this.#prepareForExit(),
      persistForExit: () => this.#persistForExit(),
    };
  }

  /** Calls the author's open hook, reads the address types, and adds the status row. */
  open(): void {
    refusePromise('open', this.hooks.open(this));
    this.#isOpen = true;
    this.addressTypes = checkedAddressTypes(refusePromise('addressTypes', this.hooks.addressTypes()));
    this.addressUids = [...refusePromise('addressUids', this.hooks.addressUids())];
    refusePromise('opened', this.hooks.opened());
    this.status.announce(this.#state | this.#bits);
    this.#announced = true;
  }

  get phase(): TransportPhase {
    return this.#phase;
  }

  get maySend(): boolean {
    return this.#phase === 'working' && this.#mayConnect && (this.#bits & STATUS_OUTBOUND_ENABLED) !== 0;
  }

  get mayReceive(): boolean {
    return this.#phase === 'working' && this.#mayConnect && (this.#bits & STATUS_INBOUND_ENABLED) !== 0;
  }

  /** TransportNotify: the events that change what the transport may do. */
  event(flags: number): void {
    this.#bits = bitsAfter(this.#bits, flags);
    if (beginsSomething(flags)) this.#resume();
    this.#changed();
  }

  /** FlushQueues: sets the flush bits, which the spooler then acts on. */
  flush(flags: number): void {
    if ((flags & FLUSH_UPLOAD) !== 0) this.#bits |= STATUS_OUTBOUND_FLUSH;
    if ((flags & FLUSH_DOWNLOAD) !== 0) this.#bits |= STATUS_INBOUND_FLUSH;
    this.#resume();
    this.#changed();
  }

  /** ValidateState: connections may be made from now on, or no longer. */
  connect(allowed: boolean): void {
    this.#mayConnect = allowed;
    this.#changed();
  }

  reportSent(entryId: ENTRYID): void {
    if (this.#phase === 'closed') return;
    if (this.#offered > 0) this.#heldBack.push(entryId);
    else demand(this.support.SpoolerNotify(NOTIFY_SENTDEFERRED, entryId), 'SpoolerNotify');
  }

  /** A message is between SubmitMessage and EndMessage: until then the spooler does not know that it is deferred. */
  offered(): void {
    this.#offered += 1;
  }

  /** The spooler is done with offering a message. */
  handedOver(): void {
    this.#offered -= 1;
    if (this.#offered > 0 || this.#heldBack.length === 0) return;
    const reports = this.#heldBack;
    this.#heldBack = [];
    setImmediate(() => {
      for (const entryId of reports) this.#quietly(() => this.reportSent(entryId));
    });
  }

  reportNewMail(): void {
    if (this.mayReceive) demand(this.support.SpoolerNotify(NOTIFY_NEWMAIL, null), 'SpoolerNotify');
  }

  reportState(state: 'available' | 'offline' | 'failure', text: string): void {
    this.#state = stateBits[state];
    this.#text = text;
    this.showState();
  }

  reportCriticalError(): void {
    if (this.#phase !== 'closed') demand(this.support.SpoolerNotify(NOTIFY_CRITICAL_ERROR, null), 'SpoolerNotify');
  }

  showSending(sending: boolean): void {
    this.#bits = sending ? this.#bits | STATUS_OUTBOUND_ACTIVE : this.#bits & ~STATUS_OUTBOUND_ACTIVE;
    this.showState();
  }

  /** Brings the status row up to date. */
  showState(): void {
    if (this.#announced && this.#phase !== 'closed') this.status.set(this.#state | this.#bits, this.#text);
  }

  /**
   * Calls the author's close hook, until it has succeeded, and not when open has failed: a hook that saves everything would
   * replace the data by the part of it that was read. Whatever the hook says, nothing more is begun from here on.
   */
  close(): void {
    if (this.#closed) return;
    this.#phase = 'closed';
    clearTimeout(this.#resumeTimer);
    if (this.#isOpen) refusePromise('close', this.hooks.close());
    this.#closed = true;
  }

  state(): PropertyBag {
    return fail(MAPI_E_NO_SUPPORT, 'a transport has no named properties');
  }

  updateState(): void {
    fail(MAPI_E_NO_SUPPORT, 'a transport has no named properties');
  }

  #prepareForExit(): unknown {
    if (this.#phase === 'working') this.#phase = 'notified';
    this.#resumeLater();
    return this.hooks.prepareForExit();
  }

  #persistForExit(): unknown {
    clearTimeout(this.#resumeTimer);
    try {
      // A promise has persisted nothing yet; it is handed on as it is.
      const result: unknown = this.hooks.persistForExit();
      if (isPromise(result)) return result;
    } catch (error) {
      this.#resumeLater();
      throw error;
    }
    if (this.#phase !== 'closed') this.#phase = 'persisted';
    return undefined;
  }

  #resumeLater(): void {
    if (this.#phase !== 'notified') return;
    clearTimeout(this.#resumeTimer);
    this.#resumeTimer = setTimeout(() => this.#resumeByItself(), this.definition.resumeAfter).unref();
  }

  /** The client has given up the shutdown. After DoFastShutdown nothing resumes: the process is about to end. */
  #resume(): void {
    clearTimeout(this.#resumeTimer);
    if (this.#phase === 'notified') this.#phase = 'working';
  }

  #resumeByItself(): void {
    this.#resume();
    this.#quietly(() => this.#changed());
  }

  /** Nobody called, so nobody can be told; the next call of the spooler meets the same trouble. */
  #quietly(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.lastFailure = failureOf(error);
    }
  }

  #changed(): void {
    this.showState();
    refusePromise('activityChanged', this.hooks.activityChanged());
  }
}

/** The identifiers as the spooler compares them, in the author's order. */
function checkedAddressTypes(types: readonly string[]): readonly string[] {
  const usable = Array.isArray(types) && types.every((type) => typeof type === 'string' && type !== '');
  if (!usable) fail(MAPI_E_CALL_FAILED, 'addressTypes() returned something else than names of address types');
  return [...types];
}

/** Tells whether a MAPIUID is one of some. */
export function includesUid(uids: readonly MAPIUID[], uid: Guid | undefined): boolean {
  return uid !== undefined && uids.includes(uid);
}
