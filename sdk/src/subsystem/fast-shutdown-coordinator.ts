import { FAILED, type HRESULT } from '../com/hresult.js';
import { MAPI_E_CALL_FAILED, MAPI_E_NO_SUPPORT, S_OK } from '../com/hresult-codes.js';
import { ClientRules } from './client-rules.js';
import type { FastShutdownOption, FastShutdownPolicy } from './fast-shutdown-policy.js';
import type { SubsystemObserver } from './observer.js';
import { type ActiveProvider, callShutdown, type Phase } from './shutdown-call.js';

/** How the subsystem reads what the documentation leaves open. */
export interface CoordinatorReadings {
  /** Whether NotifyProcessShutdown reaches providers although the user turned fast shutdown off; false unless given. */
  readonly notifyWhenDisabled?: boolean | undefined;
  /**
   * What the client's DoFastShutdown returns when a provider failed: `documented`, S_OK all the same; `strict`,
   * MAPI_E_CALL_FAILED. `documented` unless given.
   */
  readonly doResult?: 'documented' | 'strict' | undefined;
}

/** What a {@link FastShutdownCoordinator} needs. */
export interface FastShutdownCoordinatorOptions extends CoordinatorReadings {
  /** Where the user's choice is read, at every query of the client. */
  readonly policy: FastShutdownPolicy;
  /** The provider objects in the order in which they are called; asked anew at each of the three phases. */
  readonly providers: () => Iterable<ActiveProvider>;
  /** Who watches the calls. */
  readonly observer?: SubsystemObserver | undefined;
  /** Where broken client rules are kept. */
  readonly rules?: ClientRules | undefined;
}

/**
 * Carries the three calls of IMAPIClientShutdown to the providers of all sessions of the client process.
 *
 * Every phase reaches every provider, one after another, whatever the ones before did. A provider without the interface
 * does not object under option 1 and does under option 2; any failure code, an exception, a promise or a value that is
 * no HRESULT is an objection; S_FALSE and warnings are not. Under option 3 nobody is called.
 *
 * Calls out of order are tolerated: providers are told, and a warning about the client is kept.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/fast-shutdown-overview
 */
export class FastShutdownCoordinator {
  readonly #policy: FastShutdownPolicy;
  readonly #providers: () => Iterable<ActiveProvider>;
  readonly #observer: SubsystemObserver | undefined;
  readonly #rules: ClientRules;
  readonly #notifyWhenDisabled: boolean;
  readonly #strict: boolean;
  #option: FastShutdownOption | undefined;
  #answer: HRESULT | undefined;
  #notified = false;

  constructor(options: FastShutdownCoordinatorOptions) {
    this.#policy = options.policy;
    this.#providers = options.providers;
    this.#observer = options.observer;
    this.#rules = options.rules ?? new ClientRules(options.observer);
    this.#notifyWhenDisabled = options.notifyWhenDisabled ?? false;
    this.#strict = options.doResult === 'strict';
  }

  /**
   * Answers IMAPIClientShutdown::QueryFastShutdown.
   *
   * @returns S_OK, or MAPI_E_NO_SUPPORT
   * @throws Error when the policy finds no valid setting
   */
  QueryFastShutdown(): HRESULT {
    this.#rules.called('IMAPIClientShutdown::QueryFastShutdown');
    this.#option = this.#policy.read();
    this.#answer = this.#option === 3 || this.#ask(this.#option) ? MAPI_E_NO_SUPPORT : S_OK;
    return this.#answer;
  }

  /**
   * Answers IMAPIClientShutdown::NotifyProcessShutdown.
   *
   * @returns S_OK: the providers have been told, or fast shutdown is off and there was nothing to tell
   * @throws Error when no query came before and the policy finds no valid setting
   */
  NotifyProcessShutdown(): HRESULT {
    this.#rules.called('IMAPIClientShutdown::NotifyProcessShutdown');
    this.#checkQueried('notify-without-query', 'notify-after-refusal', 'NotifyProcessShutdown');
    this.#option ??= this.#policy.read();
    this.#notified = true;
    if (this.#option !== 3 || this.#notifyWhenDisabled) this.#tell('NotifyProcessShutdown');
    return S_OK;
  }

  /**
   * Answers IMAPIClientShutdown::DoFastShutdown.
   *
   * @returns S_OK; MAPI_E_NO_SUPPORT when fast shutdown is off; MAPI_E_CALL_FAILED, see {@link CoordinatorReadings}
   * @throws Error when no query came before and the policy finds no valid setting
   */
  DoFastShutdown(): HRESULT {
    this.#rules.called('IMAPIClientShutdown::DoFastShutdown');
    this.#checkQueried('do-without-query', 'do-after-refusal', 'DoFastShutdown');
    this.#option ??= this.#policy.read();
    if (this.#option === 3) {
      this.#rules.warn(
        'do-when-disabled',
        'The client called DoFastShutdown although fast shutdown is off. No provider was told; the client ends its session by Logoff.',
      );
      return MAPI_E_NO_SUPPORT;
    }
    if (!this.#notified) {
      this.#rules.warn(
        'do-without-notify',
        'The client called DoFastShutdown without NotifyProcessShutdown before it. Going ahead means both, in this order.',
      );
    }
    const failure = this.#tell('DoFastShutdown');
    this.#rules.doneWithMapi();
    return failure && this.#strict ? MAPI_E_CALL_FAILED : S_OK;
  }

  /** Asks every provider; true when one of them objects. */
  #ask(option: 1 | 2): boolean {
    let objection = false;
    for (const provider of this.#providers()) {
      const hr = callShutdown(this.#observer, provider, 'QueryFastShutdown');
      if (hr === undefined ? option === 2 : FAILED(hr)) objection = true;
    }
    return objection;
  }

  /** Tells every provider; true when one of them failed. */
  #tell(phase: Phase): boolean {
    let failure = false;
    for (const provider of this.#providers()) {
      const hr = callShutdown(this.#observer, provider, phase);
      if (hr !== undefined && FAILED(hr)) failure = true;
    }
    return failure;
  }

  #checkQueried(
    withoutQuery: 'notify-without-query' | 'do-without-query',
    afterRefusal: 'notify-after-refusal' | 'do-after-refusal',
    method: Phase,
  ): void {
    if (this.#answer === undefined) {
      this.#rules.warn(
        withoutQuery,
        `The client called ${method} without QueryFastShutdown before it. Every fast shutdown begins with the query.`,
      );
    } else if (FAILED(this.#answer)) {
      this.#rules.warn(
        afterRefusal,
        `The client called ${method} although QueryFastShutdown had refused. Only S_OK from the query allows it.`,
      );
    }
  }
}
