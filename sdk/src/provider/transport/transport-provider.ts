import type { XPPROVIDERINIT } from '../../contract/entry-points.js';
import { checkedDisplayName, checkProviderClass, entryPoint, type ProviderOptions } from '../common/provider-class.js';
import { AbstractTransport } from './abstract-transport.js';
import { AbstractQueueingTransport } from './queueing-transport.js';
import type { TransportClass, TransportDefinition } from './transport-core.js';
import { XPProvider } from './xp-provider.js';

/** What {@link transportProvider} can be told besides the class. */
export interface TransportOptions extends ProviderOptions {
  /** What users see as the name of the transport; the class's name unless given. */
  readonly displayName?: string | undefined;
  /** How long after an abandoned NotifyProcessShutdown work resumes by itself, in milliseconds; 2,000 unless given. */
  readonly resumeAfter?: number | undefined;
  /** The delay that the spooler is told when submit throws MAPI_E_WAIT or MAPI_E_NETWORK_ERROR, in seconds; 60 unless given. */
  readonly retrySeconds?: number | undefined;
}

const queueingHooks = ['addressTypes', 'storeOutbound', 'removeOutbound', 'listOutbound', 'deliver'] as const;
const optionalHooks = [
  'addressUids',
  'supportsEmbeddedMessages',
  'finished',
  'cancelled',
  'activityChanged',
  'poll',
  'receive',
  'received',
  'idle',
  'validate',
] as const;

/**
 * Makes the entry point of a transport out of an author's class; export it as `XPProviderInit`.
 *
 * Each call of the entry point makes a new provider object, which also answers IMAPIProviderShutdown. It fails with
 * MAPI_E_VERSION when MAPI's SPI version is older than CURRENT_SPI_VERSION.
 *
 * @param transportClass - a subclass of {@link AbstractTransport} that has the required hooks
 * @param options - the name, and delays
 * @throws TypeError when the class or an option is unusable; the message names the hook that is missing
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/xpproviderinit
 */
export function transportProvider(transportClass: TransportClass, options: TransportOptions = {}): XPPROVIDERINIT {
  checkProviderClass(transportClass, {
    entry: 'transportProvider',
    base: AbstractTransport,
    what: 'a transport',
    required: requiredHooks,
    optional: optionalHooks,
  });
  const definition: TransportDefinition = {
    transportClass,
    displayName: checkedDisplayName(options.displayName, transportClass.name, 'transport'),
    ledger: options.ledger,
    resumeAfter: checkedDelay('resumeAfter', options.resumeAfter ?? 2000),
    retrySeconds: checkedDelay('retrySeconds', options.retrySeconds ?? 60),
  };
  return entryPoint(() => new XPProvider(definition));
}

function requiredHooks(prototype: object): readonly string[] {
  if (prototype instanceof AbstractQueueingTransport) return queueingHooks;
  // A transport that is polled has to have something to give.
  return 'poll' in prototype ? ['addressTypes', 'submit', 'receive'] : ['addressTypes', 'submit'];
}

function checkedDelay(name: string, value: number): number {
  if (typeof value !== 'number' || !(value >= 0) || value === Number.POSITIVE_INFINITY) {
    throw new TypeError(`${name} is a number that is not negative; got ${String(value)}`);
  }
  return value;
}
