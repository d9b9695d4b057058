import type { ENTRYID, IABContainer, IAddrBook, IMAPISession, MAPIUID } from '@mapi-kit/sdk';

/** What the client has of one address book in one session. */
export interface BookClient {
  /** Under which number journals know the address book: that of its session, for the first one of each. */
  readonly index: number;
  readonly session: IMAPISession;
  /** Over all address books of the session. */
  readonly book: IAddrBook;
  /** The containers of this address book. */
  readonly containers: readonly BookContainer[];
  /** The section of the provider in the profile. */
  readonly sectionUid: MAPIUID;
}

/** A container of an address book. */
export interface BookContainer {
  readonly entryId: ENTRYID;
  /** Below those that it is in, each behind a slash. */
  readonly name: string;
  readonly container: IABContainer;
  /** The template of new entries; null where none can be made. */
  readonly template: ENTRYID | null;
  /** The template of new distribution lists; null where none can be made. */
  readonly listTemplate: ENTRYID | null;
}
