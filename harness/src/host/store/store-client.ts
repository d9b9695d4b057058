import type { ENTRYID, IMAPISession, IMsgStore, MAPIUID } from '@mapi-kit/sdk';

/** What the client has of one store in one session. */
export interface StoreClient {
  /** Under which number journals know the store: that of its session, for the first store of each. */
  readonly index: number;
  readonly session: IMAPISession;
  readonly store: IMsgStore;
  /** The outgoing queues as the spooler reads them; null: they are not shown to it. */
  readonly queued: () => readonly ENTRYID[] | null;
  /** There is a transport in the profile, which takes what is submitted. */
  readonly hasTransport: boolean;
  /** The section of the provider in the profile. */
  readonly sectionUid: MAPIUID;
  /** It is the other one of two stores of the provider in the profile, of which a user has less in it. */
  readonly isSecond?: true;
}
