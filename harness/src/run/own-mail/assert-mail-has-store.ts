import type { ProviderKind } from '../../scenarios/scenario.js';
import { ConfigurationError } from '../input/configuration-error.js';

/**
 * Makes sure that there is somebody to save the author's own mail.
 *
 * @param kinds - of the providers under test; empty: nobody knows
 * @param settings - of the certification
 * @throws ConfigurationError when no provider is a message store
 */
export function assertMailHasStore(kinds: readonly ProviderKind[], { mail }: { readonly mail: string | null }): void {
  if (mail === null || kinds.length === 0 || kinds.includes('store')) return;
  const why = kinds.includes('transport')
    ? 'a transport would send it to the people whom it is addressed to'
    : 'an address book keeps no messages';
  throw new ConfigurationError(
    (name) => `${name('mail')} is for message stores, and no message store is certified here: ${why}; leave it out`,
  );
}
