import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CURRENT_SPI_VERSION,
  findValue,
  KEEP_OPEN_READWRITE,
  MAPI_MODIFY,
  MSG_LOCKED,
  PR_CLIENT_SUBMIT_TIME,
  PR_ENTRYID,
  S_OK,
} from '@mapi-kit/sdk';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import { costHere, duration } from '../cost.js';
import { readAll, StoreProvider, TransportProvider } from '../memory-queue.js';
import { exponent, ratioOf } from '../ratio.js';

const SIZES = [2_500, 10_000, 40_000];
const ROUNDS = 7;

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

function made(provider) {
  return { hr: S_OK, value: { providerVersion: CURRENT_SPI_VERSION, provider } };
}
