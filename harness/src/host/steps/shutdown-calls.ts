import type { HRESULT } from '@mapi-kit/sdk';
import type { LifeContext } from '../life-context.js';
import { Problem } from '../problem.js';
import type { ShutdownMethod } from '../shutdown.js';

/** IMAPIClientShutdown::QueryFastShutdown. */
export function query(life: LifeContext): HRESULT {
  const hr = call(life, 'QueryFastShutdown');
  if (life.phase === 'before-query') life.phase = 'after-query';
  return hr;
}

/** IMAPIClientShutdown::NotifyProcessShutdown. */
export function notify(life: LifeContext): HRESULT {
  const hr = call(life, 'NotifyProcessShutdown');
  if (life.phase !== 'after-shutdown') life.phase = 'after-notify';
  return hr;
}

/** IMAPIClientShutdown::DoFastShutdown. */
export function shutDown(life: LifeContext): HRESULT {
  const hr = call(life, 'DoFastShutdown');
  life.phase = 'after-shutdown';
  return hr;
}

function call(life: LifeContext, method: ShutdownMethod): HRESULT {
  const [client] = life.sessions;
  if (client === undefined) throw new Problem(`${method} was to be called without a session`);
  return life.shutdown.call(client, method);
}
