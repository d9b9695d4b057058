import { createHash } from 'node:crypto';
import { type Guid, guidFromBytes, isGuid } from '../../com/guid.js';
import { MAPI_E_VERSION } from '../../com/hresult-codes.js';
import type { ReferenceLedger } from '../../com/reference-ledger.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import type { ProviderInit, ProviderInitResult } from '../../contract/entry-points.js';
import { CURRENT_SPI_VERSION } from '../../contract/flags.js';
import type { MAPIUID } from '../../contract/structures.js';
import { providerHookNames } from './abstract-provider.js';
import type { IdentifiedDefinition } from './provider-definition.js';

/** What the entry point of every kind of provider can be told. */
export interface ProviderOptions {
  /** Where the references of the provider's objects are counted. */
  readonly ledger?: ReferenceLedger | undefined;
}

/** What the entry point of a provider that has entry ids can be told besides. */
export interface IdentityOptions extends ProviderOptions {
  /**
   * The MAPIUID of the provider, which is part of every entry id: hard-coded, and the same for ever.
   *
   * Unless given it is derived from the name of the class; give one before the class is renamed or minified.
   */
  readonly providerUid?: MAPIUID | undefined;
}

/** What an author's class is checked against. */
export interface ClassRules {
  /** The function that takes the class, for example `transportProvider`. */
  readonly entry: string;
  /** The class to extend; its name is part of the message. */
  readonly base: abstract new (
    ...args: never[]
  ) => object;
  /** What the class is, for example `a transport`. */
  readonly what: string;
  /** Hooks that the class must have. */
  readonly required: (prototype: object) => readonly string[];
  /** Hooks of this kind of provider that are methods wherever they are there; those that all kinds share are checked too. */
  readonly optional: readonly string[];
}

/**
 * Checks an author's class at once, where the mistake is made.
 *
 * @throws TypeError naming what is missing
 */
export function checkProviderClass(authorClass: unknown, rules: ClassRules): void {
  const { entry, base, what } = rules;
  if (typeof authorClass !== 'function' || !(authorClass.prototype instanceof base)) {
    const got =
      typeof authorClass === 'function' ? `the function ${authorClass.name || '(without a name)'}` : typeof authorClass;
    throw new TypeError(`${entry} takes a class that extends ${base.name}; got ${got}`);
  }
  const prototype = authorClass.prototype as Record<string, unknown>;
  const required = rules.required(prototype);
  const missing = required.filter((hook) => typeof prototype[hook] !== 'function');
  if (missing.length > 0) {
    throw new TypeError(`${authorClass.name} lacks ${calls(missing)}: ${what} like this must have ${calls(required)}`);
  }
  const optional = [...providerHookNames, ...rules.optional];
  const unusable = optional.find((hook) => hook in prototype && typeof prototype[hook] !== 'function');
  if (unusable !== undefined) throw new TypeError(`${authorClass.name}.${unusable} must be a method`);
}

/**
 * Makes the entry point of a provider: each call makes a new provider object, unless MAPI's SPI version is too old.
 */
export function entryPoint<P>(newProvider: () => P): (init: ProviderInit) => Result<ProviderInitResult<P>> {
  return (init) => {
    if (!(init?.mapiVersion >= CURRENT_SPI_VERSION)) return failed(MAPI_E_VERSION);
    return succeeded({ providerVersion: CURRENT_SPI_VERSION, provider: newProvider() });
  };
}

/**
 * The name that users see: what the author gives, or the name of the class.
 *
 * @param kind - what stands for a class without a name, for example `transport`
 * @throws TypeError when it is not text, or empty
 */
export function checkedDisplayName(given: string | undefined, className: string, kind: string): string {
  const name = given ?? (className || kind.charAt(0).toUpperCase() + kind.slice(1));
  if (typeof name !== 'string' || name === '' || name.includes('\0')) {
    throw new TypeError('displayName is text that is not empty');
  }
  return name;
}

/**
 * What the author says about a provider that has entry ids, complete. The MAPIUID is derived from the name of the class
 * unless given.
 *
 * @param kind - for example `message store`
 * @throws TypeError when something of it is unusable
 */
export function checkedIdentity(
  options: IdentityOptions & { readonly displayName?: string | undefined },
  className: string,
  kind: string,
): IdentifiedDefinition {
  const displayName = checkedDisplayName(options.displayName, className, kind);
  const providerUid = options.providerUid ?? uidFromName(`mapi-kit ${kind} ${className}`);
  if (!isGuid(providerUid)) throw new TypeError(`providerUid is a GUID as guid() makes it; got ${String(providerUid)}`);
  return { displayName, providerUid, ledger: options.ledger };
}

function uidFromName(name: string): Guid {
  return guidFromBytes(createHash('sha256').update(name).digest().subarray(0, 16));
}

function calls(hooks: readonly string[]): string {
  return hooks.map((hook) => `${hook}()`).join(', ');
}
