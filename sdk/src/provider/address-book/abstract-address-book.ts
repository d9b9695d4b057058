import { refusePromise } from '../common/refuse-promise.js';
import type { ContainerDescription, StoredEntry } from './stored-entry.js';

/** What an address book is told at its logon. */
export interface BookConfiguration {
  readonly dataDirectory: string;
  readonly settings: ReadonlyMap<string, string>;
}

/** The author's hooks, as the SDK reaches them. Not for authors. */
export interface BookHooks {
  open(configuration: BookConfiguration): void;
  containers(): readonly ContainerDescription[] | undefined;
  read(id: string): StoredEntry | undefined;
  list(container: string): Iterable<StoredEntry>;
  write(entry: StoredEntry): void;
  remove(id: string): void;
  validate(): void;
  supportsFastShutdown(): boolean;
  prepareForExit(): void;
  persistForExit(): void;
  close(): void;
}

/** Reaches the protected hooks of an author's address book. Not for authors. */
export let bookHooksOf: (book: AbstractAddressBook) => BookHooks;

/**
 * The base of an author's address book: where the entries live is the author's, everything else of MAPI is the SDK's:
 * containers, tables, entry ids, name resolution, SaveChanges.
 *
 * Four hooks are required: {@link AbstractAddressBook.read}, {@link AbstractAddressBook.list},
 * {@link AbstractAddressBook.write} and {@link AbstractAddressBook.remove}. The SDK makes one instance for each open
 * address book, without arguments. Every hook is synchronous. A hook that throws a MapiError makes the client's
 * call return its code; any other exception becomes MAPI_E_CALL_FAILED with its message in GetLastError; a hook that
 * returns a promise becomes E_UNEXPECTED. Only the three hooks of fast shutdown hand a promise on to whoever called.
 *
 * @example
 * ```ts
 * class CardBox extends AbstractAddressBook {
 *   readonly #entries = new Map<string, StoredEntry>();
 *   protected read(id: string): StoredEntry | undefined { return this.#entries.get(id); }
 *   protected list(): Iterable<StoredEntry> { return this.#entries.values(); }
 *   protected write(entry: StoredEntry): void { this.#entries.set(entry.id, entry); }
 *   protected remove(id: string): void { this.#entries.delete(id); }
 * }
 * export const ABProviderInit = addressBookProvider(CardBox);
 * ```
 */
export abstract class AbstractAddressBook {
  #configuration: BookConfiguration | undefined;

  static {
    bookHooksOf = (book) => ({
      open: (configuration) => {
        book.#configuration = configuration;
        return book.open();
      },
      containers: () => book.containers?.(),
      read: (id) => book.read(id),
      list: (container) => book.list(container),
      write: (entry) => book.write(entry),
      remove: (id) => book.remove(id),
      validate: () => book.validate(),
      supportsFastShutdown: () => book.supportsFastShutdown(),
      prepareForExit: () => book.prepareForExit(),
      persistForExit: () => book.persistForExit(),
      close: () => book.close(),
    });
  }

  /**
   * The folder of this address book's data, from its profile section; known from {@link AbstractAddressBook.open} on.
   *
   * The SDK neither creates nor checks it.
   *
   * @throws TypeError in a constructor, when nothing is known yet
   */
  protected get dataDirectory(): string {
    return this.#known().dataDirectory;
  }

  /**
   * Reads a free setting of this address book's profile section; known from {@link AbstractAddressBook.open} on.
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
   * The containers, in the order in which tables show them; asked once, after open. Unless there is this hook, there is
   * one of the id `contacts` with the name of the address book.
   */
  protected containers?(): readonly ContainerDescription[];

  /**
   * Reads one entry.
   *
   * @param id - the id of the entry
   * @returns the entry as it was last given to {@link AbstractAddressBook.write}, or undefined when there is none
   */
  protected abstract read(id: string): StoredEntry | undefined;

  /**
   * Lists the entries of a container.
   *
   * @param container - the id of the container
   * @returns the entries, in the order in which tables show them; those of other containers are left out by the SDK
   */
  protected abstract list(container: string): Iterable<StoredEntry>;

  /**
   * Creates or replaces an entry.
   *
   * When it returns, the client's save is acknowledged; when it throws, nothing may have changed.
   *
   * @param entry - the whole entry
   */
  protected abstract write(entry: StoredEntry): void;

  /**
   * Removes an entry.
   *
   * @param id - the id of an entry that exists
   */
  protected abstract remove(id: string): void;

  /** Checks that the address book works; throws when it does not. Does nothing unless overridden. */
  protected validate(): void {}

  /**
   * QueryFastShutdown: may the client leave without a logoff? An answer, not work. Opts out unless overridden.
   *
   * It is also asked while nobody is logged on, then on an object that no constructor has seen; when that throws, the
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
   * {@link AbstractAddressBook.persistForExit} unless overridden.
   *
   * When it throws, the address book counts as open: `close` is called again, in IABLogon::Logoff, in
   * IABProvider::Shutdown and in the last Release of the provider object, until it succeeds, and a fast shutdown before
   * that calls its own hooks. So persist first, and let go of files only when that has succeeded. After the last one
   * nobody calls any more, and a MapiKitLogoffWarning says what was wrong.
   */
  protected close(): void {
    refusePromise('persistForExit', this.persistForExit());
  }

  #known(): BookConfiguration {
    if (this.#configuration === undefined) {
      throw new TypeError('dataDirectory and setting() are known from open() on, not in the constructor');
    }
    return this.#configuration;
  }
}
