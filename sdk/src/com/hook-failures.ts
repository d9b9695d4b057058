import { channel } from 'node:diagnostics_channel';

/**
 * The name of the diagnostics channel (`node:diagnostics_channel`) on which the base classes tell what an author's hook
 * threw: a HookFailure each time.
 *
 * The client of a provider gets an HRESULT and nothing else. Whoever runs the provider subscribes here to learn the rest.
 *
 * @example
 * ```ts
 * import { subscribe } from 'node:diagnostics_channel';
 * subscribe(HOOK_FAILURE_CHANNEL, (failure) => {
 *   const { where, error } = failure as HookFailure;
 *   console.error(where, error);
 * });
 * ```
 */
export const HOOK_FAILURE_CHANNEL = 'mapi-kit:hook-failure';

/** What is told of a hook that threw. */
export interface HookFailure {
  /** The author's class and the hook, for example `BoxStore.persistForExit()`; or who else called. */
  readonly where: string;
  /** What was thrown, whatever that is. */
  readonly error: unknown;
}

const failures = channel(HOOK_FAILURE_CHANNEL);
/** A hook may call another one: what that threw is told once, with the name of the inner one. */
const told = new WeakSet<object>();

/**
 * Calls a hook of an author's object; what it throws is told on the channel, and thrown on.
 *
 * @param owner - the author's object, or its class
 * @param hook - the name of the hook
 */
export function runHook<T>(owner: object, hook: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    tellFailure(owner, hook, error);
    throw error;
  }
}

/** The same for a hook whose items may come, or fail to come, one by one. */
export function runListHook<T>(owner: object, hook: string, call: () => Iterable<T>): Iterable<T> {
  const items = runHook(owner, hook, call);
  // What is no list is refused by whoever asked for one, and an array holds nothing that could still fail.
  if (Array.isArray(items) || typeof items?.[Symbol.iterator] !== 'function' || Symbol.asyncIterator in Object(items)) {
    return items;
  }
  return { [Symbol.iterator]: () => itemsOf(owner, hook, items) };
}

function* itemsOf<T>(owner: object, hook: string, items: Iterable<T>): Generator<T> {
  try {
    yield* items;
  } catch (error) {
    tellFailure(owner, hook, error);
    throw error;
  }
}

/** Tells of a failure that the base classes deal with themselves, for example in a timer, or of a promise. */
export function tellFailure(owner: object, hook: string, error: unknown): void {
  if (failures.hasSubscribers) publishFailure(`${nameOf(owner)}.${hook}()`, error);
}

/**
 * Tells of what a method of a provider threw that is called by MAPI itself.
 *
 * @param where - who called
 */
export function publishFailure(where: string, error: unknown): void {
  if (!failures.hasSubscribers) return;
  if (typeof error === 'object' && error !== null) {
    if (told.has(error)) return;
    told.add(error);
  }
  const failure: HookFailure = { where, error };
  failures.publish(failure);
}

function nameOf(owner: object): string {
  const { name } = typeof owner === 'function' ? owner : owner.constructor;
  return typeof name === 'string' && name !== '' ? name : '(a class without a name)';
}
