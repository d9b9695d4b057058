import { LOGOFF_NO_WAIT } from '@mapi-kit/sdk';
import type { Life } from '../life.js';
import { peakRss } from '../own.js';

/**
 * The classic way out: StoreLogoff, Release, IMAPISession::Logoff, Release, MAPIUninitialize. Then it is journalled what
 * does not balance, and what the process used.
 */
export function logoff(life: Life): void {
  const { subsystem, journal } = life;
  life.shutdown.release();
  for (const { index, session, store } of life.sessions.splice(0)) {
    life.workbenches.get(index)?.release();
    for (const companion of life.companions.filter((other) => other.session === index)) {
      companion.store.StoreLogoff(LOGOFF_NO_WAIT);
      companion.store.Release();
    }
    called(life, 'IMsgStore::StoreLogoff', index, () => store.StoreLogoff(LOGOFF_NO_WAIT).hr);
    store.Release();
    called(life, 'IMAPISession::Logoff', index, () => session.Logoff(0, 0, 0));
    session.Release();
  }
  life.companions.length = 0;
  life.workbenches.clear();
  subsystem.MAPIUninitialize();
  const { violations } = subsystem.ledger;
  const messages = (list: readonly { readonly message: string }[]) => list.map(({ message }) => message);
  journal.write({ e: 'references', violations: messages(violations), leaks: messages(subsystem.ledger.leaks()) });
  journal.write({ e: 'resources', peakRssBytes: peakRss() });
}

function called({ journal }: Life, method: string, session: number, call: () => number): void {
  journal.write({ e: 'client-call', method, session });
  journal.write({ e: 'client-return', method, session, hr: call() });
}
