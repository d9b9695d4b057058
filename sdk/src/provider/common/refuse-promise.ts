import { E_UNEXPECTED } from '../../com/hresult-codes.js';
import { fail, isPromise } from '../objects/errors.js';

/** Gives back what a hook returned, unless that is a promise or an asynchronous iterable: E_UNEXPECTED. */
export function refusePromise<T>(hook: string, result: T): T {
  if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result) {
    fail(E_UNEXPECTED, `${hook}() returned an asynchronous iterable; MAPI is synchronous`);
  }
  if (isPromise(result)) {
    // Its failure is the author's second problem; the first one is reported here.
    result.then(undefined, () => {});
    fail(E_UNEXPECTED, `${hook}() returned a promise; MAPI is synchronous`);
  }
  return result;
}
