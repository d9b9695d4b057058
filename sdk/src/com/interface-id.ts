import type { Guid } from './guid.js';

declare const interfaceType: unique symbol;

/**
 * The identifier of an interface, which carries the interface's type along.
 *
 * `QueryInterface` reads the type off the identifier, so its caller needs no cast. At run time it is a plain
 * {@link Guid}.
 */
export type InterfaceId<T> = Guid & { readonly [interfaceType]: T };

/**
 * Ties an interface's type to its identifier.
 *
 * @param id - the identifier
 * @example
 * ```ts
 * const IID_IMyThing: InterfaceId<IMyThing> = interfaceId(guid('{6F1B0A0E-58E4-4C8A-9F53-0B6C5C4B7D11}'));
 * ```
 */
export function interfaceId<T>(id: Guid): InterfaceId<T> {
  return id as InterfaceId<T>;
}
