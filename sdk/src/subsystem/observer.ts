import type { HRESULT } from '../com/hresult.js';
import type { IMessage } from '../contract/imessage.js';

/** The three kinds of provider. */
export type ProviderKind = 'store' | 'transport' | 'address-book';

/** Which provider object something is about. */
export interface ProviderIdentity {
  /** The kind of provider. */
  readonly kind: ProviderKind;
  /** The display name under which the profile lists the provider. */
  readonly name: string;
  /** The number of the session, counted from 1 in the order of logon. */
  readonly session: number;
  /** The number of the provider object, counted from 1 in the order in which this subsystem made them. */
  readonly instance: number;
}

/** One call that the subsystem makes to a provider. */
export interface ProviderCall {
  /** The provider called. */
  readonly provider: ProviderIdentity;
  /** The interface the method belongs to, for example `IMAPIProviderShutdown`; for an entry point, `entry point`. */
  readonly interfaceName: string;
  /** The method, for example `DoFastShutdown`. */
  readonly method: string;
}

/**
 * What came of a call to a provider.
 *
 * A method that returns a count (AddRef, Release, OnNotify) counts as having returned S_OK.
 */
export type ProviderOutcome =
  | { readonly kind: 'returned'; readonly hr: HRESULT }
  /** `error` is what was thrown, whatever that is; `message` says it in words. */
  | { readonly kind: 'threw'; readonly message: string; readonly stack: string; readonly error: unknown }
  | { readonly kind: 'promise' }
  | { readonly kind: 'not-an-hresult'; readonly value: string };

/** A rule for clients that the client broke; nothing fails because of it. */
export interface ClientRuleWarning {
  /** A short id that never changes, for example `call-after-do`. */
  readonly rule: ClientRule;
  /** What the client did and what the rule is, in a sentence or two. */
  readonly message: string;
}

/** The ids of the rules that {@link ClientRuleWarning} reports. */
export type ClientRule =
  | 'call-after-do'
  | 'direct-provider-call'
  | 'do-after-refusal'
  | 'do-when-disabled'
  | 'do-without-notify'
  | 'do-without-query'
  | 'logoff-shared'
  | 'logoff-with-open-objects'
  | 'notify-after-refusal'
  | 'notify-without-query'
  | 'uninitialize-without-initialize';

/**
 * Someone who watches what passes between the subsystem, the provider and the client.
 *
 * Every method is optional, and is called synchronously: before a provider gets control and after it gives it back.
 * An observer must not throw.
 */
export interface SubsystemObserver {
  /** The subsystem is about to call a provider. */
  calling?(call: ProviderCall): void;
  /** A provider gave control back. */
  returned?(call: ProviderCall, outcome: ProviderOutcome): void;
  /** The spooler is about to give a transport a new message, to fill it and to save it: StartMessage. */
  receiving?(provider: ProviderIdentity, message: IMessage): void;
  /**
   * Somebody asked for a dialog, which is never shown: the answer is that the user cancelled it.
   *
   * `provider` is whose it is, or null for a client.
   */
  dialog?(interfaceName: string, method: string, provider: ProviderIdentity | null): void;
  /** The client broke a rule. */
  warning?(warning: ClientRuleWarning): void;
  /** The reference count of a support object changed to `count`, through the provider or through MAPI itself. */
  supportReference?(provider: ProviderIdentity, change: 'AddRef' | 'Release', count: number): void;
  /** A provider called a method of its support object, which answered `hr`. */
  supportCall?(provider: ProviderIdentity, method: string, hr: HRESULT): void;
}
