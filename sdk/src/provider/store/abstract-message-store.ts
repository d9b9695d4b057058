import { AbstractRepository, type RepositoryHooks } from '../common/abstract-repository.js';
import type { Synchronous } from '../common/synchronous.js';
import type { StoredObject, StoredObjectKind } from './stored-object.js';

/** The author's hooks, as the SDK reaches them. Not for authors. */
export type StoreHooks = RepositoryHooks<StoredObject, [parent: string, kind: StoredObjectKind]>;

/**
 * The base of an author's message store: where the bytes live is the author's, everything else of MAPI is the SDK's.
 *
 * Four hooks are required: {@link AbstractMessageStore.read}, {@link AbstractMessageStore.list},
 * {@link AbstractMessageStore.write} and {@link AbstractMessageStore.remove}. The SDK makes one instance for each open
 * store, without arguments. Every hook is synchronous. A hook that throws a MapiError makes the client's call
 * return its code; any other exception becomes MAPI_E_CALL_FAILED with its message in GetLastError; a hook that returns
 * a promise becomes E_UNEXPECTED. Only the three hooks of fast shutdown hand a promise on to whoever called, because a
 * subsystem must be able to see that the provider has answered nothing yet.
 *
 * @example
 * ```ts
 * class BoxStore extends AbstractMessageStore {
 *   readonly #objects = new Map<string, StoredObject>();
 *   protected read(id: string): StoredObject | undefined { return this.#objects.get(id); }
 *   protected list(parent: string): Iterable<StoredObject> {
 *     return [...this.#objects.values()].filter((object) => object.parent === parent);
 *   }
 *   protected write(object: StoredObject): void { this.#objects.set(object.id, object); }
 *   protected remove(id: string): void { this.#objects.delete(id); }
 * }
 * export const MSProviderInit = messageStoreProvider(BoxStore);
 * ```
 */
export abstract class AbstractMessageStore extends AbstractRepository<
  StoredObject,
  [parent: string, kind: StoredObjectKind]
> {
  /**
   * Reads one object.
   *
   * @param id - the id of the object
   * @returns the object as it was last given to {@link AbstractMessageStore.write}, or undefined when there is none
   */
  protected abstract override read(id: string): StoredObject | undefined;

  /**
   * Lists the objects in a folder; the root folder is in the store object.
   *
   * @param parent - the id of the folder or of the store object
   * @param kind - what is wanted; other kinds may come along, the SDK leaves them out
   * @returns the objects, in the order in which tables show them
   */
  protected abstract override list(parent: string, kind: StoredObjectKind): Iterable<StoredObject>;

  /**
   * Creates or replaces an object. A move comes as a write with another {@link StoredObject.parent}, and says from where.
   *
   * When it returns, the client's save is acknowledged; when it throws, nothing may have changed.
   *
   * @param object - the whole object
   * @param movedFrom - for a move: the id of the folder that the object was in before
   */
  protected abstract override write(object: StoredObject, movedFrom?: string): Synchronous;

  /**
   * Removes an object; what was in a folder has been removed before it.
   *
   * @param id - the id of an object that exists
   */
  protected abstract override remove(id: string): Synchronous;
}
