/**
 * What a provider is, where requirements or what is compared depend on it: an address book that nobody can change; a store that
 * keeps no read flags, and says so.
 */
export type ProviderTrait = 'read-only' | 'no-read-flags';
