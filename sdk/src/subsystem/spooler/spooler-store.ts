import { FAILED, type HRESULT } from '../../com/hresult.js';
import { MAPI_E_NOT_FOUND } from '../../com/hresult-codes.js';
import { failed, type Result } from '../../com/result.js';
import { MAPI_FOLDER, MAPI_MESSAGE, MAPI_MODIFY } from '../../contract/flags.js';
import type { IMAPIFolder } from '../../contract/imapi-folder.js';
import type { IMAPITable } from '../../contract/imapi-table.js';
import type { IMessage } from '../../contract/imessage.js';
import type { IMsgStore } from '../../contract/imsg-store.js';
import { PR_CLIENT_SUBMIT_TIME, PR_ENTRYID } from '../../contract/property-tags.js';
import { findValue } from '../../contract/property-types.js';
import type { ENTRYID, NOTIFICATION, OpenedEntry } from '../../contract/structures.js';
import { readRows } from '../../properties/table-reading.js';
import type { SubsystemContext } from '../context.js';
import { guardedCount, guardedHresult, guardedResult } from '../guarded-call.js';
import type { ProviderLogon } from '../provider-logon.js';
import { attemptResult } from '../results.js';

/** A message as the outgoing queue of a store lists it. */
export interface QueuedMessage {
  readonly entryId: ENTRYID;
  /** When it was submitted, as a FILETIME. */
  readonly submittedAt: bigint;
}

/** A store as the spooler has it open: the object that SpoolerLogon gave. */
export class SpoolerStore {
  /** The logon through which the client has the store. */
  readonly client: ProviderLogon;
  /** Whether the spooler lets go of the store as soon as the message under way is done. */
  isLeaving = false;
  readonly #context: SubsystemContext;
  readonly #store: IMsgStore;
  #isOpen = true;

  /**
   * @param store - the store object, whose reference the spooler owns from now on
   */
  constructor(context: SubsystemContext, client: ProviderLogon, store: IMsgStore) {
    this.#context = context;
    this.client = client;
    this.#store = store;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The outgoing queue, in the order of submission. */
  queue(): Result<QueuedMessage[]> {
    return attemptResult(() => {
      const opened = this.#result<IMAPITable>('GetOutgoingQueue', (store) => store.GetOutgoingQueue(0));
      if (FAILED(opened.hr)) return { hr: opened.hr, value: null };
      const messages: QueuedMessage[] = [];
      let previous = -1n;
      let inOrder = true;
      for (const row of readRows(opened, [PR_ENTRYID, PR_CLIENT_SUBMIT_TIME], 'GetOutgoingQueue')) {
        const entryId = findValue(row, PR_ENTRYID);
        const submittedAt = findValue(row, PR_CLIENT_SUBMIT_TIME) ?? 0n;
        if (entryId === undefined) continue;
        inOrder &&= submittedAt >= previous;
        previous = submittedAt;
        messages.push({ entryId, submittedAt });
      }
      if (!inOrder) messages.sort((a, b) => compareTimes(a.submittedAt, b.submittedAt));
      return { hr: opened.hr, value: messages };
    });
  }

  /** Opens a message; for writing unless flags say otherwise. */
  openMessage(entryId: ENTRYID, flags: number = MAPI_MODIFY): IMessage | null {
    return this.#open(entryId, flags, MAPI_MESSAGE) as IMessage | null;
  }

  /** Makes a message in the folder that receives a message class. */
  createInReceiveFolder(messageClass: string): Result<IMessage> {
    return attemptResult(() => {
      const found = this.#result('GetReceiveFolder', (store) => store.GetReceiveFolder(messageClass, 0));
      if (FAILED(found.hr) || found.value === null) return failed(FAILED(found.hr) ? found.hr : MAPI_E_NOT_FOUND);
      const folder = this.#open(found.value.entryId, MAPI_MODIFY, MAPI_FOLDER) as IMAPIFolder | null;
      if (folder === null) return failed(MAPI_E_NOT_FOUND);
      try {
        return folder.CreateMessage(null, 0);
      } finally {
        folder.Release();
      }
    });
  }

  SetLockState(message: IMessage, lockState: number): HRESULT {
    return this.#code('SetLockState', (store) => store.SetLockState(message, lockState));
  }

  FinishedMsg(entryId: ENTRYID): HRESULT {
    return this.#code('FinishedMsg', (store) => store.FinishedMsg(0, entryId));
  }

  AbortSubmit(entryId: ENTRYID): HRESULT {
    return this.#code('AbortSubmit', (store) => store.AbortSubmit(entryId, 0));
  }

  NotifyNewMail(notification: NOTIFICATION): HRESULT {
    return this.#code('NotifyNewMail', (store) => store.NotifyNewMail(notification));
  }

  /** Lets go of the store; once. */
  release(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    guardedCount(this.#context.observer, this.client.identity, 'IMsgStore', 'Release', this.#store, (store) =>
      store.Release(),
    );
  }

  #open(entryId: ENTRYID, flags: number, objectType: number): OpenedEntry['unknown'] | null {
    const opened = this.#result<OpenedEntry>('OpenEntry', (store) => store.OpenEntry(entryId, null, flags));
    if (FAILED(opened.hr) || opened.value === null) return null;
    if (opened.value.objectType === objectType) return opened.value.unknown;
    opened.value.unknown.Release();
    return null;
  }

  #code(method: string, call: (store: IMsgStore) => HRESULT): HRESULT {
    return guardedHresult(this.#context.observer, this.client.identity, 'IMsgStore', method, this.#store, call);
  }

  #result<T>(method: string, call: (store: IMsgStore) => Result<T>): Result<T> {
    return guardedResult(this.#context.observer, this.client.identity, 'IMsgStore', method, this.#store, call);
  }
}

/** Orders two times. */
export function compareTimes(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
