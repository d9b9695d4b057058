import { E_UNEXPECTED, hresult, isHresult, LOGOFF_NO_WAIT } from '@mapi-kit/sdk';
import type { LifeContext } from '../life-context.js';
import { peakRss } from '../primordials.js';
import type { Called } from '../subjects/subject.js';

/**
 * The classic way out: StoreLogoff, Release, IMAPISession::Logoff, Release, MAPIUninitialize. Then it is journalled what
 * does not balance, and what the process used.
 */
export function logoff(life: LifeContext): void {
  const { subsystem, journal } = life;
  life.shutdown.release();
  for (const { index, session, subjects, companionStores } of life.sessions.splice(0)) {
    const called: Called = (method, call) => {
      journal.write({ e: 'client-call', method, session: index });
      const hr = call();
      // What is no HRESULT counts as it does in the subsystem.
      journal.write({ e: 'client-return', method, session: index, hr: isHresult(hr) ? hresult(hr) : E_UNEXPECTED });
    };
    for (const subject of subjects) subject.logoff(called);
    for (const store of companionStores) {
      store.StoreLogoff(LOGOFF_NO_WAIT);
      store.Release();
    }
    called('IMAPISession::Logoff', () => session.Logoff(0, 0, 0));
    session.Release();
  }
  subsystem.MAPIUninitialize();
  const { violations } = subsystem.ledger;
  const messages = (list: readonly { readonly message: string }[]) => list.map(({ message }) => message);
  const leaks = messages(subsystem.ledger.leaks());
  // All libraries of a process have one bridge.
  const held = life.providers.find((provider) => provider.held !== null)?.held?.();
  journal.write({
    e: 'references',
    violations: [...messages(violations), ...life.providers.flatMap(({ faults }) => faults())],
    leaks,
    ...(held === undefined || Object.keys(held).length === 0 ? {} : { held }),
  });
  journal.write({ e: 'resources', peakRssBytes: peakRss() });
}
