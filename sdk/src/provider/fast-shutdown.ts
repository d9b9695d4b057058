import type { HRESULT } from '../com/hresult.js';
import { MAPI_E_NO_SUPPORT, S_OK } from '../com/hresult-codes.js';
import { type AbstractMessageStore, hooksOf } from './abstract-message-store.js';
import { failureOf, isPromise } from './errors.js';
import type { MessageStoreClass } from './provider-definition.js';
import type { StoreCore } from './store-core.js';

// A hook that returns a promise has answered nothing. The promise itself is then what the contract method returns:
// whoever calls must be able to see what the provider really does, and nothing here may pretend that it is done.

type Answer = HRESULT | PromiseLike<unknown>;

/** QueryFastShutdown for all open stores: every one has to support it. */
export function queryFastShutdown(storeClass: MessageStoreClass, cores: readonly StoreCore[]): HRESULT {
  if (cores.length === 0) return answerWithoutStore(storeClass);
  return forEveryStore(cores, (core) => {
    const supported: unknown = core.exitHooks.supportsFastShutdown();
    if (isPromise(supported)) return supported;
    return supported === true ? S_OK : MAPI_E_NO_SUPPORT;
  });
}

/** NotifyProcessShutdown for all open stores. */
export function notifyProcessShutdown(cores: readonly StoreCore[]): HRESULT {
  return forEveryStore(cores, (core) => promiseOrDone(core.exitHooks.prepareForExit()));
}

/** DoFastShutdown for all open stores: S_OK when every one has persisted what it had. */
export function doFastShutdown(cores: readonly StoreCore[]): HRESULT {
  return forEveryStore(cores, (core) => promiseOrDone(core.exitHooks.persistForExit()));
}

/** Asks every store, also when one fails; a promise counts for more than a failure, and a failure for more than S_OK. */
function forEveryStore(cores: readonly StoreCore[], ask: (core: StoreCore) => Answer): HRESULT {
  let promise: PromiseLike<unknown> | undefined;
  let failure: HRESULT = S_OK;
  for (const core of cores) {
    const answer = answerOf(core, ask);
    if (isPromise(answer)) promise ??= answer;
    else if (failure === S_OK) failure = answer;
  }
  return (promise as unknown as HRESULT | undefined) ?? failure;
}

function answerOf(core: StoreCore, ask: (core: StoreCore) => Answer): Answer {
  try {
    return ask(core);
  } catch (error) {
    core.lastFailure = failureOf(error);
    return core.lastFailure.hr;
  }
}

function promiseOrDone(result: unknown): Answer {
  return isPromise(result) ? result : S_OK;
}

/**
 * With no store open there is nothing to lose; what counts is what the class would say. It is asked on an object that no
 * constructor has seen, because constructing a store is not an answer but work; when that fails, the answer is no.
 */
function answerWithoutStore(storeClass: MessageStoreClass): HRESULT {
  try {
    const unborn = Object.create(storeClass.prototype as object) as AbstractMessageStore;
    const supported: unknown = hooksOf(unborn).supportsFastShutdown();
    if (isPromise(supported)) return supported as unknown as HRESULT;
    return supported === true ? S_OK : MAPI_E_NO_SUPPORT;
  } catch {
    return MAPI_E_NO_SUPPORT;
  }
}
