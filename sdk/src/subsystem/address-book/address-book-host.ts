import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import type { Result } from '../../com/result.js';
import type { ENTRYID, OpenedEntry } from '../../contract/structures.js';
import type { SubsystemContext } from '../context.js';
import type { Profile } from '../profile.js';
import type { ProviderLogon } from '../provider-logon.js';
import type { SessionEntries } from '../session-entries.js';

/** What the address book needs of its session. */
export interface AddressBookHost {
  readonly context: SubsystemContext;
  readonly profile: Profile;
  /** Finds the provider of an entry id. */
  readonly entries: SessionEntries;
  /** The active logons of address books, in the order of the profile. */
  readonly logons: () => readonly ProviderLogon[];
  /** Whether the session has not ended. */
  readonly isActive: () => boolean;
  /** Opens an object by its entry id, whichever provider has it. */
  openEntry(entryId: ENTRYID, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry>;
}
