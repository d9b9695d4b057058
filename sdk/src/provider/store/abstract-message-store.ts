import { E_UNEXPECTED } from '../../com/hresult-codes.js';
import { MapiError } from '../../com/mapi-error.js';
import { isPromise } from '../common/errors.js';
import type { StoredObject } from './stored-object.js';

/** What a store is told at its logon. */
export interface StoreConfiguration {
  readonly dataDirectory: string;
  readonly settings: ReadonlyMap<string, string>;
}

/** The author's hooks, as the SDK reaches them. Not for authors. */
export interface StoreHooks {
  open(configuration: StoreConfiguration): void;
  read(id: string): StoredObject | undefined;
  list(parent: string, kind: StoredObject['kind']): Iterable<StoredObject>;
  write(object: StoredObject, movedFrom?: string): void;
  remove(id: string): void;
  supportsFastShutdown(): boolean;
  prepareForExit(): void;
  persistForExit(): void;
  close(): void;
}

/** Reaches the protected hooks of an author's store. Not for authors. */
export let hooksOf: (store: AbstractMessageStore) => StoreHooks;

/**
 * The base of an author's message store: where the bytes live is the author's, everything else of MAPI is the SDK's.
 *
 * Four hooks are required: {@link AbstractMessageStore.read}, {@link AbstractMessageStore.list},
 * {@link AbstractMessageStore.write} and {@link AbstractMessageStore.remove}. The SDK makes one instance for each open
 * store, without arguments. Every hook is synchronous. A hook that throws a {@link MapiError} makes the client's call
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
export abstract class AbstractMessageStore {
  #configuration: StoreConfiguration | undefined;

  static {
    hooksOf = (store) => ({
      open: (configuration) => {
        store.#configuration = configuration;
        return store.open();
      },
      read: (id) => store.read(id),
      list: (parent, kind) => store.list(parent, kind),
      write: (object, movedFrom) => store.write(object, movedFrom),
      remove: (id) => store.remove(id),
      supportsFastShutdown: () => store.supportsFastShutdown(),
      prepareForExit: () => store.prepareForExit(),
      persistForExit: () => store.persistForExit(),
      close: () => store.close(),
    });
  }

  /**
   * The folder of this store's data, from its profile section; known from {@link AbstractMessageStore.open} on.
   *
   * The SDK neither creates nor checks it.
   *
   * @throws TypeError in a constructor, when nothing is known yet
   */
  protected get dataDirectory(): string {
    return this.#known().dataDirectory;
  }

  /**
   * Reads a free setting of this store's profile section; known from {@link AbstractMessageStore.open} on.
   *
   * @param key - the name of the setting
   * @returns its value, or undefined when the profile has none
   * @throws TypeError in a constructor, when nothing is known yet
   */
  protected setting(key: string): string | undefined {
    return this.#known().settings.get(key);
  }

  /**
   * Called once, at logon, before any other hook: open files, read what is needed. Does nothing unless overridden.
   *
   * When it throws, the logon fails and no other hook is called, so that what was half read is not written back.
   */
  protected open(): void {}

  /**
   * Reads one object.
   *
   * @param id - the id of the object
   * @returns the object as it was last given to {@link AbstractMessageStore.write}, or undefined when there is none
   */
  protected abstract read(id: string): StoredObject | undefined;

  /**
   * Lists the objects in a folder; the root folder is in the store object.
   *
   * @param parent - the id of the folder or of the store object
   * @param kind - what is wanted; other kinds may come along, the SDK leaves them out
   * @returns the objects, in the order in which tables show them
   */
  protected abstract list(parent: string, kind: StoredObject['kind']): Iterable<StoredObject>;

  /**
   * Creates or replaces an object. A move comes as a write with another {@link StoredObject.parent}, and says from where.
   *
   * When it returns, the client's save is acknowledged; when it throws, nothing may have changed.
   *
   * @param object - the whole object
   * @param movedFrom - for a move: the id of the folder that the object was in before
   */
  protected abstract write(object: StoredObject, movedFrom?: string): void;

  /**
   * Removes an object; what was in a folder has been removed before it.
   *
   * @param id - the id of an object that exists
   */
  protected abstract remove(id: string): void;

  /**
   * QueryFastShutdown: may the client leave without a logoff? An answer, not work. Opts out unless overridden.
   *
   * It is also asked while no store is open, then on an object that no constructor has seen; when that throws, the
   * answer counts as no.
   */
  protected supportsFastShutdown(): boolean {
    return false;
  }

  /**
   * NotifyProcessShutdown: stop what is not essential, begin to save. The client may still change its mind and work on.
   * Does nothing unless overridden.
   */
  protected prepareForExit(): void {}

  /**
   * DoFastShutdown: everything acknowledged is durable when this returns, for the process ends then. Does nothing
   * unless overridden.
   */
  protected persistForExit(): void {}

  /**
   * Called at classic logoff, after which the object is gone: persist, close files, stop timers. Calls
   * {@link AbstractMessageStore.persistForExit} unless overridden.
   *
   * When it throws, the store counts as open: `close` is called again, in IMSLogon::Logoff, in IMSProvider::Shutdown and
   * in the last Release of the provider object, until it succeeds, and a fast shutdown before that calls its own hooks. So
   * persist first, and let go of files only when that has succeeded; a `finally` that closes the database makes every
   * further attempt fail. To try again helps only where what has failed is fit for use again: many databases are not after a
   * write that failed, and must be opened anew before. After the last attempt nobody calls any more, and a
   * MapiKitLogoffWarning says what was wrong.
   */
  protected close(): void {
    const result: unknown = this.persistForExit();
    if (isPromise(result)) {
      result.then(undefined, () => {});
      throw new MapiError(E_UNEXPECTED, 'persistForExit() returned a promise; MAPI is synchronous');
    }
  }

  #known(): StoreConfiguration {
    if (this.#configuration === undefined) {
      throw new TypeError('dataDirectory and setting() are known from open() on, not in the constructor');
    }
    return this.#configuration;
  }
}
