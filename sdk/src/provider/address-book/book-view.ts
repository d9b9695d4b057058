import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { ENTRYID, OpenedEntry } from '../../contract/structures.js';
import type { LogonScope } from '../objects/logon-scope.js';
import type { BookCore } from './book-core.js';

/** One logon at an address book. Objects opened through it end with it. */
export interface BookView extends LogonScope {
  readonly core: BookCore;
  readonly support: IMAPISupport;
  readonly alive: boolean;
  /** Opens an object by its entry id; null means the root container. */
  openEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): OpenedEntry;
}
