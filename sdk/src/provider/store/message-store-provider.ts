import { createHash } from 'node:crypto';
import { type Guid, guidFromBytes, isGuid } from '../../com/guid.js';
import { MAPI_E_VERSION } from '../../com/hresult-codes.js';
import type { ReferenceLedger } from '../../com/reference-ledger.js';
import { failed, succeeded } from '../../com/result.js';
import type { MSPROVIDERINIT } from '../../contract/entry-points.js';
import { CURRENT_SPI_VERSION } from '../../contract/flags.js';
import type { MAPIUID } from '../../contract/structures.js';
import type { MessageStoreClass, ProviderDefinition } from '../common/provider-definition.js';
import { AbstractMessageStore } from './abstract-message-store.js';
import { MSProvider } from './ms-provider.js';
import { AbstractWriteBehindStore } from './write-behind-store.js';

/** What {@link messageStoreProvider} can be told besides the class. */
export interface MessageStoreOptions {
  /** What users see as the kind of store (`PR_PROVIDER_DISPLAY`), and as the store's first name; the class's name unless given. */
  readonly displayName?: string | undefined;
  /**
   * The MAPIUID of the provider, which is part of every entry id: hard-coded, and the same for ever.
   *
   * Unless given it is derived from the name of the class; give one before the class is renamed or minified.
   */
  readonly providerUid?: MAPIUID | undefined;
  /** Where the references of the provider's objects are counted. */
  readonly ledger?: ReferenceLedger | undefined;
}

const requiredHooks = ['read', 'list', 'write', 'remove'] as const;
const writeBehindHooks = ['commit', 'readCommitted', 'listCommitted'] as const;
const optionalHooks = ['open', 'supportsFastShutdown', 'prepareForExit', 'persistForExit', 'close'] as const;

/**
 * Makes the entry point of a message store out of an author's class; export it as `MSProviderInit`.
 *
 * Each call of the entry point makes a new provider object, which also answers IMAPIProviderShutdown. It fails with
 * MAPI_E_VERSION when MAPI's SPI version is older than CURRENT_SPI_VERSION.
 *
 * @param storeClass - a subclass of {@link AbstractMessageStore} that has the four required hooks
 * @param options - names and the provider's MAPIUID
 * @throws TypeError when the class or an option is unusable; the message names the hook that is missing
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/msproviderinit
 */
export function messageStoreProvider(storeClass: MessageStoreClass, options: MessageStoreOptions = {}): MSPROVIDERINIT {
  checkStoreClass(storeClass);
  const displayName = options.displayName ?? (storeClass.name || 'Message store');
  if (typeof displayName !== 'string' || displayName === '' || displayName.includes('\0')) {
    throw new TypeError('displayName is text that is not empty');
  }
  const providerUid = options.providerUid ?? uidFromName(storeClass.name);
  if (!isGuid(providerUid)) throw new TypeError(`providerUid is a GUID as guid() makes it; got ${String(providerUid)}`);
  const definition: ProviderDefinition = { storeClass, displayName, providerUid, ledger: options.ledger };
  return (init) => {
    if (!(init?.mapiVersion >= CURRENT_SPI_VERSION)) return failed(MAPI_E_VERSION);
    return succeeded({ providerVersion: CURRENT_SPI_VERSION, provider: new MSProvider(definition) });
  };
}

function checkStoreClass(storeClass: unknown): asserts storeClass is MessageStoreClass {
  if (typeof storeClass !== 'function' || !(storeClass.prototype instanceof AbstractMessageStore)) {
    const got =
      typeof storeClass === 'function' ? `the function ${storeClass.name || '(without a name)'}` : typeof storeClass;
    throw new TypeError(`messageStoreProvider takes a class that extends AbstractMessageStore; got ${got}`);
  }
  const prototype = storeClass.prototype as unknown as Record<string, unknown>;
  const required = storeClass.prototype instanceof AbstractWriteBehindStore ? writeBehindHooks : requiredHooks;
  const missing = required.filter((hook) => typeof prototype[hook] !== 'function');
  if (missing.length > 0) {
    throw new TypeError(`${storeClass.name} lacks ${calls(missing)}: a store like this must have ${calls(required)}`);
  }
  const unusable = optionalHooks.find((hook) => typeof prototype[hook] !== 'function');
  if (unusable !== undefined) throw new TypeError(`${storeClass.name}.${unusable} must be a method`);
}

function calls(hooks: readonly string[]): string {
  return hooks.map((hook) => `${hook}()`).join(', ');
}

/** A stable MAPIUID for authors who give none. */
function uidFromName(name: string): Guid {
  return guidFromBytes(createHash('sha256').update(`mapi-kit message store ${name}`).digest().subarray(0, 16));
}
