import { inspect } from 'node:util';
import { type HRESULT, hresult, isHresult } from '../com/hresult.js';
import { E_UNEXPECTED, RPC_E_SERVERFAULT, S_OK } from '../com/hresult-codes.js';
import { failed, type Result } from '../com/result.js';
import type { ProviderCall, ProviderIdentity, ProviderOutcome, SubsystemObserver } from './observer.js';

/** How the answer of a provider's method looks: an HRESULT, an object with an `hr`, or a count that nobody judges. */
type AnswerForm = 'hresult' | 'result' | 'count';

/**
 * Calls a method of a provider that returns an HRESULT, and survives whatever the provider does.
 *
 * `call` gets the target as its argument, so that a caller in a loop can pass the same function every time.
 *
 * @returns what the provider returned; RPC_E_SERVERFAULT when it threw; E_UNEXPECTED when it returned a promise or
 * anything else that is no HRESULT
 */
export function guardedHresult<T>(
  observer: SubsystemObserver | undefined,
  provider: ProviderIdentity,
  interfaceName: string,
  method: string,
  target: T,
  call: (target: T) => HRESULT,
): HRESULT {
  if (observer !== undefined) {
    return observedCall(observer, provider, interfaceName, method, 'hresult', () => call(target)) as HRESULT;
  }
  try {
    const answer = call(target);
    if (typeof answer === 'number' && (answer | 0) === answer) return answer;
    return judgeHresult(answer);
  } catch {
    return RPC_E_SERVERFAULT;
  }
}

/**
 * Calls a method of a provider that returns a result object, and survives whatever the provider does.
 *
 * @returns what the provider returned, or a failed result, see {@link guardedHresult}
 */
export function guardedResult<T, V, R extends { readonly hr: HRESULT } = Result<V>>(
  observer: SubsystemObserver | undefined,
  provider: ProviderIdentity,
  interfaceName: string,
  method: string,
  target: T,
  call: (target: T) => R,
): R | Result<never> {
  if (observer !== undefined) {
    return observedCall(observer, provider, interfaceName, method, 'result', () => call(target)) as R | Result<never>;
  }
  try {
    const answer = call(target);
    if (typeof answer === 'object' && answer !== null && (answer.hr | 0) === answer.hr) return answer;
    return judgeResult(answer) as R | Result<never>;
  } catch {
    return failed(RPC_E_SERVERFAULT);
  }
}

/** Calls Release, AddRef or another method whose number nobody judges. */
export function guardedCount<T>(
  observer: SubsystemObserver | undefined,
  provider: ProviderIdentity,
  interfaceName: string,
  method: string,
  target: T,
  call: (target: T) => number,
): number {
  if (observer !== undefined) {
    return observedCall(observer, provider, interfaceName, method, 'count', () => call(target)) as number;
  }
  try {
    const answer: unknown = call(target);
    if (typeof answer === 'number') return answer;
    silence(answer);
    return 0;
  } catch {
    return 0;
  }
}

function observedCall(
  observer: SubsystemObserver,
  provider: ProviderIdentity,
  interfaceName: string,
  method: string,
  form: AnswerForm,
  call: () => unknown,
): unknown {
  const made: ProviderCall = { provider, interfaceName, method };
  observer.calling?.(made);
  let answer: unknown;
  try {
    answer = call();
  } catch (error) {
    observer.returned?.(made, thrown(error));
    return form === 'hresult' ? RPC_E_SERVERFAULT : form === 'result' ? failed(RPC_E_SERVERFAULT) : 0;
  }
  const judged =
    form === 'hresult' ? judgeHresult(answer) : form === 'result' ? judgeResult(answer) : judgeCount(answer);
  observer.returned?.(made, outcomeOf(answer, form));
  return judged;
}

function outcomeOf(answer: unknown, form: AnswerForm): ProviderOutcome {
  if (isThenable(answer)) return { kind: 'promise' };
  const code = form === 'result' ? codeOf(answer) : form === 'count' && typeof answer === 'number' ? S_OK : answer;
  if (isHresult(code)) return { kind: 'returned', hr: hresult(code) };
  return isThenable(code) ? { kind: 'promise' } : { kind: 'not-an-hresult', value: describe(answer) };
}

/** What an answer counts as: itself, or E_UNEXPECTED when it is no HRESULT. */
export function judgeHresult(answer: unknown): HRESULT {
  if (isHresult(answer)) return hresult(answer);
  silence(answer);
  return E_UNEXPECTED;
}

/** What an answer counts as: itself, or a failed result when it is none. */
export function judgeResult(answer: unknown): unknown {
  const code = codeOf(answer);
  if (isHresult(code)) return code === hresult(code) ? answer : { ...(answer as object), hr: hresult(code) };
  silence(answer);
  silence(code);
  return failed(E_UNEXPECTED);
}

function judgeCount(answer: unknown): number {
  silence(answer);
  return typeof answer === 'number' ? answer : 0;
}

function codeOf(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'hr' in answer ? answer.hr : undefined;
}

/** Sees to it that a rejection of a promise which nobody asked for does not end the process. */
function silence(answer: unknown): void {
  if (isThenable(answer)) Promise.resolve(answer).then(undefined, () => {});
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  try {
    return typeof (value as PromiseLike<unknown>).then === 'function';
  } catch {
    return false;
  }
}

function thrown(error: unknown): ProviderOutcome {
  const message = error instanceof Error ? error.message : `${describe(error)} was thrown, which is no Error`;
  const stack = error instanceof Error ? String(error.stack ?? '') : '';
  return { kind: 'threw', message: String(message), stack, error };
}

/** Describes a value in a few words. */
function describe(value: unknown): string {
  const text = inspect(value, {
    depth: 0,
    breakLength: Number.POSITIVE_INFINITY,
    maxStringLength: 60,
    maxArrayLength: 5,
  });
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
