import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_INVALID_ENTRYID,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_ACCESS,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
} from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import { MAPI_ABCONT, MAPI_BEST_ACCESS, MAPI_DISTLIST, MAPI_MAILUSER, MAPI_MODIFY } from '../../contract/flags.js';
import type { IABLogon } from '../../contract/iab-logon.js';
import type { IMAPIAdviseSink } from '../../contract/imapi-advise-sink.js';
import type { IMAPIProp } from '../../contract/imapi-prop.js';
import type { IMAPIStatus } from '../../contract/imapi-status.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { IMAPITable } from '../../contract/imapi-table.js';
import { IID_IABLogon } from '../../contract/interface-ids.js';
import { PR_ENTRYID } from '../../contract/property-tags.js';
import { findValue } from '../../contract/property-types.js';
import type { ADRLIST, ENTRYID, OpenedEntry, SPropTagArray } from '../../contract/structures.js';
import { sameBytes } from '../common/entry-id.js';
import type { ProviderStatus } from '../common/status.js';
import { StatusObject } from '../common/status-object.js';
import { type Failure, fail } from '../objects/errors.js';
import { StoreBoundObject } from '../objects/store-bound-object.js';
import type { BookCore } from './book-core.js';
import { entryRow } from './book-schemas.js';
import { templateTable } from './book-tables.js';
import type { BookView } from './book-view.js';
import { ContainerObject } from './container-object.js';
import type { DraftOptions, EntryOrigin } from './entry-draft.js';
import { EntryObject } from './entry-object.js';
import { ListObject } from './list-object.js';
import { completed } from './name-resolution.js';

const interfaceIds: readonly Guid[] = [IID_IABLogon];

/** The other logons of the same provider object. */
export interface BookRegister {
  readonly logons: readonly BookLogon[];
  /**
   * Takes a logon off, and closes its address book when it was the last one there.
   *
   * @returns S_OK, or the failure of the author's close, which is tried again by the next call
   */
  ended(logon: BookLogon): HRESULT;
}

/** One logon at an address book, and the objects opened through it. */
class View implements BookView {
  readonly core: BookCore;
  readonly support: IMAPISupport;
  alive = true;

  constructor(core: BookCore, support: IMAPISupport) {
    this.core = core;
    this.support = support;
  }

  openEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): OpenedEntry {
    const reference = entryId === null ? ({ kind: 'root' } as const) : this.core.reference(entryId);
    if (reference.kind === 'template') fail(MAPI_E_NO_SUPPORT, 'a template is for CreateEntry only');
    if (reference.kind === 'entry') return this.#openEntry(reference.id, iid, flags);
    const id = reference.kind === 'container' ? this.core.container(reference.id).id : undefined;
    const container = new ContainerObject(this, id);
    container.requireInterface(iid);
    return { objectType: MAPI_ABCONT, unknown: container };
  }

  entryObject(origin: EntryOrigin, writable: boolean, options?: DraftOptions): EntryObject | ListObject {
    return origin.members === undefined
      ? new EntryObject(this, origin, writable, options)
      : new ListObject(this, origin, writable, options);
  }

  #openEntry(id: string, iid: InterfaceId<IUnknown> | null, flags: number): OpenedEntry {
    const entry = this.core.read(id);
    const modifiable = this.core.container(entry.container).modifiable !== false;
    if (!modifiable && (flags & MAPI_MODIFY) !== 0) fail(MAPI_E_NO_ACCESS, 'the container cannot be changed');
    const object = this.entryObject(entry, modifiable && (flags & (MAPI_MODIFY | MAPI_BEST_ACCESS)) !== 0);
    object.requireInterface(iid);
    return { objectType: entry.members === undefined ? MAPI_MAILUSER : MAPI_DISTLIST, unknown: object };
  }
}

/**
 * The logon object of an address book.
 *
 * It ends with Logoff, or with its last Release. From then on everything opened through it gives MAPI_E_INVALID_OBJECT.
 */
export class BookLogon extends StoreBoundObject<BookView> implements IABLogon {
  readonly core: BookCore;
  readonly #view: View;
  readonly #status: ProviderStatus;
  readonly #register: BookRegister;

  /** Keeps a reference to the support object until the logon ends. */
  constructor(core: BookCore, support: IMAPISupport, status: ProviderStatus, register: BookRegister) {
    const view = new View(core, support);
    super(view, 'logon object of an address book');
    this.core = core;
    this.#view = view;
    this.#status = status;
    this.#register = register;
    support.AddRef();
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  protected override explain(result: HRESULT): Failure | undefined {
    const { lastFailure } = this.core;
    return super.explain(result) ?? (lastFailure?.hr === result ? lastFailure : undefined);
  }

  get support(): IMAPISupport {
    return this.#view.support;
  }

  Logoff(_flags: number): HRESULT {
    this.used('Logoff');
    return this.end();
  }

  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry> {
    return this.give('OpenEntry', () => {
      // MAPI knows the provider's MAPIUID only, so the entry may be in any address book that is open here.
      const other = this.#register.logons.find(
        ({ core }) => core !== this.core && entryId !== null && core.owns(entryId),
      );
      return succeeded((other ?? this).#view.openEntry(entryId, iid, flags));
    });
  }

  CompareEntryIDs(entryId1: ENTRYID, entryId2: ENTRYID, _flags: number): Result<boolean> {
    return this.give('CompareEntryIDs', () => {
      if (!(entryId1 instanceof Uint8Array) || !(entryId2 instanceof Uint8Array)) {
        fail(MAPI_E_INVALID_ENTRYID, 'an entry id is a Uint8Array');
      }
      return succeeded(sameBytes(entryId1, entryId2));
    });
  }

  Advise(entryId: ENTRYID | null, eventMask: number, adviseSink: IMAPIAdviseSink): Result<number> {
    return this.give('Advise', () => {
      if (typeof adviseSink?.OnNotify !== 'function') fail(MAPI_E_INVALID_PARAMETER, 'a sink has OnNotify');
      const reference = entryId === null ? ({ kind: 'root' } as const) : this.core.reference(entryId);
      if (reference.kind === 'entry') this.core.read(reference.id);
      if (reference.kind === 'container') this.core.container(reference.id);
      return succeeded(this.core.notifier.advise(this, this.core.target(reference), eventMask, adviseSink));
    });
  }

  Unadvise(connection: number): HRESULT {
    return this.run('Unadvise', () => this.core.notifier.unadvise(this, connection));
  }

  OpenStatusEntry(iid: InterfaceId<IUnknown> | null, _flags: number): Result<IMAPIStatus> {
    return this.give('OpenStatusEntry', () => {
      const status = new StatusObject(this.#view, this.#status, { validate: () => this.core.validate() });
      status.requireInterface(iid);
      return succeeded<IMAPIStatus>(status);
    });
  }

  OpenTemplateID(
    _templateId: ENTRYID,
    _templateFlags: number,
    _propData: IMAPIProp,
    _iid: InterfaceId<IUnknown> | null,
    _sibling: IMAPIProp | null,
  ): Result<IMAPIProp> {
    return this.give('OpenTemplateID', () => failed(MAPI_E_NO_SUPPORT));
  }

  GetOneOffTable(_flags: number): Result<IMAPITable> {
    return this.give('GetOneOffTable', () => succeeded<IMAPITable>(templateTable(this.#view, false)));
  }

  PrepareRecips(_flags: number, tags: SPropTagArray | null, recipients: ADRLIST): Result<ADRLIST> {
    return this.give('PrepareRecips', () => {
      if (tags === null) return succeeded(recipients);
      return succeeded(recipients.map((recipient) => this.#prepared(recipient, tags)));
    });
  }

  /**
   * Ends the logon: the author's address book first, when nobody else uses it, the support object last. When it has ended
   * before, an address book that could not be closed then is closed now.
   *
   * @returns S_OK, or the failure of the author's close, after everything was ended
   */
  end(): HRESULT {
    if (!this.#view.alive) return this.#register.ended(this);
    this.#view.alive = false;
    this.core.notifier.forget(this);
    const hr = this.#register.ended(this);
    this.#view.support.Release();
    return hr;
  }

  protected override finalRelease(): void {
    this.end();
  }

  /** A recipient of this address book gets what the entry says; all others stay as they are. */
  #prepared(recipient: ADRLIST[number], tags: SPropTagArray): ADRLIST[number] {
    const entryId = findValue(recipient, PR_ENTRYID);
    if (entryId === undefined || !this.core.owns(entryId)) return recipient;
    const reference = this.core.reference(entryId);
    const entry = reference.kind === 'entry' ? this.core.find(reference.id) : undefined;
    if (entry === undefined) fail(MAPI_E_NOT_FOUND, 'a recipient is no longer in the address book');
    return completed(recipient, tags, entryRow(this.core, entry));
  }
}
