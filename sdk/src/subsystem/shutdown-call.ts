import { FAILED, type HRESULT } from '../com/hresult.js';
import { RPC_E_SERVERFAULT } from '../com/hresult-codes.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';
import type { IMAPIProviderShutdown } from '../contract/imapi-provider-shutdown.js';
import { IID_IMAPIProviderShutdown } from '../contract/interface-ids.js';
import { guardedCount, guardedHresult, guardedResult, judgeHresult, judgeResult } from './guarded-call.js';
import type { ProviderIdentity, SubsystemObserver } from './observer.js';

/** A provider object with which the client process has an active session. */
export interface ActiveProvider {
  /** Which provider object it is. */
  readonly identity: ProviderIdentity;
  /** The provider object: IMSProvider, IXPProvider or IABProvider. */
  readonly object: IUnknown;
}

const LARGEST_SUCCESS = 0x7fffffff;

/** The three phases of a fast shutdown. */
export type Phase = 'QueryFastShutdown' | 'NotifyProcessShutdown' | 'DoFastShutdown';

/**
 * Calls one method of a provider's IMAPIProviderShutdown: asks for the interface, calls, and releases it.
 *
 * @returns the provider's answer; RPC_E_SERVERFAULT when it threw; E_UNEXPECTED when it was no HRESULT; undefined when
 * QueryInterface gave no interface, whatever the reason
 */
export function callShutdown(
  observer: SubsystemObserver | undefined,
  provider: ActiveProvider,
  phase: Phase,
): HRESULT | undefined {
  if (observer === undefined) return callUnobserved(provider.object, phase);
  const { identity, object } = provider;
  const asked = guardedResult(observer, identity, 'IUnknown', 'QueryInterface', object, (target) =>
    target.QueryInterface(IID_IMAPIProviderShutdown),
  );
  const shutdown = asked.value;
  if (FAILED(asked.hr) || shutdown === null || shutdown === undefined) return undefined;
  const hr = guardedHresult(observer, identity, 'IMAPIProviderShutdown', phase, shutdown, (target) =>
    call(target, phase),
  );
  guardedCount(observer, identity, 'IMAPIProviderShutdown', 'Release', shutdown, (target) => target.Release());
  return hr;
}

/**
 * The same with nobody watching, where there may be ten thousand providers: nothing is allocated here, and the calls are
 * as direct as the provider's own would be.
 */
function callUnobserved(object: IUnknown, phase: Phase): HRESULT | undefined {
  let shutdown: IMAPIProviderShutdown;
  try {
    const asked = object.QueryInterface(IID_IMAPIProviderShutdown);
    const found = asked.hr >= 0 && asked.hr <= LARGEST_SUCCESS ? asked.value : valueOfOddResult(asked);
    if (found === null || found === undefined) return undefined;
    shutdown = found;
  } catch {
    return undefined;
  }
  let answer: HRESULT;
  try {
    answer = call(shutdown, phase);
  } catch {
    answer = RPC_E_SERVERFAULT;
  }
  try {
    shutdown.Release();
  } catch {
    // The count is the provider's own affair.
  }
  return (answer | 0) === answer ? answer : judgeHresult(answer);
}

function call(shutdown: IMAPIProviderShutdown, phase: Phase): HRESULT {
  if (phase === 'QueryFastShutdown') return shutdown.QueryFastShutdown();
  return phase === 'NotifyProcessShutdown' ? shutdown.NotifyProcessShutdown() : shutdown.DoFastShutdown();
}

/** A failure has no value, and neither has a promise or anything else that is no result. */
function valueOfOddResult(asked: Result<IMAPIProviderShutdown>): IMAPIProviderShutdown | null {
  const judged = judgeResult(asked) as Result<IMAPIProviderShutdown>;
  return FAILED(judged.hr) ? null : judged.value;
}
