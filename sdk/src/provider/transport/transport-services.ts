import type { ProviderConfiguration } from '../common/abstract-provider.js';

/** What a transport can ask and tell the SDK while it is logged on. */
export interface TransportServices extends ProviderConfiguration {
  readonly maySend: boolean;
  readonly mayReceive: boolean;
  reportSent(entryId: Uint8Array): void;
  reportNewMail(): void;
  reportState(state: 'available' | 'offline' | 'failure', text: string): void;
  reportCriticalError(): void;
  /** Shows in the status table whether a message is being sent. */
  showSending(sending: boolean): void;
}
