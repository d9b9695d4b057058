import type { HRESULT } from '../../com/hresult.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import type { Result } from '../../com/result.js';
import type { IMAPIAdviseSink } from '../../contract/imapi-advise-sink.js';
import type { ENTRYID, OpenedEntry } from '../../contract/structures.js';
import type { StoreView } from './store-view.js';

/** One logon at a store, as the two objects that stand for it see it: the store object and the logon object. */
export interface StoreLogon extends StoreView {
  /** As openEntry, for any store that the provider object has open: MAPI knows the provider's MAPIUID only. */
  openAnyEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): OpenedEntry;
  /** Tells whether two entry ids name the same object. */
  sameEntry(entryId1: ENTRYID, entryId2: ENTRYID): boolean;
  /** Registers a sink, for the whole store without an entry id. */
  advise(entryId: ENTRYID | null, eventMask: number, sink: IMAPIAdviseSink): number;
  /**
   * Tells the transports that the client is about to let go of the store; not when they have let go of it already.
   *
   * @param flags - one LOGOFF_ flag
   * @param isShared - whether somebody else has the store object: then the transports keep it until the last Release
   * @returns what StoreLogoffTransports says: without LOGOFF_COMPLETE the logoff has not taken place
   */
  logOff(flags: number, isShared: boolean): Result<number>;
  /**
   * Ends the logon: transports first, then the author's store, then the support object. When it has ended before, a store
   * that could not be closed then is closed now.
   *
   * @returns S_OK, or the failure of the author's close, after everything was ended
   */
  end(): HRESULT;
}
