import { E_UNEXPECTED } from '@mapi-kit/sdk';
import test from 'ava';
import type { LifeContext } from '#harness/host/life-context.js';
import { logoff } from '#harness/host/steps/logoff.js';
import type { Called } from '#harness/host/subjects/subject.js';
import type { EventBody } from '#harness/recording/events.js';

test('what StoreLogoff returns instead of an HRESULT is journalled as E_UNEXPECTED', (t) => {
  const events: EventBody[] = [];
  const subject = { logoff: (called: Called) => called('IMsgStore::StoreLogoff', () => 0n as unknown as number) };
  const life = {
    journal: { write: (event: EventBody) => events.push(event) },
    shutdown: { release: () => {} },
    sessions: [
      { index: 0, subjects: [subject], companionStores: [], session: { Logoff: () => 0, Release: () => 0 } },
    ] as unknown[],
    providers: [],
    subsystem: { MAPIUninitialize: () => {}, ledger: { violations: [], leaks: () => [] } },
  } as unknown as LifeContext;
  logoff(life);
  t.deepEqual(
    events.flatMap((event) => (event.e === 'client-return' ? [event.hr] : [])),
    [E_UNEXPECTED, 0],
  );
});
