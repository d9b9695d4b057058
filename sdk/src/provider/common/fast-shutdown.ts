import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_NO_SUPPORT, S_OK } from '../../com/hresult-codes.js';
import { type Failure, failureOf, isPromise } from '../objects/errors.js';

// A hook that returns a promise has answered nothing. The promise itself is then what the contract method returns:
// whoever calls must be able to see what the provider really does, and nothing here may pretend that it is done.

type Answer = HRESULT | PromiseLike<unknown>;

/** The author's hooks of fast shutdown. */
export interface ExitHooks {
  supportsFastShutdown(): boolean;
  prepareForExit(): void;
  persistForExit(): void;
}

/** An open store, transport or address book, as far as a shutdown goes. */
export interface ShutdownCore {
  /** Unguarded. */
  readonly exitHooks: ExitHooks;
  /** The last failure of any of its objects, for GetLastError. */
  lastFailure: Failure | undefined;
}

/**
 * QueryFastShutdown for all that is open: every one has to support it.
 *
 * @param prototypeHooks - the hooks of an object of the author's class that no constructor has seen, for when nothing is open
 */
export function queryFastShutdown(cores: readonly ShutdownCore[], prototypeHooks: () => ExitHooks): HRESULT {
  if (cores.length === 0) return answerOfNobody(prototypeHooks);
  return forEvery(cores, (core) => answerCode(core.exitHooks.supportsFastShutdown()));
}

/** NotifyProcessShutdown for all that is open. */
export function notifyProcessShutdown(cores: readonly ShutdownCore[]): HRESULT {
  return forEvery(cores, (core) => promiseOrDone(core.exitHooks.prepareForExit()));
}

/** DoFastShutdown for all that is open: S_OK when every one has persisted what it had. */
export function doFastShutdown(cores: readonly ShutdownCore[]): HRESULT {
  return forEvery(cores, (core) => promiseOrDone(core.exitHooks.persistForExit()));
}

/** Asks every one, also when one fails; a promise counts for more than a failure, and a failure for more than S_OK. */
function forEvery(cores: readonly ShutdownCore[], ask: (core: ShutdownCore) => Answer): HRESULT {
  let promise: PromiseLike<unknown> | undefined;
  let failure: HRESULT = S_OK;
  for (const core of cores) {
    const answer = answerOf(core, ask);
    if (isPromise(answer)) promise ??= answer;
    else if (failure === S_OK) failure = answer;
  }
  return (promise as unknown as HRESULT | undefined) ?? failure;
}

function answerOf(core: ShutdownCore, ask: (core: ShutdownCore) => Answer): Answer {
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

/** Turns the yes or no of the hook into a code; a promise is handed on. */
function answerCode(supported: unknown): Answer {
  if (isPromise(supported)) return supported;
  return supported === true ? S_OK : MAPI_E_NO_SUPPORT;
}

/**
 * With nothing open there is nothing to lose; what counts is what the class would say. It is asked on an object that no
 * constructor has seen, because constructing is not an answer but work; when that fails, the answer is no.
 */
function answerOfNobody(prototypeHooks: () => ExitHooks): HRESULT {
  try {
    return answerCode(prototypeHooks().supportsFastShutdown()) as HRESULT;
  } catch {
    return MAPI_E_NO_SUPPORT;
  }
}
