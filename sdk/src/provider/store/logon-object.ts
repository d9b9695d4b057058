import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_NO_SUPPORT } from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import type { IMAPIAdviseSink } from '../../contract/imapi-advise-sink.js';
import type { IMAPIStatus } from '../../contract/imapi-status.js';
import type { IMSLogon } from '../../contract/ims-logon.js';
import { IID_IMSLogon } from '../../contract/interface-ids.js';
import type { ENTRYID, MAPIERROR, OpenedEntry } from '../../contract/structures.js';
import type { Failure } from '../objects/errors.js';
import { StoreBoundObject } from '../objects/store-bound-object.js';
import type { StoreLogon } from './store-logon.js';
import type { StoreView } from './store-view.js';

const interfaceIds: readonly Guid[] = [IID_IMSLogon];

/** MAPI's own handle of a logon. Logoff ends it; so does the last Release without one. */
export class LogonObject extends StoreBoundObject<StoreView> implements IMSLogon {
  readonly #logon: StoreLogon;

  constructor(logon: StoreLogon) {
    super(logon, logon.spooler ? 'logon object of the spooler' : 'logon object');
    this.#logon = logon;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  protected override explain(result: HRESULT): Failure | undefined {
    const { lastFailure } = this.view.core;
    return super.explain(result) ?? (lastFailure?.hr === result ? lastFailure : undefined);
  }

  /** Answers after Logoff too, so that a close that failed can be explained. */
  override GetLastError(result: HRESULT, _flags: number): Result<MAPIERROR> {
    this.used('GetLastError');
    return this.lastError(result);
  }

  Logoff(_flags: number): HRESULT {
    this.used('Logoff');
    return this.#logon.end();
  }

  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry> {
    return this.give('OpenEntry', () => succeeded(this.#logon.openAnyEntry(entryId, iid, flags)));
  }

  CompareEntryIDs(entryId1: ENTRYID, entryId2: ENTRYID, _flags: number): Result<boolean> {
    return this.give('CompareEntryIDs', () => succeeded(this.#logon.sameEntry(entryId1, entryId2)));
  }

  Advise(entryId: ENTRYID | null, eventMask: number, adviseSink: IMAPIAdviseSink): Result<number> {
    return this.give('Advise', () => succeeded(this.#logon.advise(entryId, eventMask, adviseSink)));
  }

  Unadvise(connection: number): HRESULT {
    return this.run('Unadvise', () => this.view.core.notifier.unadvise(this.#logon, connection));
  }

  OpenStatusEntry(_iid: InterfaceId<IUnknown> | null, _flags: number): Result<IMAPIStatus> {
    return this.give('OpenStatusEntry', () => failed(MAPI_E_NO_SUPPORT));
  }

  protected override finalRelease(): void {
    this.#logon.end();
  }
}
