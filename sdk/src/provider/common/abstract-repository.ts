import { runHook, runListHook } from '../../com/hook-failures.js';
import {
  AbstractProvider,
  type ProviderConfiguration,
  type ProviderHooks,
  providerHooksOf,
} from './abstract-provider.js';
import type { Synchronous } from './synchronous.js';

/** The hooks of a provider that keeps items, as the SDK reaches them. Not for authors. */
export interface RepositoryHooks<T, W extends readonly unknown[]> extends ProviderHooks<ProviderConfiguration> {
  read(id: string): T | undefined;
  list(...where: W): Iterable<T>;
  write(item: T, movedFrom?: string): void;
  remove(id: string): void;
}

/** Reaches the protected hooks of a provider that keeps items. Not for authors. */
export let repositoryHooksOf: <T, W extends readonly unknown[]>(
  repository: AbstractRepository<T, W>,
) => RepositoryHooks<T, W>;

/**
 * What the bases of message stores and address books have in common: items that are read, listed, written and removed.
 * Authors extend the base of their kind of provider.
 *
 * `T` is what is kept, and `W` what says which items a list shows.
 */
export abstract class AbstractRepository<T, W extends readonly unknown[]> extends AbstractProvider {
  static {
    repositoryHooksOf = (repository) => ({
      ...providerHooksOf(repository),
      read: (id) => runHook(repository, 'read', () => repository.read(id)),
      list: (...where) => runListHook(repository, 'list', () => repository.list(...where)),
      write: (item, movedFrom) => runHook(repository, 'write', () => repository.write(item, movedFrom)),
      remove: (id) => runHook(repository, 'remove', () => repository.remove(id)),
    });
  }

  /** Reads one item; undefined when there is none. */
  protected abstract read(id: string): T | undefined;

  /** Lists items, in the order in which tables show them. */
  protected abstract list(...where: W): Iterable<T>;

  /** Creates or replaces an item. When it returns, the client's save is acknowledged; when it throws, nothing has changed. */
  protected abstract write(item: T, movedFrom?: string): Synchronous;

  /** Removes an item that exists. */
  protected abstract remove(id: string): Synchronous;
}
