import {
  type IMsgStore,
  MAPI_E_CALL_FAILED,
  PR_CLIENT_SUBMIT_TIME,
  PR_ENTRYID,
  propValue,
  S_OK,
  type SRow,
} from '@mapi-kit/sdk';
import { MemoryTable } from '@mapi-kit/sdk/subsystem';
import test from 'ava';
import type { SubsystemContext } from '#src/subsystem/context.js';
import type { ProviderLogon } from '#src/subsystem/provider-logon.js';
import { SpoolerStore } from '#src/subsystem/spooler/spooler-store.js';

/** A store of which only the outgoing queue is asked. */
function storeWith(rows: readonly SRow[], hr = S_OK): SpoolerStore {
  const table = () => ({ hr, value: hr === S_OK ? new MemoryTable([PR_ENTRYID], () => rows) : null });
  const identity = { kind: 'store', name: 'store', session: 1, instance: 1 };
  const store = { GetOutgoingQueue: table, Release: () => 0 } as unknown as IMsgStore;
  return new SpoolerStore({} as SubsystemContext, { identity } as ProviderLogon, store);
}

function row(id: number, time: bigint): SRow {
  return [propValue(PR_ENTRYID, Uint8Array.of(id)), propValue(PR_CLIENT_SUBMIT_TIME, time)];
}

const order = (store: SpoolerStore) => store.queue().value?.map(({ entryId }) => entryId[0]);

test('a queue that the store lists in another order is read in the order of submission', (t) => {
  t.deepEqual(order(storeWith([row(1, 30n), row(2, 10n), row(3, 20n)])), [2, 3, 1]);
});

test('messages of one time keep the order of the store', (t) => {
  t.deepEqual(order(storeWith([row(3, 20n), row(1, 20n), row(2, 10n)])), [2, 3, 1]);
});

test('a queue that cannot be read is a failure', (t) => {
  t.is(storeWith([], MAPI_E_CALL_FAILED).queue().hr, MAPI_E_CALL_FAILED);
});
