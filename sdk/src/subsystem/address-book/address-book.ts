import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_AMBIGUOUS_RECIP,
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_INVALID_OBJECT,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_E_USER_CANCEL,
  S_OK,
} from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import {
  MAPI_ABCONT,
  MAPI_AMBIGUOUS,
  MAPI_DIALOG,
  MAPI_ONE_OFF_NO_RICH_INFO,
  MAPI_UNICODE,
  MAPI_UNRESOLVED,
} from '../../contract/flags.js';
import type { IAddrBook } from '../../contract/iaddr-book.js';
import type { IMAPIAdviseSink } from '../../contract/imapi-advise-sink.js';
import { IID_IAddrBook, IID_IMAPIProp } from '../../contract/interface-ids.js';
import type {
  ADRLIST,
  ENTRYID,
  ENTRYLIST,
  OpenedEntry,
  SPropTagArray,
  SPropValueArray,
} from '../../contract/structures.js';
import type { ProviderIdentity } from '../observer.js';
import { oneOffEntryId } from '../one-off-entry-id.js';
import { hresultOfFileError, ProfSect, type ProfSectOptions } from '../prof-sect.js';
import { attempt, attemptResult } from '../results.js';
import { SessionSinks } from '../session-sinks.js';
import type { AddressBookHost } from './address-book-host.js';
import { ChosenContainers } from './chosen-containers.js';
import { isContainer } from './containers.js';
import { resolveNames } from './name-resolution.js';
import { prepareRecipients } from './recipient-preparation.js';
import { RootContainer } from './root-container.js';

const interfaceIds: readonly Guid[] = [IID_IAddrBook, IID_IMAPIProp];

/** What an {@link AddressBook} is made of. */
export interface OpenAddressBookOptions extends Omit<ProfSectOptions, 'released' | 'writable'> {
  readonly host: AddressBookHost;
  /** The provider that opened it through its support object; null for a client. */
  readonly opener: ProviderIdentity | null;
  /** Called when the last reference is gone. */
  readonly closed: (book: AddressBook) => void;
}

/**
 * The address book over all address books of a session.
 *
 * Its properties, the chosen containers among them, are those of the profile. No dialog is ever shown: what would show
 * one is reported to the observer, and answers as if the user had cancelled it.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/iaddrbookimapiprop
 */
export class AddressBook extends ProfSect implements IAddrBook {
  readonly #host: AddressBookHost;
  readonly #opener: ProviderIdentity | null;
  readonly #closed: (book: AddressBook) => void;
  readonly #chosen: ChosenContainers;
  readonly #sinks = new SessionSinks();
  readonly #name: string;

  constructor(options: OpenAddressBookOptions) {
    super({ ...options, writable: true });
    this.#host = options.host;
    this.#opener = options.opener;
    this.#closed = options.closed;
    this.#name = options.name ?? 'address book';
    this.#chosen = new ChosenContainers(options.host);
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  /** The profile's section was never acquired, so there is nothing to give back. */
  protected override finalRelease(): void {
    this.#sinks.endAll();
    this.#closed(this);
  }

  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry> {
    return this.#result('OpenEntry', () => {
      if (entryId !== null) return this.#host.openEntry(entryId, iid, flags);
      const options = { ledger: this.#host.context.ledger, name: `root container of the ${this.#name}` };
      return succeeded({ objectType: MAPI_ABCONT, unknown: new RootContainer(this.#host, options) });
    });
  }

  CompareEntryIDs(entryId1: ENTRYID, entryId2: ENTRYID, flags: number): Result<boolean> {
    return this.#result('CompareEntryIDs', () => this.#host.entries.compare(entryId1, entryId2, flags));
  }

  Advise(entryId: ENTRYID | null, eventMask: number, adviseSink: IMAPIAdviseSink): Result<number> {
    return this.#result('Advise', () => {
      if (entryId === null) return failed(MAPI_E_INVALID_PARAMETER);
      const registered = this.#host.entries.advise(entryId, eventMask, adviseSink);
      return registered.value === null ? failed(registered.hr) : this.#sinks.addForeign(registered.value);
    });
  }

  Unadvise(connection: number): HRESULT {
    return this.#code('Unadvise', () => this.#sinks.remove(connection));
  }

  CreateOneOff(name: string, addressType: string, address: string, flags: number): Result<ENTRYID> {
    return this.#result('CreateOneOff', () => {
      if ((flags & ~(MAPI_UNICODE | MAPI_ONE_OFF_NO_RICH_INFO)) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
      return succeeded(oneOffEntryId(name, addressType, address, (flags & MAPI_ONE_OFF_NO_RICH_INFO) === 0));
    });
  }

  NewEntry(): Result<ENTRYID> {
    return this.#result('NewEntry', () => failed(this.#dialog('NewEntry')));
  }

  /** The value comes with a failure too: the recipients as far as they are resolved. */
  ResolveName(_uiParam: number, flags: number, _newEntryTitle: string | null, recipients: ADRLIST): Result<ADRLIST> {
    return this.#result('ResolveName', () => {
      const found = resolveNames(this.#host, this.#chosen.searchPath, flags & MAPI_UNICODE, recipients);
      const isAmbiguous = found.resolutions.includes(MAPI_AMBIGUOUS);
      if (!isAmbiguous && !found.resolutions.includes(MAPI_UNRESOLVED)) return succeeded(found.recipients);
      const hr = isAmbiguous ? MAPI_E_AMBIGUOUS_RECIP : MAPI_E_NOT_FOUND;
      return { hr: (flags & MAPI_DIALOG) === 0 ? hr : this.#dialog('ResolveName'), value: found.recipients };
    });
  }

  Address(): Result<ADRLIST> {
    return this.#result('Address', () => failed(this.#dialog('Address')));
  }

  Details(): HRESULT {
    return this.#code('Details', () => this.#dialog('Details'));
  }

  RecipOptions(): HRESULT {
    return this.#code('RecipOptions', () => MAPI_E_NO_SUPPORT);
  }

  QueryDefaultRecipOpt(): Result<SPropValueArray> {
    return this.#result('QueryDefaultRecipOpt', () => failed(MAPI_E_NO_SUPPORT));
  }

  /** The value is null while no container can be changed. */
  GetPAB(): Result<ENTRYID> {
    return this.#result('GetPAB', (): Result<ENTRYID> => ({ hr: S_OK, value: this.#chosen.personal ?? null }));
  }

  SetPAB(entryId: ENTRYID): HRESULT {
    return this.#choose('SetPAB', [entryId], () => this.#chosen.choosePersonal(entryId));
  }

  /** The value is null while there is no container. */
  GetDefaultDir(): Result<ENTRYID> {
    return this.#result('GetDefaultDir', (): Result<ENTRYID> => ({ hr: S_OK, value: this.#chosen.directory ?? null }));
  }

  SetDefaultDir(entryId: ENTRYID): HRESULT {
    return this.#choose('SetDefaultDir', [entryId], () => this.#chosen.chooseDirectory(entryId));
  }

  GetSearchPath(flags: number): Result<ENTRYLIST> {
    return this.#result('GetSearchPath', () => {
      if ((flags & ~MAPI_UNICODE) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
      return succeeded(this.#chosen.searchPath);
    });
  }

  /** An empty list brings the search path back that there is without a choice. */
  SetSearchPath(flags: number, containers: ENTRYLIST): HRESULT {
    if (flags !== 0) return MAPI_E_UNKNOWN_FLAGS;
    return this.#choose('SetSearchPath', containers, () => this.#chosen.chooseSearchPath(containers));
  }

  PrepareRecips(flags: number, tags: SPropTagArray | null, recipients: ADRLIST): Result<ADRLIST> {
    return this.#result('PrepareRecips', () => {
      if (flags !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
      return prepareRecipients(this.#host, flags, tags, recipients);
    });
  }

  #choose(method: string, containers: ENTRYLIST, keep: () => void): HRESULT {
    return this.#code(method, () => {
      if (!containers.every((entryId) => isContainer(this.#host, entryId))) return MAPI_E_INVALID_ENTRYID;
      try {
        keep();
        return S_OK;
      } catch (error) {
        return hresultOfFileError(error);
      }
    });
  }

  #dialog(method: string): HRESULT {
    this.#host.context.observer?.dialog?.('IAddrBook', method, this.#opener);
    return MAPI_E_USER_CANCEL;
  }

  #code(method: string, work: () => HRESULT): HRESULT {
    return this.#refusal(method) ?? attempt(work);
  }

  #result<T>(method: string, work: () => Result<T>): Result<T> {
    const refusal = this.#refusal(method);
    return refusal === undefined ? attemptResult(work) : failed(refusal);
  }

  #refusal(method: string): HRESULT | undefined {
    if (this.#opener === null) this.#host.context.rules.called(`IAddrBook::${method}`);
    this.used(method);
    return this.#host.isActive() ? undefined : MAPI_E_INVALID_OBJECT;
  }
}
