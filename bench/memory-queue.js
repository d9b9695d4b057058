import {
  ComObject,
  guid,
  guidToBytes,
  IID_IMessage,
  IID_IMSLogon,
  IID_IMSProvider,
  IID_IMsgStore,
  IID_IXPLogon,
  IID_IXPProvider,
  MAPI_MESSAGE,
  MODRECIP_MODIFY,
  PR_ADDRTYPE_W,
  PR_CLIENT_SUBMIT_TIME,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_RESPONSIBILITY,
  PR_ROWID,
  S_OK,
} from '@mapi-kit/sdk';
import { MemoryTable } from '@mapi-kit/sdk/subsystem';

// The least that a spooler can work with: a store that is a queue in memory, and a transport that has sent whatever it gets.

const uid = guid('{6C3E7B5A-90A5-4E0F-8E2B-0E6C7D8F9A10}');
const recipientColumns = [PR_ROWID, PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W, PR_RESPONSIBILITY];

/** A message in memory with one recipient. */
class Message extends ComObject {
  recipients;

  constructor(recipients) {
    super();
    this.recipients = recipients;
  }
  interfaces() {
    return [IID_IMessage];
  }
  GetRecipientTable() {
    return { hr: S_OK, value: new MemoryTable(recipientColumns, () => this.recipients) };
  }
  ModifyRecipients(_flags, recipients) {
    this.recipients = recipients;
    return S_OK;
  }
  SaveChanges() {
    return S_OK;
  }
}

/** A store that is nothing but an outgoing queue in memory. */
class Store extends ComObject {
  support;
  queue = new Map();

  constructor(support) {
    super();
    this.support = support;
  }
  interfaces() {
    return [IID_IMsgStore];
  }
  fill(count) {
    this.queue.clear();
    for (let index = 0; index < count; index++) {
      const entryId = new Uint8Array(24);
      entryId.set(guidToBytes(uid), 4);
      new DataView(entryId.buffer).setUint32(20, index);
      const recipient = [
        { tag: PR_ROWID, value: 0 },
        { tag: PR_ADDRTYPE_W, value: 'NONE' },
        { tag: PR_EMAIL_ADDRESS_W, value: `nobody-${index}` },
        { tag: PR_RESPONSIBILITY, value: false },
      ];
      this.queue.set(index, { entryId, submittedAt: BigInt(index), recipients: [recipient] });
    }
  }
  GetOutgoingQueue() {
    const rows = Array.from(this.queue.values(), ({ entryId, submittedAt }) => [
      { tag: PR_ENTRYID, value: entryId },
      { tag: PR_CLIENT_SUBMIT_TIME, value: submittedAt },
    ]);
    return { hr: S_OK, value: new MemoryTable([PR_ENTRYID, PR_CLIENT_SUBMIT_TIME], () => rows) };
  }
  OpenEntry(entryId) {
    const found = this.queue.get(number(entryId));
    return { hr: S_OK, value: { objectType: MAPI_MESSAGE, unknown: new Message(found.recipients) } };
  }
  SetLockState() {
    return S_OK;
  }
  FinishedMsg(_flags, entryId) {
    this.queue.delete(number(entryId));
    return S_OK;
  }
  finalRelease() {
    this.support.Release();
  }
}

class StoreLogon extends ComObject {
  interfaces() {
    return [IID_IMSLogon];
  }
  Logoff() {
    return S_OK;
  }
}

/** Gives that store to whoever logs on. */
export class StoreProvider extends ComObject {
  /** The store object of the spooler. */
  store;

  interfaces() {
    return [IID_IMSProvider];
  }
  Logon(support) {
    return this.#open(support);
  }
  SpoolerLogon(support) {
    const opened = this.#open(support);
    this.store = opened.value.store;
    return opened;
  }
  Shutdown() {
    return S_OK;
  }
  #open(support) {
    support.AddRef();
    return {
      hr: S_OK,
      value: { logon: new StoreLogon(), store: new Store(support), spoolSecurity: null, error: null },
    };
  }
}

/** A transport that has sent whatever it is given. */
class Transport extends ComObject {
  support;
  #message;

  constructor(support) {
    super();
    this.support = support;
    support.AddRef();
  }
  interfaces() {
    return [IID_IXPLogon];
  }
  AddressTypes() {
    return { hr: S_OK, value: { flags: 0, addressTypes: ['NONE'], uids: [] } };
  }
  TransportNotify(flags) {
    return { hr: S_OK, value: flags };
  }
  SubmitMessage(_flags, message) {
    this.#message = message;
    return { hr: S_OK, msgRef: 1, retrySeconds: 0 };
  }
  EndMessage() {
    const recipients = readAll(this.#message.GetRecipientTable(0).value);
    const done = recipients.map((row) => [...row.slice(0, -1), { tag: PR_RESPONSIBILITY, value: true }]);
    this.#message.ModifyRecipients(MODRECIP_MODIFY, done);
    return { hr: S_OK, value: 0 };
  }
  TransportLogoff() {
    this.support.Release();
    return S_OK;
  }
}

/** Gives that transport to the spooler. */
export class TransportProvider extends ComObject {
  logon;

  interfaces() {
    return [IID_IXPProvider];
  }
  TransportLogon(support) {
    this.logon = new Transport(support);
    return { hr: S_OK, value: { logon: this.logon, flags: 0, error: null } };
  }
  Shutdown() {
    return S_OK;
  }
}

/** All rows of a table, which is released. */
export function readAll(table) {
  const rows = [];
  for (;;) {
    const { value } = table.QueryRows(500, 0);
    if (value.length === 0) break;
    rows.push(...value);
  }
  table.Release();
  return rows;
}

function number(entryId) {
  return new DataView(entryId.buffer, entryId.byteOffset).getUint32(20);
}
