import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import type { IMAPIProp } from '../../contract/imapi-prop.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { ENTRYID, OpenedEntry } from '../../contract/structures.js';
import type { LogonScope } from '../objects/logon-scope.js';
import type { BookCore } from './book-core.js';
import type { DraftOptions, EntryOrigin } from './entry-draft.js';

/** One logon at an address book. Objects opened through it end with it. */
export interface BookView extends LogonScope {
  readonly core: BookCore;
  readonly support: IMAPISupport;
  readonly alive: boolean;
  /** The object of an entry that is there, or of a new one: a messaging user or a distribution list. */
  entryObject(origin: EntryOrigin, writable: boolean, options?: DraftOptions): IMAPIProp;
  /** Opens an object by its entry id; null means the root container. */
  openEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): OpenedEntry;
}
