import { MSProviderInit as lmdbStore } from '@mapi-kit/example-lmdb-store';
import type { MSPROVIDERINIT } from '@mapi-kit/sdk';
import { wrapProvider } from './wrapping-provider.js';

export { wrapProvider } from './wrapping-provider.js';

/**
 * The entry point that MAPI looks for: the store on LMDB, wrapped.
 *
 * An entry point is synchronous, and a profile is known at logon only, so what is wrapped is a matter of this import.
 */
export const MSProviderInit: MSPROVIDERINIT = wrapProvider(lmdbStore);
