import type { IMAPISession, IMsgStore, MAPIUID } from '@mapi-kit/sdk';

/** What the client has of one session. */
export interface ClientSession {
  /** 0-based. */
  readonly index: number;
  readonly session: IMAPISession;
  readonly store: IMsgStore;
  /** The section of the provider in the profile. */
  readonly sectionUid: MAPIUID;
}
