import { ComObject } from '../com/com-object.js';
import { type Guid, guidToBytes } from '../com/guid.js';
import type { HRESULT } from '../com/hresult.js';
import { MAPI_E_INTERFACE_NOT_SUPPORTED, MAPI_E_NO_SUPPORT, MAPI_E_UNKNOWN_FLAGS, S_OK } from '../com/hresult-codes.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import { failed, type Result, succeeded } from '../com/result.js';
import { MAPI_UNICODE } from '../contract/flags.js';
import type { IMAPITable } from '../contract/imapi-table.js';
import { IID_IMAPIProp, IID_IProfSect, IID_IProviderAdmin } from '../contract/interface-ids.js';
import type { IProfSect } from '../contract/iprof-sect.js';
import type { IProviderAdmin } from '../contract/iprovider-admin.js';
import {
  PR_DISPLAY_NAME_W,
  PR_INSTANCE_KEY,
  PR_PROVIDER_DLL_NAME_W,
  PR_PROVIDER_UID,
  PR_RESOURCE_FLAGS,
  PR_RESOURCE_TYPE,
} from '../contract/property-tags.js';
import { propValue } from '../contract/property-types.js';
import type { MAPIERROR, MAPIUID, SPropTagArray, SRow } from '../contract/structures.js';
import { MemoryTable } from '../tables/memory-table.js';
import type { SubsystemContext } from './context.js';
import { isOneOf } from './interface-choice.js';
import type { Profile, ProfileProvider } from './profile.js';
import { openSection } from './session-sections.js';

const interfaceIds: readonly Guid[] = [IID_IProviderAdmin];
const columns: SPropTagArray = [
  PR_PROVIDER_UID,
  PR_INSTANCE_KEY,
  PR_DISPLAY_NAME_W,
  PR_PROVIDER_DLL_NAME_W,
  PR_RESOURCE_TYPE,
  PR_RESOURCE_FLAGS,
];

/** The service that a {@link ProviderAdmin} administers. */
export interface AdministeredService {
  readonly context: SubsystemContext;
  readonly profile: Profile;
  /** Its providers, one at least. */
  readonly providers: readonly [ProfileProvider, ...ProfileProvider[]];
}

/** The providers of one message service. Which there are is the profile's: none is added here, and none taken out. */
export class ProviderAdmin extends ComObject implements IProviderAdmin {
  readonly #service: AdministeredService;

  constructor(service: AdministeredService) {
    const [{ displayName }] = service.providers;
    super({ ledger: service.context.ledger, name: `provider administration of ${displayName}` });
    this.#service = service;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  GetLastError(_result: HRESULT, _flags: number): Result<MAPIERROR> {
    this.used('GetLastError');
    return { hr: S_OK, value: null };
  }

  GetProviderTable(flags: number): Result<IMAPITable> {
    this.used('GetProviderTable');
    if ((flags & ~MAPI_UNICODE) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
    const { context, providers } = this.#service;
    const rows = (): SRow[] => providers.map((provider) => this.#row(provider));
    return succeeded<IMAPITable>(new MemoryTable(columns, rows, { ledger: context.ledger, name: 'provider table' }));
  }

  CreateProvider(): Result<MAPIUID> {
    this.used('CreateProvider');
    return failed(MAPI_E_NO_SUPPORT);
  }

  DeleteProvider(): HRESULT {
    this.used('DeleteProvider');
    return MAPI_E_NO_SUPPORT;
  }

  /** Without a uid, the section of the first provider. */
  OpenProfileSection(uid: MAPIUID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<IProfSect> {
    this.used('OpenProfileSection');
    if (!isOneOf(iid, [IID_IProfSect, IID_IMAPIProp])) return failed(MAPI_E_INTERFACE_NOT_SUPPORTED);
    const { context, profile, providers } = this.#service;
    return openSection({
      profile,
      uid: uid ?? providers[0].uid,
      flags,
      ledger: context.ledger,
      name: `profile section for the message service of ${providers[0].displayName}`,
      temporary: false,
    });
  }

  #row({ uid, displayName, dllName }: ProfileProvider): SRow {
    const values = this.#service.profile.section(uid)?.values;
    const ofSection = [PR_RESOURCE_TYPE, PR_RESOURCE_FLAGS].flatMap((tag) => values?.get(tag >>> 16) ?? []);
    return [
      propValue(PR_PROVIDER_UID, guidToBytes(uid)),
      propValue(PR_INSTANCE_KEY, guidToBytes(uid)),
      propValue(PR_DISPLAY_NAME_W, displayName),
      propValue(PR_PROVIDER_DLL_NAME_W, dllName),
      ...ofSection,
    ];
  }
}
