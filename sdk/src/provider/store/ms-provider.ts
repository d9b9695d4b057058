import type { Guid } from '../../com/guid.js';
import {
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_UNCONFIGURED,
} from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import { IID_IUnknown, type IUnknown } from '../../com/iunknown.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { IMSProvider, MSLogonResult } from '../../contract/ims-provider.js';
import { IID_IMAPIProp, IID_IMSProvider, IID_IMsgStore } from '../../contract/interface-ids.js';
import type { ENTRYID } from '../../contract/structures.js';
import { repositoryHooksOf } from '../common/abstract-repository.js';
import { parseEntryId, sameBytes } from '../common/entry-id.js';
import { openOwnSection } from '../common/own-section.js';
import { ProviderObject } from '../common/provider-object.js';
import { readProfile } from '../common/provider-profile.js';
import { announceStore } from './logon-profile.js';
import { type LogonRegister, LogonView } from './logon-view.js';
import { STORE_ID } from './standard-folders.js';
import type { StoreCore } from './store-core.js';
import type { StoreDefinition } from './store-definition.js';
import { createStandardObjects, openStore } from './store-opening.js';

const storeInterfaces: readonly Guid[] = [IID_IUnknown, IID_IMAPIProp, IID_IMsgStore];

interface LogonRequest {
  readonly support: IMAPISupport;
  readonly entryId: ENTRYID | null;
  readonly flags: number;
  readonly spooler: boolean;
}

/** The provider object of a message store: what it has open, and the answer to fast shutdown for all of it. */
export class MSProvider
  extends ProviderObject<StoreDefinition, StoreCore, LogonView>
  implements IMSProvider, LogonRegister
{
  constructor(definition: StoreDefinition) {
    super(definition, IID_IMSProvider, () => repositoryHooksOf(Object.create(definition.storeClass.prototype)));
  }

  Logon(
    support: IMAPISupport,
    _uiParam: number,
    _profileName: string,
    entryId: ENTRYID | null,
    flags: number,
    iid: InterfaceId<IUnknown> | null,
  ): Result<MSLogonResult> {
    this.used('Logon');
    return this.#logon({ support, entryId, flags, spooler: false }, iid);
  }

  SpoolerLogon(
    support: IMAPISupport,
    _uiParam: number,
    _profileName: string,
    entryId: ENTRYID | null,
    flags: number,
    iid: InterfaceId<IUnknown> | null,
    spoolSecurity: Uint8Array | null,
  ): Result<MSLogonResult> {
    this.used('SpoolerLogon');
    return this.#logon({ support, entryId: entryId ?? spoolSecurity, flags, spooler: true }, iid);
  }

  CompareStoreIDs(entryId1: ENTRYID, entryId2: ENTRYID, _flags: number): Result<boolean> {
    this.used('CompareStoreIDs');
    const [a, b] = [parseEntryId(entryId1), parseEntryId(entryId2)];
    if (a === undefined || b === undefined) return failed(MAPI_E_INVALID_ENTRYID);
    return succeeded(sameBytes(a.storeId, b.storeId) && sameBytes(a.providerUid, b.providerUid));
  }

  #logon(request: LogonRequest, iid: InterfaceId<IUnknown> | null): Result<MSLogonResult> {
    if (iid !== null && !storeInterfaces.includes(iid)) return failed(MAPI_E_INTERFACE_NOT_SUPPORTED);
    try {
      const { entryId, spooler } = request;
      const named = entryId === null ? undefined : this.#find((core) => namesStore(core, entryId), spooler);
      return succeeded(named === undefined ? this.#logonBySection(request) : reopened(named));
    } catch (error) {
      // MAPI itself deals with a profile that is not configured yet.
      return this.refusal(error, MAPI_E_UNCONFIGURED);
    }
  }

  #logonBySection(request: LogonRequest): MSLogonResult {
    const { support, entryId, flags, spooler } = request;
    const section = openOwnSection(support, !spooler);
    try {
      const profile = readProfile(section);
      const open = this.#find((core) => core.dataDirectory === profile.dataDirectory, spooler);
      if (open !== undefined) return reopened(open);
      const shared = this.cores().find(({ dataDirectory }) => dataDirectory === profile.dataDirectory);
      this.closeRetries.requireClosed(profile.dataDirectory);
      const core = shared ?? openStore(this.definition, profile);
      try {
        if (shared === undefined) createStandardObjects(core, profile, entryId);
        announceStore(core, support, section, { flags, spooler });
      } catch (error) {
        if (shared === undefined) this.closeRetries.close(core);
        throw error;
      }
      const logon = new LogonView(core, support, spooler, this);
      this.add(logon);
      const spoolSecurity = spooler ? null : core.entryId(STORE_ID);
      return { logon: logon.logon, store: logon.store, spoolSecurity, error: null };
    } finally {
      section.Release();
    }
  }

  #find(matches: (core: StoreCore) => boolean, spooler: boolean): LogonView | undefined {
    return this.logons.find((logon) => logon.spooler === spooler && matches(logon.core));
  }
}

/** What a second logon at an open store gives: the store with one reference more, and no logon object. */
function reopened(logon: LogonView): MSLogonResult {
  logon.store.AddRef();
  return { logon: null, store: logon.store, spoolSecurity: null, error: null };
}

function namesStore(core: StoreCore, entryId: ENTRYID): boolean {
  const parts = parseEntryId(entryId);
  return (
    parts !== undefined &&
    parts.objectId === null &&
    sameBytes(parts.providerUid, core.providerUid) &&
    sameBytes(parts.storeId, core.storeId)
  );
}
