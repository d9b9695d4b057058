import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ComObject,
  CURRENT_SPI_VERSION,
  findValue,
  guid,
  guidToBytes,
  IID_IMessage,
  IID_IMSLogon,
  IID_IMSProvider,
  IID_IMsgStore,
  IID_IXPLogon,
  IID_IXPProvider,
  KEEP_OPEN_READWRITE,
  MAPI_MESSAGE,
  MAPI_MODIFY,
  MODRECIP_MODIFY,
  MSG_LOCKED,
  PR_ADDRTYPE_W,
  PR_CLIENT_SUBMIT_TIME,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_RESPONSIBILITY,
  PR_ROWID,
  S_OK,
} from '@mapi-kit/sdk';
import { MemoryTable, Subsystem } from '@mapi-kit/sdk/subsystem';
import { costHere, duration } from '../cost.js';
import { exponent, ratioOf } from '../ratio.js';

const SIZES = [2_500, 10_000, 40_000];
const ROUNDS = 7;
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

class StoreProvider extends ComObject {
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

class TransportProvider extends ComObject {
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

/** Messages through the spooler, against a loop that makes the same calls to the same store and transport. */
export async function* spooler() {
  const directory = mkdtempSync(join(tmpdir(), 'mapi-kit-bench-'));
  try {
    const store = new StoreProvider();
    const transport = new TransportProvider();
    const subsystem = subsystemOf(directory, store, transport);
    subsystem.spooler.run();
    const results = [];
    measure(SIZES[1], subsystem, store.store, transport.logon);
    for (const size of SIZES) results.push(measure(size, subsystem, store.store, transport.logon));
    const [, tenThousand] = results;
    yield {
      what: '10,000 messages through a no-op transport / a loop with the same calls',
      value: tenThousand.ratio,
      limit: 3,
      how: tenThousand.how,
    };
    // The loop does the same for every message, so it is linear; what slows both, as the collection of garbage, cancels out.
    yield {
      what: 'growth of that ratio in messages, exponent',
      value: exponent(
        SIZES,
        results.map(({ ratio }) => ratio),
      ),
      limit: 0.1,
      how: `by CPU; least of n = ${ROUNDS}: ${results.map(({ size, ms, floor }) => `${size}: ${duration(ms)}, loop ${duration(floor)}`).join('; ')}`,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function subsystemOf(profileDirectory, store, transport) {
  const modules = new Map([
    ['store', { MSProviderInit: () => made(store) }],
    ['transport', { XPProviderInit: () => made(transport) }],
  ]);
  const subsystem = new Subsystem({ profileDirectory, modules });
  subsystem.profiles.createProfile('bench');
  subsystem.profiles.addProvider('bench', { kind: 'store', dllName: 'store', displayName: 'store' });
  subsystem.profiles.addProvider('bench', { kind: 'transport', dllName: 'transport', displayName: 'transport' });
  subsystem.MAPIInitialize(null);
  const session = subsystem.MAPILogonEx(0, 'bench', null, 0).value;
  const table = session.GetMsgStoresTable(0).value;
  table.SetColumns([PR_ENTRYID], 0);
  const [row] = table.QueryRows(1, 0).value;
  table.Release();
  session.OpenMsgStore(0, row[0].value, null, 0);
  return subsystem;
}

function measure(size, subsystem, store, transport) {
  const rounds = [];
  for (let round = 0; round < ROUNDS + 1; round++) {
    store.fill(size);
    const above = costHere(() => subsystem.spooler.run());
    if (store.queue.size > 0) throw new Error(`the spooler left ${store.queue.size} messages in the queue`);
    store.fill(size);
    const below = costHere(() => loop(store, transport));
    if (store.queue.size > 0) throw new Error(`the loop left ${store.queue.size} messages in the queue`);
    // The first round warms up.
    if (round > 0) rounds.push({ above, below });
  }
  const { value: ratio, how } = ratioOf(rounds);
  const least = (side) => Math.min(...rounds.map((round) => round[side].cpuMs));
  return { size, ratio, how, ms: least('above'), floor: least('below') };
}

/** The same calls, without anything between them. */
function loop(store, transport) {
  const table = store.GetOutgoingQueue(0).value;
  table.SetColumns([PR_ENTRYID, PR_CLIENT_SUBMIT_TIME], 0);
  for (const row of readAll(table)) {
    const entryId = findValue(row, PR_ENTRYID);
    const message = store.OpenEntry(entryId, null, MAPI_MODIFY).value.unknown;
    store.SetLockState(message, MSG_LOCKED);
    readAll(message.GetRecipientTable(0).value);
    const { msgRef } = transport.SubmitMessage(0, message);
    transport.EndMessage(msgRef);
    readAll(message.GetRecipientTable(0).value);
    message.SaveChanges(KEEP_OPEN_READWRITE);
    message.Release();
    store.FinishedMsg(0, entryId);
  }
}

function readAll(table) {
  const rows = [];
  for (;;) {
    const { value } = table.QueryRows(500, 0);
    if (value.length === 0) break;
    rows.push(...value);
  }
  table.Release();
  return rows;
}

function made(provider) {
  return { hr: S_OK, value: { providerVersion: CURRENT_SPI_VERSION, provider } };
}

function number(entryId) {
  return new DataView(entryId.buffer, entryId.byteOffset).getUint32(20);
}
