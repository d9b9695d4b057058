import type { ProviderConfiguration, ProviderHooks } from './abstract-provider.js';
import type { RepositoryHooks } from './abstract-repository.js';
import { type ClassRules, checkProviderClass } from './provider-class.js';

type OwnHook = Exclude<keyof RepositoryHooks<unknown, []>, keyof ProviderHooks<ProviderConfiguration>>;

const directHooks: readonly OwnHook[] = ['read', 'list', 'write', 'remove'];

/** What an author's class of a provider that keeps items is checked against. */
export interface RepositoryRules extends Omit<ClassRules, 'required'> {
  /** The write-behind bases, whose subclasses have other hooks: these. */
  readonly writeBehind: readonly (readonly [base: ClassRules['base'], hooks: readonly string[]])[];
}

/** The hooks of a write-behind base that commits and reads items as they are. */
export const writeBehindHooks: readonly string[] = ['commit', 'readCommitted', 'listCommitted'];

/**
 * Checks an author's class that keeps items at once, where the mistake is made.
 *
 * @throws TypeError naming what is missing
 */
export function checkRepositoryClass(authorClass: unknown, { writeBehind, ...rules }: RepositoryRules): void {
  checkProviderClass(authorClass, {
    ...rules,
    required: (prototype) => writeBehind.find(([base]) => prototype instanceof base)?.[1] ?? directHooks,
  });
}
