import type { Guid } from '../../com/guid.js';
import type { ReferenceLedger } from '../../com/reference-ledger.js';

/** What is fixed for all provider objects of one entry point, of whatever kind of provider. */
export interface ProviderDefinition {
  readonly displayName: string;
  readonly ledger: ReferenceLedger | undefined;
}

/** The same for a provider that has entry ids. */
export interface IdentifiedDefinition extends ProviderDefinition {
  readonly providerUid: Guid;
}
