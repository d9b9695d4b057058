import { createHash } from 'node:crypto';
import { type Guid, guidFromBytes, isGuid } from '../../com/guid.js';
import type { MAPIUID } from '../../contract/structures.js';

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
  /** Hooks that are methods wherever they are there. */
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
  const unusable = rules.optional.find((hook) => hook in prototype && typeof prototype[hook] !== 'function');
  if (unusable !== undefined) throw new TypeError(`${authorClass.name}.${unusable} must be a method`);
}

/**
 * The name that users see: what the author gives, or the name of the class.
 *
 * @throws TypeError when it is not text, or empty
 */
export function checkedDisplayName(given: string | undefined, className: string, fallback: string): string {
  const name = given ?? (className || fallback);
  if (typeof name !== 'string' || name === '' || name.includes('\0')) {
    throw new TypeError('displayName is text that is not empty');
  }
  return name;
}

/**
 * The provider's MAPIUID: what the author gives, or one derived from the name of the class.
 *
 * @throws TypeError when it is no GUID
 */
export function checkedProviderUid(given: MAPIUID | undefined, kind: string, className: string): Guid {
  const uid = given ?? uidFromName(`mapi-kit ${kind} ${className}`);
  if (!isGuid(uid)) throw new TypeError(`providerUid is a GUID as guid() makes it; got ${String(uid)}`);
  return uid;
}

function uidFromName(name: string): Guid {
  return guidFromBytes(createHash('sha256').update(name).digest().subarray(0, 16));
}

function calls(hooks: readonly string[]): string {
  return hooks.map((hook) => `${hook}()`).join(', ');
}
