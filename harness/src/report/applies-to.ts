import { PROVIDER_KINDS, type ProviderKind, type Stance } from '../scenarios/scenario.js';

const NAMES: Readonly<Record<Stance, string>> = { in: 'opted in', out: 'opted out', none: 'no interface' };

const KINDS: Readonly<Record<ProviderKind, string>> = {
  store: 'stores',
  transport: 'transports',
  'address-book': 'address books',
};

/**
 * To which kinds of providers a requirement applies, in words.
 *
 * @param kinds - the kinds
 * @returns for example `every kind`, `stores and address books`
 */
export function appliesToKinds(kinds: readonly ProviderKind[]): string {
  if (PROVIDER_KINDS.every((kind) => kinds.includes(kind))) return 'every kind';
  return kinds.map((kind) => KINDS[kind]).join(' and ');
}

/**
 * To which providers a requirement applies, in words.
 *
 * @param stances - what they say about fast shutdown
 * @returns for example `every provider`, `opted out`, `opted in or out`
 */
export function appliesTo(stances: readonly Stance[]): string {
  const has = (stance: Stance): boolean => stances.includes(stance);
  if (has('in') && has('out')) return has('none') ? 'every provider' : 'opted in or out';
  return (['in', 'out', 'none'] as const)
    .filter(has)
    .map((stance) => NAMES[stance])
    .join(', ');
}
