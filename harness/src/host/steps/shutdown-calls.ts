import type { HRESULT } from '@mapi-kit/sdk';
import { type Life, Problem } from '../life.js';
import type { ShutdownMethod } from '../shutdown.js';

/** IMAPIClientShutdown::QueryFastShutdown. */
export function query(life: Life): HRESULT {
  const hr = call(life, 'QueryFastShutdown');
  if (life.phase === 'before-query') life.phase = 'after-query';
  return hr;
}

/** IMAPIClientShutdown::NotifyProcessShutdown. */
export function notify(life: Life): HRESULT {
  const hr = call(life, 'NotifyProcessShutdown');
  if (life.phase !== 'after-shutdown') life.phase = 'after-notify';
  return hr;
}

/** IMAPIClientShutdown::DoFastShutdown. */
export function shutDown(life: Life): HRESULT {
  const hr = call(life, 'DoFastShutdown');
  life.phase = 'after-shutdown';
  return hr;
}

function call(life: Life, method: ShutdownMethod): HRESULT {
  const [client] = life.sessions;
  if (client === undefined) throw new Problem(`${method} was to be called without a session`);
  return life.shutdown.call(client, method);
}
