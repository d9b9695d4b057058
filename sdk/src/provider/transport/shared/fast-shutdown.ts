import type { HRESULT } from '../../../com/hresult.js';
import { MAPI_E_NO_SUPPORT, S_OK } from '../../../com/hresult-codes.js';
import { isPromise } from '../../errors.js';
import { doFastShutdown, notifyProcessShutdown, queryFastShutdown } from '../../fast-shutdown.js';
import type { MessageStoreClass } from '../../provider-definition.js';
import { asStoreCore, type ScopeCore } from './logon-scope.js';

/** An author's class, of which only the answer to QueryFastShutdown matters here. */
export type AskableClass = abstract new (...args: never[]) => object;

/**
 * QueryFastShutdown for all logons: every one has to support it.
 *
 * @param authorClass - asked while nobody is logged on
 */
export function queryLogons(authorClass: AskableClass, cores: readonly ScopeCore[]): HRESULT {
  return queryFastShutdown(authorClass as unknown as MessageStoreClass, cores.map(asStoreCore));
}

/** NotifyProcessShutdown for all logons. */
export function notifyLogons(cores: readonly ScopeCore[]): HRESULT {
  return notifyProcessShutdown(cores.map(asStoreCore));
}

/** DoFastShutdown for all logons. */
export function doLogons(cores: readonly ScopeCore[]): HRESULT {
  return doFastShutdown(cores.map(asStoreCore));
}

/** Turns the yes or no of a hook into a code; a promise is handed on. */
export function answerCode(supported: unknown): HRESULT {
  if (isPromise(supported)) return supported as unknown as HRESULT;
  return supported === true ? S_OK : MAPI_E_NO_SUPPORT;
}
