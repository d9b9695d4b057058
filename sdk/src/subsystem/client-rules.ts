import type { ClientRule, ClientRuleWarning, SubsystemObserver } from './observer.js';

/**
 * Keeps the client rules that were broken, and tells the observer.
 */
export class ClientRules {
  readonly #warnings: ClientRuleWarning[] = [];
  readonly #observer: SubsystemObserver | undefined;
  #done = false;

  constructor(observer?: SubsystemObserver | undefined) {
    this.#observer = observer;
  }

  /** What has been reported so far, in order. */
  get warnings(): readonly ClientRuleWarning[] {
    return this.#warnings;
  }

  /** Reports a broken rule. */
  warn(rule: ClientRule, message: string): void {
    const warning: ClientRuleWarning = { rule, message };
    this.#warnings.push(warning);
    this.#observer?.warning?.(warning);
  }

  /** Whether DoFastShutdown has been called. */
  get isDone(): boolean {
    return this.#done;
  }

  /** From now on every call of the client is one too many. */
  doneWithMapi(): void {
    this.#done = true;
  }

  /** Notes a call of the client, and reports it when DoFastShutdown has been called. */
  called(method: string): void {
    if (!this.#done) return;
    this.warn(
      'call-after-do',
      `The client called ${method} after IMAPIClientShutdown::DoFastShutdown. After that call a client makes no further call of MAPI: it ends its process.`,
    );
  }
}
