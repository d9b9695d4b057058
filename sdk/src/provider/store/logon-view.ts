import { demandValue } from '../../com/demand.js';
import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_INVALID_ENTRYID, MAPI_E_INVALID_PARAMETER, MAPI_E_NOT_FOUND } from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { type Result, succeeded } from '../../com/result.js';
import {
  LOGOFF_ABORT,
  LOGOFF_COMPLETE,
  MAPI_FOLDER,
  MAPI_MESSAGE,
  MAPI_MODIFY,
  MAPI_STORE,
} from '../../contract/flags.js';
import type { IMAPIAdviseSink } from '../../contract/imapi-advise-sink.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { IProfSect } from '../../contract/iprof-sect.js';
import type { ENTRYID, OpenedEntry } from '../../contract/structures.js';
import { parseEntryId, sameBytes } from '../common/entry-id.js';
import { fail } from '../objects/errors.js';
import { AttachmentObject } from './attachment-object.js';
import { EmbeddedMessage } from './embedded-message.js';
import { FolderObject } from './folder-object.js';
import { LogonObject } from './logon-object.js';
import { ROOT_ID, STORE_ID } from './standard-folders.js';
import type { StoreCore } from './store-core.js';
import type { StoreLogon } from './store-logon.js';
import { StoreObject } from './store-object.js';
import type { MessageParts } from './store-view.js';
import { StoredMessage } from './stored-message.js';

/** The other logons of the same provider object. */
export interface LogonRegister {
  readonly logons: readonly LogonView[];
  /**
   * Takes a logon off, and closes its store when it was the last one there.
   *
   * @returns S_OK, or the failure of the author's close, which is tried again by the next call
   */
  ended(logon: LogonView): HRESULT;
}

const parts: MessageParts = {
  attachment: (message, num, entry, writable) => new AttachmentObject(message, num, entry, writable),
  embedded: (attachment, content, writable) => new EmbeddedMessage(attachment, content, writable),
};

/**
 * One logon: the logon object for MAPI and the store object for the client, made and ended as a pair.
 *
 * It ends with the last Release of the store, with Logoff, or with the last Release of the logon object, whichever comes
 * first; what comes after that only closes a store that could not be closed before. What was opened through it answers
 * MAPI_E_INVALID_OBJECT from then on.
 */
export class LogonView implements StoreLogon {
  readonly core: StoreCore;
  readonly support: IMAPISupport;
  readonly spooler: boolean;
  readonly parts: MessageParts = parts;
  readonly store: StoreObject;
  readonly logon: LogonObject;
  readonly #register: LogonRegister;
  #logoffFlags = LOGOFF_ABORT;
  /** The last answer of StoreLogoffTransports. */
  #transports: number | undefined;
  #alive = true;

  /** Keeps a reference to the support object until the logon ends. */
  constructor(core: StoreCore, support: IMAPISupport, spooler: boolean, register: LogonRegister) {
    this.core = core;
    this.support = support;
    this.spooler = spooler;
    this.#register = register;
    this.store = new StoreObject(this);
    this.logon = new LogonObject(this);
    support.AddRef();
  }

  get alive(): boolean {
    return this.#alive;
  }

  openEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): OpenedEntry {
    const id = entryId === null ? ROOT_ID : this.core.idFromEntryId(entryId);
    if (id === STORE_ID) {
      this.store.requireInterface(iid);
      this.store.AddRef();
      return { objectType: MAPI_STORE, unknown: this.store };
    }
    const object = this.core.read(id) ?? fail(MAPI_E_NOT_FOUND, `there is no object ${id}`);
    const isFolder = object.kind === 'folder';
    const opened = isFolder ? new FolderObject(this, id) : StoredMessage.open(this, object, flags);
    opened.requireInterface(iid);
    return { objectType: isFolder ? MAPI_FOLDER : MAPI_MESSAGE, unknown: opened };
  }

  openAnyEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): OpenedEntry {
    const named = entryId === null ? undefined : parseEntryId(entryId);
    const other = this.#register.logons.find(
      ({ core, spooler }) =>
        spooler === this.spooler && core !== this.core && named !== undefined && sameBytes(core.storeId, named.storeId),
    );
    return (other ?? this).openEntry(entryId, iid, flags);
  }

  sameEntry(entryId1: ENTRYID, entryId2: ENTRYID): boolean {
    if (!(entryId1 instanceof Uint8Array) || !(entryId2 instanceof Uint8Array)) {
      fail(MAPI_E_INVALID_ENTRYID, 'an entry id is a Uint8Array');
    }
    return sameBytes(this.#unwrapped(entryId1), this.#unwrapped(entryId2));
  }

  advise(entryId: ENTRYID | null, eventMask: number, sink: IMAPIAdviseSink): number {
    if (sink === null || typeof sink?.OnNotify !== 'function') fail(MAPI_E_INVALID_PARAMETER, 'a sink has OnNotify');
    const id = entryId === null ? null : this.core.idFromEntryId(entryId);
    if (id !== null && this.core.read(id) === undefined) fail(MAPI_E_NOT_FOUND, `there is no object ${id}`);
    return this.core.notifier.advise(this, id === STORE_ID ? null : id, eventMask, sink);
  }

  withProfileSection(use: (section: IProfSect) => void): void {
    const section = demandValue(this.support.OpenProfileSection(null, MAPI_MODIFY), 'OpenProfileSection');
    try {
      use(section);
    } finally {
      section.Release();
    }
  }

  logOff(flags: number, isShared: boolean): Result<number> {
    this.#logoffFlags = flags;
    if (isShared) return succeeded(LOGOFF_COMPLETE);
    if (this.#transports !== undefined && (this.#transports & LOGOFF_COMPLETE) !== 0)
      return succeeded(this.#transports);
    this.#transports = demandValue(this.support.StoreLogoffTransports(flags), 'StoreLogoffTransports');
    return succeeded(this.#transports);
  }

  end(): HRESULT {
    if (!this.#alive) return this.#register.ended(this);
    this.#tellTransports();
    this.#alive = false;
    this.core.notifier.forget(this);
    const hr = this.#register.ended(this);
    this.support.Release();
    return hr;
  }

  #tellTransports(): void {
    if (this.#transports !== undefined) return;
    try {
      this.support.StoreLogoffTransports(this.#logoffFlags);
    } catch {
      // MAPI's failure does not keep the store from closing.
    }
  }

  /** The store has two entry ids, its own and the wrapped one. */
  #unwrapped(entryId: ENTRYID): ENTRYID {
    return sameBytes(entryId, this.core.wrappedEntryId) ? this.core.entryId(STORE_ID) : entryId;
  }
}
