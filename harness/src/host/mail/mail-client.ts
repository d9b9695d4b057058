import type { IMAPISession, IMsgStore, MAPIUID } from '@mapi-kit/sdk';
import type { Spooler } from '@mapi-kit/sdk/subsystem';

/** What the client has of one transport in one session. */
export interface MailClient {
  /** Under which number journals know the transport: that of its session, for the first one of each. */
  readonly index: number;
  readonly session: IMAPISession;
  readonly spooler: Spooler;
  /** The store that mail is sent from and received into. */
  readonly store: IMsgStore;
  /** The section of the provider in the profile. */
  readonly sectionUid: MAPIUID;
}
