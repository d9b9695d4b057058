import { demand, demandValue } from '../../com/demand.js';
import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_ACCESS,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_IN_QUEUE,
  MAPI_E_UNABLE_TO_ABORT,
  S_OK,
} from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import {
  fnevNewMail,
  fnevObjectModified,
  LOGOFF_ABORT,
  LOGOFF_NO_WAIT,
  LOGOFF_ORDERLY,
  LOGOFF_PURGE,
  LOGOFF_QUIET,
} from '../../contract/flags.js';
import type { IMAPIAdviseSink } from '../../contract/imapi-advise-sink.js';
import type { IMAPITable } from '../../contract/imapi-table.js';
import type { IMessage } from '../../contract/imessage.js';
import type { IMsgStore } from '../../contract/imsg-store.js';
import { IID_IMAPIProp, IID_IMsgStore } from '../../contract/interface-ids.js';
import { PR_DISPLAY_NAME_W, PR_ENTRYID } from '../../contract/property-tags.js';
import { findValue, type SPropValue } from '../../contract/property-types.js';
import type { ENTRYID, NOTIFICATION, OpenedEntry, SPropTagArray } from '../../contract/structures.js';
import { type Failure, fail } from '../objects/errors.js';
import type { ObjectFacts, ObjectSchema } from '../objects/object-schema.js';
import { PropertyBag } from '../objects/property-bag.js';
import { PropertyObject } from '../objects/property-object.js';
import { StoreTable } from '../objects/store-table.js';
import { messageColumns, messageRow, messageSubobjects } from './message-rows.js';
import { abortSubmit, finishMessage } from './outgoing-messages.js';
import { isSubmitted } from './outgoing-queue.js';
import { findReceiveFolder, receiveFolderColumns, receiveFolderRows, setReceiveFolder } from './receive-folders.js';
import { storeSchema } from './schemas.js';
import { requireHolder } from './search-criteria.js';
import { STORE_ID } from './standard-folders.js';
import type { StoreCore } from './store-core.js';
import type { StoreLogon } from './store-logon.js';
import type { StoreView } from './store-view.js';

const interfaceIds: readonly Guid[] = [IID_IMsgStore, IID_IMAPIProp];
const logoffFlags: readonly number[] = [LOGOFF_NO_WAIT, LOGOFF_ORDERLY, LOGOFF_PURGE, LOGOFF_ABORT, LOGOFF_QUIET];

/** SetLockState: the message is being sent. */
const MSG_LOCKED = 1;

/** The store as a client, or the spooler, has it. Its last Release ends the logon. */
export class StoreObject extends PropertyObject<StoreView> implements IMsgStore {
  readonly #logon: StoreLogon;

  constructor(logon: StoreLogon) {
    super(logon, logon.spooler ? 'store object of the spooler' : 'store object');
    this.#logon = logon;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  protected override get schema(): ObjectSchema<StoreCore> {
    return storeSchema;
  }

  protected override explain(result: HRESULT): Failure | undefined {
    const { lastFailure } = this.view.core;
    return super.explain(result) ?? (lastFailure?.hr === result ? lastFailure : undefined);
  }

  override facts(): ObjectFacts<StoreCore> {
    const { core } = this.view;
    return { core, id: STORE_ID, parent: null, bag: core.state(), writable: true };
  }

  protected override change(mutate: (bag: PropertyBag) => void): void {
    const { core } = this.view;
    const before = core.readOpened(STORE_ID);
    const after = core.update(before, mutate);
    core.notify(fnevObjectModified, STORE_ID, null, 'store');
    const name = new PropertyBag(after.properties).value(PR_DISPLAY_NAME_W);
    if (name === undefined || name === new PropertyBag(before.properties).value(PR_DISPLAY_NAME_W)) return;
    // The profile shows the store's name as well, and the two stay in step.
    this.view.withProfileSection((section) => {
      demand(section.SetProps([{ tag: PR_DISPLAY_NAME_W, value: name }]).hr, 'SetProps of the profile section');
    });
  }

  override SaveChanges(_flags: number): HRESULT {
    return this.run('SaveChanges', () => S_OK);
  }

  Advise(entryId: ENTRYID | null, eventMask: number, adviseSink: IMAPIAdviseSink): Result<number> {
    return this.give('Advise', () => succeeded(this.#logon.advise(entryId, eventMask, adviseSink)));
  }

  Unadvise(connection: number): HRESULT {
    return this.run('Unadvise', () => this.view.core.notifier.unadvise(this.#logon, connection));
  }

  CompareEntryIDs(entryId1: ENTRYID, entryId2: ENTRYID, _flags: number): Result<boolean> {
    return this.give('CompareEntryIDs', () => succeeded(this.#logon.sameEntry(entryId1, entryId2)));
  }

  OpenEntry(entryId: ENTRYID | null, iid: InterfaceId<IUnknown> | null, flags: number): Result<OpenedEntry> {
    return this.give('OpenEntry', () => succeeded(this.view.openEntry(entryId, iid, flags)));
  }

  SetReceiveFolder(messageClass: string | null, _flags: number, entryId: ENTRYID | null): HRESULT {
    return this.run('SetReceiveFolder', () => {
      const { core } = this.view;
      const folder = entryId === null ? null : requireHolder(core.readFolder(core.idFromEntryId(entryId))).id;
      setReceiveFolder(core, messageClass ?? '', folder);
      return S_OK;
    });
  }

  GetReceiveFolder(
    messageClass: string | null,
    _flags: number,
  ): Result<{ readonly entryId: ENTRYID; readonly explicitClass: string }> {
    return this.give('GetReceiveFolder', () => {
      const { folder, explicitClass } = findReceiveFolder(this.view.core, messageClass ?? '');
      return succeeded({ entryId: this.view.core.entryId(folder), explicitClass });
    });
  }

  GetReceiveFolderTable(_flags: number): Result<IMAPITable> {
    return this.give('GetReceiveFolderTable', () =>
      succeeded<IMAPITable>(
        new StoreTable(this.view, receiveFolderColumns, () => receiveFolderRows(this.view.core), null, {
          ledger: this.view.core.definition.ledger,
          name: 'receive folder table',
        }),
      ),
    );
  }

  StoreLogoff(flags: number): Result<number> {
    return this.give('StoreLogoff', () => {
      if (!logoffFlags.includes(flags)) return failed(MAPI_E_INVALID_PARAMETER);
      return this.#logon.logOff(flags, this.references > 1);
    });
  }

  AbortSubmit(entryId: ENTRYID, _flags: number): HRESULT {
    return this.run('AbortSubmit', () => {
      const { core } = this.view;
      const message = core.readMessage(core.idFromEntryId(entryId));
      if (!isSubmitted(message)) return MAPI_E_NOT_IN_QUEUE;
      if (core.queue.isLocked(message.id)) return MAPI_E_UNABLE_TO_ABORT;
      abortSubmit(this.view, message);
      return S_OK;
    });
  }

  GetOutgoingQueue(_flags: number): Result<IMAPITable> {
    return this.give('GetOutgoingQueue', () => {
      this.#requireSpooler();
      const { core } = this.view;
      const rows = (wanted: SPropTagArray): SPropValue[][] =>
        core.queue.messages().map((message) => messageRow(core, message, wanted));
      const options = { ledger: core.definition.ledger, name: 'outgoing queue', subobjects: messageSubobjects(core) };
      const topic = { kind: 'queue', folder: null } as const;
      return succeeded<IMAPITable>(new StoreTable(this.view, messageColumns, rows, topic, options));
    });
  }

  SetLockState(message: IMessage, lockState: number): HRESULT {
    return this.run('SetLockState', () => {
      this.#requireSpooler();
      const { core } = this.view;
      const entryId = findValue(demandValue(message.GetProps([PR_ENTRYID], 0), 'GetProps'), PR_ENTRYID);
      if (entryId === undefined) return MAPI_E_INVALID_PARAMETER;
      const { id, ...stored } = core.readMessage(core.idFromEntryId(entryId));
      if (!isSubmitted({ id, ...stored })) return MAPI_E_NOT_IN_QUEUE;
      const lock = (lockState & MSG_LOCKED) !== 0;
      if (lock && core.queue.isLocked(id)) return MAPI_E_NO_ACCESS;
      core.queue.setLocked(id, lock);
      core.tables.changed('queue', null);
      return S_OK;
    });
  }

  FinishedMsg(_flags: number, entryId: ENTRYID): HRESULT {
    return this.run('FinishedMsg', () => {
      this.#requireSpooler();
      const { core } = this.view;
      const message = core.readMessage(core.idFromEntryId(entryId));
      if (!isSubmitted(message)) return MAPI_E_NOT_IN_QUEUE;
      finishMessage(this.view, message);
      return S_OK;
    });
  }

  NotifyNewMail(notification: NOTIFICATION): HRESULT {
    return this.run('NotifyNewMail', () => {
      this.#requireSpooler();
      const { core } = this.view;
      const { entryId, parentId } = notification;
      const objects = [entryId, parentId].map((id) => (id === undefined ? null : core.idFromEntryId(id)));
      core.notifier.send(objects, { ...notification, eventType: fnevNewMail });
      return S_OK;
    });
  }

  protected override finalRelease(): void {
    this.#logon.end();
  }

  #requireSpooler(): void {
    if (!this.view.spooler) fail(MAPI_E_NO_SUPPORT, 'only the spooler may call this');
  }
}
