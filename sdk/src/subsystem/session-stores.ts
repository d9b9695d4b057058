import { randomUUID } from 'node:crypto';
import { guid } from '../com/guid.js';
import { FAILED, type HRESULT } from '../com/hresult.js';
import {
  MAPI_E_CALL_FAILED,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  S_OK,
} from '../com/hresult-codes.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import { failed, type Result, succeeded } from '../com/result.js';
import {
  MAPI_DEFAULT_STORE,
  MAPI_PRIMARY_STORE,
  MAPI_SECONDARY_STORE,
  MAPI_SIMPLE_STORE_PERMANENT,
  MAPI_SIMPLE_STORE_TEMPORARY,
  MAPI_STORE_PROVIDER,
  MAPI_UNICODE,
  MDB_NO_DIALOG,
  MDB_NO_MAIL,
  STATUS_DEFAULT_STORE,
  STATUS_PRIMARY_STORE,
  STATUS_SECONDARY_STORE,
  STATUS_SIMPLE_STORE,
  STATUS_TEMP_SECTION,
} from '../contract/flags.js';
import type { IMSProvider, MSLogonResult } from '../contract/ims-provider.js';
import type { IMsgStore } from '../contract/imsg-store.js';
import {
  PR_DISPLAY_NAME_W,
  PR_PROVIDER_DLL_NAME_W,
  PR_RESOURCE_FLAGS,
  PR_RESOURCE_TYPE,
} from '../contract/property-tags.js';
import { findValue, PROP_ID, propValue } from '../contract/property-types.js';
import type { ENTRYID, MAPIUID } from '../contract/structures.js';
import type { SubsystemContext } from './context.js';
import { sameBytes, sectionEntryId, type UnwrappedStoreEntryId, unwrapStoreEntryId } from './entry-ids.js';
import { guardedResult } from './guarded-call.js';
import { hresultOfFileError } from './prof-sect.js';
import type { Profile, ProfileProvider } from './profile.js';
import type { SessionProviders } from './session-providers.js';
import type { OpenedStore } from './spooler/spooler-stores.js';
import { chosenEntryId, sectionValues } from './store-rows.js';

const roles: ReadonlyMap<number, number> = new Map([
  [MAPI_DEFAULT_STORE, STATUS_DEFAULT_STORE],
  [MAPI_SIMPLE_STORE_PERMANENT, STATUS_SIMPLE_STORE],
  [MAPI_PRIMARY_STORE, STATUS_PRIMARY_STORE],
  [MAPI_SECONDARY_STORE, STATUS_SECONDARY_STORE],
]);

/** What opening stores needs of its session. */
export interface SessionStoresOptions {
  readonly context: SubsystemContext;
  readonly profile: Profile;
  readonly providers: SessionProviders;
  /** Called with the section of a store that goes when the session ends. */
  readonly addTemporary: (uid: MAPIUID) => void;
  /** Called with a store that was not open before, unless it was opened without mail. */
  readonly opened: (store: OpenedStore) => void;
}

/** Opens the stores of one session's profile and gives them their roles. */
export class SessionStores {
  readonly #context: SubsystemContext;
  readonly #profile: Profile;
  readonly #providers: SessionProviders;
  readonly #addTemporary: (uid: MAPIUID) => void;
  readonly #opened: SessionStoresOptions['opened'];

  constructor(options: SessionStoresOptions) {
    this.#context = options.context;
    this.#profile = options.profile;
    this.#providers = options.providers;
    this.#addTemporary = options.addTemporary;
    this.#opened = options.opened;
  }

  /**
   * Opens the store that a wrapped entry id names.
   *
   * A store that the profile does not list, of a provider that it does, gets a temporary section, which ModifyProfile can
   * make permanent.
   */
  open(uiParam: number, entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<IMsgStore> {
    const wanted = entryId === null ? undefined : unwrapStoreEntryId(entryId);
    if (wanted === undefined) return failed(MAPI_E_INVALID_ENTRYID);
    const entry = this.#entryOf(wanted) ?? this.#temporaryEntry(wanted);
    if (entry === undefined) return failed(MAPI_E_NOT_FOUND);
    const isPlaceholder = sameBytes(wanted.entryId, sectionEntryId(entry.uid));
    const storeId = isPlaceholder ? (chosenEntryId(this.#profile, entry) ?? null) : wanted.entryId;
    const logonFlags = (flags | MDB_NO_DIALOG | MAPI_UNICODE) >>> 0;
    const answer = this.#providers.logOn<MSLogonResult>(entry, ({ object }, support) =>
      guardedResult(
        this.#context.observer,
        support.identity,
        'IMSProvider',
        'Logon',
        object as IMSProvider,
        (provider) => provider.Logon(support, uiParam, this.#profile.name, storeId, logonFlags, iid),
      ),
    );
    if (FAILED(answer.hr)) return failed(answer.hr);
    const store = answer.value?.store;
    const client = answer.value?.logon == null ? undefined : this.#providers.recordOf(answer.value.logon);
    if (client !== undefined && (flags & MDB_NO_MAIL) === 0) {
      const spoolSecurity = answer.value?.spoolSecurity ?? null;
      this.#opened({ client, entryId: chosenEntryId(this.#profile, entry) ?? storeId, spoolSecurity });
    }
    return store === undefined || store === null ? failed(MAPI_E_CALL_FAILED) : succeeded(store, answer.hr);
  }

  /** Gives a store a role, and takes it from the store that had it. */
  setRole(role: number, entryId: ENTRYID): HRESULT {
    if (role === MAPI_SIMPLE_STORE_TEMPORARY) return MAPI_E_NO_SUPPORT;
    const flag = roles.get(role);
    if (flag === undefined) return MAPI_E_INVALID_PARAMETER;
    const wanted = unwrapStoreEntryId(entryId);
    if (wanted === undefined) return MAPI_E_INVALID_ENTRYID;
    const chosen = this.#entryOf(wanted);
    if (chosen === undefined) return MAPI_E_NOT_FOUND;
    try {
      this.#profile.batch(() => this.#moveFlag(flag, chosen));
      return S_OK;
    } catch (error) {
      return hresultOfFileError(error);
    }
  }

  #moveFlag(flag: number, chosen: ProfileProvider): void {
    for (const entry of this.#stores()) {
      const section = this.#profile.section(entry.uid);
      if (section === undefined) continue;
      const before = findValue(sectionValues(this.#profile, entry), PR_RESOURCE_FLAGS) ?? 0;
      const after = entry.uid === chosen.uid ? before | flag : before & ~flag;
      const value = propValue(PR_RESOURCE_FLAGS, after);
      if (after !== before)
        this.#profile.update(section, new Map(section.values).set(PROP_ID(PR_RESOURCE_FLAGS), value));
    }
  }

  #stores(): ProfileProvider[] {
    return this.#profile.providers.filter(({ kind }) => kind === 'store');
  }

  #entryOf({ dllName, entryId }: UnwrappedStoreEntryId): ProfileProvider | undefined {
    const candidates = this.#stores().filter((entry) => entry.dllName === dllName);
    return (
      candidates.find((entry) => sameBytes(entryId, sectionEntryId(entry.uid))) ??
      candidates.find((entry) => this.#isChosen(entry, entryId, sameBytes)) ??
      candidates.find((entry) => this.#isChosen(entry, entryId, (a, b) => this.#providerSays(entry, a, b)))
    );
  }

  #isChosen(entry: ProfileProvider, entryId: ENTRYID, same: (a: ENTRYID, b: ENTRYID) => boolean): boolean {
    const chosen = chosenEntryId(this.#profile, entry);
    return chosen !== undefined && same(chosen, entryId);
  }

  /** Asks the provider, when it is loaded, whether two private entry ids name the same store. */
  #providerSays(entry: ProfileProvider, a: ENTRYID, b: ENTRYID): boolean {
    const provider = this.#providers
      .active()
      .find(({ identity, dllName }) => identity.kind === 'store' && dllName === entry.dllName);
    if (provider === undefined) return false;
    const { identity, object } = provider;
    const compared = guardedResult(
      this.#context.observer,
      identity,
      'IMSProvider',
      'CompareStoreIDs',
      object as IMSProvider,
      (target) => target.CompareStoreIDs(a, b, 0),
    );
    return compared.value === true;
  }

  #temporaryEntry({ dllName }: UnwrappedStoreEntryId): ProfileProvider | undefined {
    const sibling = this.#stores().find((entry) => entry.dllName === dllName);
    if (sibling === undefined) return undefined;
    const entry: ProfileProvider = { ...sibling, uid: guid(randomUUID()), temporary: true };
    this.#profile.createSection(entry.uid, true, [
      propValue(PR_DISPLAY_NAME_W, entry.displayName),
      propValue(PR_PROVIDER_DLL_NAME_W, dllName),
      propValue(PR_RESOURCE_TYPE, MAPI_STORE_PROVIDER),
      propValue(PR_RESOURCE_FLAGS, STATUS_TEMP_SECTION),
    ]);
    this.#profile.addProvider(entry);
    this.#addTemporary(entry.uid);
    return entry;
  }
}
