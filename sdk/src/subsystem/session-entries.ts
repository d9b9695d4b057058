import { FAILED } from '../com/hresult.js';
import {
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_ENTRYID,
} from '../com/hresult-codes.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import { failed, type Result, succeeded } from '../com/result.js';
import { MAPI_MAILUSER, MAPI_STATUS, MAPI_STORE } from '../contract/flags.js';
import type { IABLogon } from '../contract/iab-logon.js';
import type { IMAPIAdviseSink } from '../contract/imapi-advise-sink.js';
import type { IMAPIProp } from '../contract/imapi-prop.js';
import type { IMSLogon } from '../contract/ims-logon.js';
import type { IMSProvider } from '../contract/ims-provider.js';
import type { IMsgStore } from '../contract/imsg-store.js';
import type { ENTRYID, OpenedEntry } from '../contract/structures.js';
import { MAPI_ONE_OFF_UID } from '../contract/well-known-guids.js';
import { OneOffUser } from './address-book/one-off-user.js';
import type { SubsystemContext } from './context.js';
import { entryIdUid, sameBytes, statusRowOf, unwrapStoreEntryId } from './entry-ids.js';
import { guardedResult } from './guarded-call.js';
import { logonInterfaces, type ProviderLogon } from './provider-logon.js';
import type { SessionProviders } from './session-providers.js';

/** A logon that opens entries. */
type EntryLogon = IMSLogon | IABLogon;

/** What routing needs of its session. */
export interface SessionEntriesOptions {
  readonly context: SubsystemContext;
  readonly providers: SessionProviders;
  /** Opens the store that a wrapped entry id names. */
  readonly openStore: (entryId: ENTRYID, iid: InterfaceId<IUnknown> | null, flags: number) => Result<IMsgStore>;
  /** The logon that a row of the status table belongs to. */
  readonly logonOfStatusRow: (row: number) => ProviderLogon | undefined;
}

/**
 * Leads an entry id to the provider that registered the uid in it.
 *
 * Several logons may have one uid, as two stores of one provider have; they are tried in turn until one knows the entry.
 */
export class SessionEntries {
  readonly #context: SubsystemContext;
  readonly #providers: SessionProviders;
  readonly #options: SessionEntriesOptions;

  constructor(options: SessionEntriesOptions) {
    this.#context = options.context;
    this.#providers = options.providers;
    this.#options = options;
  }

  /** Opens an object by its entry id. */
  open(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry> {
    if (entryId === null) return failed(MAPI_E_INVALID_PARAMETER);
    const uid = entryIdUid(entryId);
    if (uid === undefined) return failed(MAPI_E_INVALID_ENTRYID);
    if (uid === MAPI_ONE_OFF_UID) return this.#openOneOff(entryId);
    const row = statusRowOf(entryId);
    if (row !== undefined) return this.#openStatus(row, iid, flags);
    if (unwrapStoreEntryId(entryId) !== undefined) {
      const opened = this.#options.openStore(entryId, iid, flags);
      return { hr: opened.hr, value: opened.value === null ? null : { objectType: MAPI_STORE, unknown: opened.value } };
    }
    let answer: Result<OpenedEntry> = failed(MAPI_E_UNKNOWN_ENTRYID);
    for (const logon of this.#providers.withUid(uid)) {
      answer = this.#call(logon, 'OpenEntry', (target) => target.OpenEntry(entryId, iid, flags));
      if (!isUnknown(answer)) return answer;
    }
    return answer;
  }

  /** Compares two entry ids. Ids of different providers differ, which is no error. */
  compare(entryId1: ENTRYID, entryId2: ENTRYID, flags: number): Result<boolean> {
    const uid = entryIdUid(entryId1);
    const other = entryIdUid(entryId2);
    if (uid === undefined || other === undefined) return failed(MAPI_E_INVALID_ENTRYID);
    if (uid !== other) return succeeded(false);
    if (sameBytes(entryId1, entryId2)) return succeeded(true);
    if (unwrapStoreEntryId(entryId1) !== undefined) return this.#compareStores(entryId1, entryId2, flags);
    if (uid === MAPI_ONE_OFF_UID || statusRowOf(entryId1) !== undefined) return succeeded(false);
    let answer: Result<boolean> = failed(MAPI_E_UNKNOWN_ENTRYID);
    for (const logon of this.#providers.withUid(uid)) {
      answer = this.#call(logon, 'CompareEntryIDs', (target) => target.CompareEntryIDs(entryId1, entryId2, flags));
      if (!isUnknown(answer)) return answer;
    }
    return answer;
  }

  /** Registers a sink for an object; gives the function that ends the registration. */
  advise(entryId: ENTRYID, eventMask: number, adviseSink: IMAPIAdviseSink): Result<() => void> {
    const uid = entryIdUid(entryId);
    if (uid === undefined) return failed(MAPI_E_INVALID_ENTRYID);
    let answer: Result<number> = failed(MAPI_E_UNKNOWN_ENTRYID);
    for (const logon of this.#providers.withUid(uid)) {
      answer = this.#call(logon, 'Advise', (target) => target.Advise(entryId, eventMask, adviseSink));
      const connection = answer.value;
      if (!FAILED(answer.hr) && connection !== null) {
        return succeeded(() => {
          this.#call(logon, 'Unadvise', (target) => ({ hr: target.Unadvise(connection), value: null }));
        });
      }
      if (!isUnknown(answer)) break;
    }
    return failed(answer.hr);
  }

  /** Has the address book that a template id belongs to bind its code. */
  openTemplate(
    templateId: ENTRYID,
    flags: number,
    propData: IMAPIProp,
    iid: InterfaceId<IUnknown> | null,
    sibling: IMAPIProp | null,
  ): Result<IMAPIProp> {
    const uid = entryIdUid(templateId);
    if (uid === undefined) return failed(MAPI_E_INVALID_ENTRYID);
    const logon = this.#providers.withUid(uid).find(({ identity }) => identity.kind === 'address-book');
    if (logon === undefined) return failed(MAPI_E_UNKNOWN_ENTRYID);
    return this.#call(logon, 'OpenTemplateID', (target) =>
      (target as IABLogon).OpenTemplateID(templateId, flags, propData, iid, sibling),
    );
  }

  #openOneOff(entryId: ENTRYID): Result<OpenedEntry> {
    const user = OneOffUser.open(entryId, { ledger: this.#context.ledger, name: 'one-off recipient' });
    return user === undefined ? failed(MAPI_E_NO_SUPPORT) : succeeded({ objectType: MAPI_MAILUSER, unknown: user });
  }

  #openStatus(row: number, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry> {
    const logon = this.#options.logonOfStatusRow(row);
    if (logon?.logon === undefined) return failed(MAPI_E_NOT_FOUND);
    const { identity } = logon;
    const interfaceName = logonInterfaces[identity.kind];
    const opened = guardedResult(
      this.#context.observer,
      identity,
      interfaceName,
      'OpenStatusEntry',
      logon.logon,
      (target) => target.OpenStatusEntry(iid, flags),
    );
    if (FAILED(opened.hr)) return failed(opened.hr);
    if (opened.value === null) return failed(MAPI_E_INTERFACE_NOT_SUPPORTED);
    return succeeded({ objectType: MAPI_STATUS, unknown: opened.value }, opened.hr);
  }

  #compareStores(entryId1: ENTRYID, entryId2: ENTRYID, flags: number): Result<boolean> {
    const first = unwrapStoreEntryId(entryId1);
    const second = unwrapStoreEntryId(entryId2);
    if (first === undefined || second?.dllName !== first.dllName) return succeeded(false);
    const logon = this.#providers.logons.find(
      ({ identity, provider }) => identity.kind === 'store' && provider.dllName === first.dllName,
    );
    if (logon === undefined) return succeeded(sameBytes(first.entryId, second.entryId));
    const { identity, object } = logon.provider;
    const provider = object as IMSProvider;
    return guardedResult(this.#context.observer, identity, 'IMSProvider', 'CompareStoreIDs', provider, (target) =>
      target.CompareStoreIDs(first.entryId, second.entryId, flags),
    );
  }

  #call<T>(logon: ProviderLogon, method: string, call: (target: EntryLogon) => Result<T>): Result<T> {
    const { identity } = logon;
    const interfaceName = logonInterfaces[identity.kind];
    // Transports register no uids with SetProviderUID, so this is the logon of a store or an address book.
    const target = logon.logon as EntryLogon;
    return guardedResult(this.#context.observer, identity, interfaceName, method, target, call);
  }
}

/** Whether a provider says that the entry is not one of its own. */
function isUnknown({ hr }: Result<unknown>): boolean {
  return hr === MAPI_E_UNKNOWN_ENTRYID || hr === MAPI_E_INVALID_ENTRYID || hr === MAPI_E_NOT_FOUND;
}
