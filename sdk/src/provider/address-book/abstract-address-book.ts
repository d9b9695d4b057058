import { runHook } from '../../com/hook-failures.js';
import { AbstractRepository, type RepositoryHooks, repositoryHooksOf } from '../common/abstract-repository.js';
import type { Synchronous } from '../common/synchronous.js';
import type { ContainerDescription, StoredEntry } from './stored-entry.js';

/** The author's hooks, as the SDK reaches them. Not for authors. */
export interface BookHooks extends RepositoryHooks<StoredEntry, [container: string]> {
  containers(): readonly ContainerDescription[] | undefined;
  supportsLists(): boolean;
  validate(): void;
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
export abstract class AbstractAddressBook extends AbstractRepository<StoredEntry, [container: string]> {
  static {
    bookHooksOf = (book) => ({
      ...repositoryHooksOf(book),
      containers: () => runHook(book, 'containers', () => book.containers?.()),
      supportsLists: () => runHook(book, 'supportsLists', () => book.supportsLists()),
      validate: () => runHook(book, 'validate', () => book.validate()),
    });
  }

  /**
   * The containers, in the order in which tables show them; asked once, after open. Unless there is this hook, there is
   * one of the id `contacts` with the name of the address book.
   */
  protected containers?(): readonly ContainerDescription[];

  /**
   * Whether users can make distribution lists: false unless overridden.
   *
   * An address book that says true keeps {@link StoredEntry.members} with the entry. The SDK does the rest: a list is an
   * IDistList, whose members are added by CreateEntry and CopyEntries, taken out by DeleteEntries, and shown by
   * GetContentsTable. Asked once, after open.
   */
  protected supportsLists(): boolean {
    return false;
  }

  /**
   * Reads one entry.
   *
   * @param id - the id of the entry
   * @returns the entry as it was last given to {@link AbstractAddressBook.write}, or undefined when there is none
   */
  protected abstract override read(id: string): StoredEntry | undefined;

  /**
   * Lists the entries of a container.
   *
   * @param container - the id of the container
   * @returns the entries, in the order in which tables show them; those of other containers are left out by the SDK
   */
  protected abstract override list(container: string): Iterable<StoredEntry>;

  /**
   * Creates or replaces an entry.
   *
   * When it returns, the client's save is acknowledged; when it throws, nothing may have changed.
   *
   * @param entry - the whole entry
   */
  protected abstract override write(entry: StoredEntry): Synchronous;

  /**
   * Removes an entry.
   *
   * @param id - the id of an entry that exists
   */
  protected abstract override remove(id: string): Synchronous;

  /** Checks that the address book works; throws when it does not. Does nothing unless overridden. */
  protected validate(): Synchronous {}
}
