import type { ProviderKind } from '../../scenarios/scenario.js';

const KINDS: Readonly<Record<string, ProviderKind>> = {
  MSProviderInit: 'store',
  XPProviderInit: 'transport',
  ABProviderInit: 'address-book',
};

/** The functions by which a module shows what kind of provider it is. */
export const ENTRY_POINTS: readonly string[] = Object.keys(KINDS);

/**
 * The kinds of providers, by the entry points of their modules.
 *
 * @param loaded - the entry points of each module
 * @returns each kind once
 */
export function kindsOf(loaded: readonly (readonly string[])[]): readonly ProviderKind[] {
  return [...new Set(loaded.flat().flatMap((name) => KINDS[name] ?? []))];
}
