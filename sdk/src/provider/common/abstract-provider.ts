import { runHook } from '../../com/hook-failures.js';
import type { ExitHooks } from './fast-shutdown.js';
import { refusePromise } from './refuse-promise.js';
import type { Synchronous } from './synchronous.js';

/** What a provider is told at its logon. */
export interface ProviderConfiguration {
  readonly dataDirectory: string;
  readonly settings: ReadonlyMap<string, string>;
}

/** The hooks that every kind of provider has, as the SDK reaches them. Not for authors. */
export interface ProviderHooks<C extends ProviderConfiguration> extends ExitHooks {
  open(configuration: C): void;
  close(): void;
}

/** Their names; they are methods wherever an author has them. */
export const providerHookNames: readonly (keyof ProviderHooks<ProviderConfiguration>)[] = [
  'open',
  'supportsFastShutdown',
  'prepareForExit',
  'persistForExit',
  'close',
];

/** Reaches the protected hooks that all kinds of provider share. Not for authors. */
export let providerHooksOf: <C extends ProviderConfiguration>(provider: AbstractProvider<C>) => ProviderHooks<C>;

/**
 * Reaches what a provider was told at its logon. Not for authors.
 *
 * @throws TypeError before open, when nothing is known yet
 */
export let configurationOf: <C extends ProviderConfiguration>(provider: AbstractProvider<C>) => C;

/**
 * What the bases of all providers have in common: the settings from the profile, and the hooks of opening, leaving and
 * closing. Authors extend the base of their kind of provider.
 */
export abstract class AbstractProvider<C extends ProviderConfiguration = ProviderConfiguration> {
  #configuration: C | undefined;

  static {
    providerHooksOf = (provider) => ({
      open: (configuration) => {
        provider.#configuration = configuration;
        return runHook(provider, 'open', () => provider.open());
      },
      supportsFastShutdown: () => runHook(provider, 'supportsFastShutdown', () => provider.supportsFastShutdown()),
      prepareForExit: () => runHook(provider, 'prepareForExit', () => provider.prepareForExit()),
      persistForExit: () => runHook(provider, 'persistForExit', () => provider.persistForExit()),
      close: () => runHook(provider, 'close', () => provider.close()),
    });
    configurationOf = (provider) => provider.#known();
  }

  /**
   * The folder of this provider's data, from its profile section; known from {@link AbstractProvider.open} on.
   *
   * The SDK neither creates nor checks it.
   *
   * @throws TypeError in a constructor, when nothing is known yet
   */
  protected get dataDirectory(): string {
    return this.#known().dataDirectory;
  }

  /**
   * Reads a free setting of this provider's profile section; known from {@link AbstractProvider.open} on.
   *
   * @param key - the name of the setting
   * @returns its value, or undefined when the profile has none
   * @throws TypeError in a constructor, when nothing is known yet
   */
  protected setting(key: string): string | undefined {
    return this.#known().settings.get(key);
  }

  /**
   * Called once, at logon, before any other hook: open files, read what is needed; a transport does not connect to
   * anything yet. Does nothing unless overridden.
   *
   * When it throws, the logon fails and no other hook is called, so that what was half read is not written back.
   */
  protected open(): Synchronous {}

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
  protected prepareForExit(): Synchronous {}

  /**
   * DoFastShutdown: everything acknowledged, and everything that a transport has taken over, is durable when this returns,
   * for the process ends then. Never wait for a server here. Does nothing unless overridden.
   */
  protected persistForExit(): Synchronous {}

  /**
   * Called at classic logoff, after which the object is gone: persist, close files and connections, stop timers. Calls
   * {@link AbstractProvider.persistForExit} unless overridden.
   *
   * When it throws, the provider counts as open: `close` is called again, in the logoff of the logon object, in Shutdown and in
   * the last Release of the provider object, until it succeeds, and a fast shutdown before that calls its own hooks. So persist
   * first, and let go of files only when that has succeeded; a `finally` that closes the database makes every further attempt
   * fail. To try again helps only where what has failed is fit for use again: many databases are not after a write that failed,
   * and must be opened anew before. After the last one nobody calls any more, and a MapiKitLogoffWarning says what was wrong.
   */
  protected close(): Synchronous {
    refusePromise('persistForExit', this.persistForExit());
  }

  #known(): C {
    if (this.#configuration === undefined) {
      throw new TypeError('what the profile and MAPI say is known from open() on, not in the constructor');
    }
    return this.#configuration;
  }
}
