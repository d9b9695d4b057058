import { basename } from 'node:path';

/** Deep enough to get through the base classes of an SDK. */
const FRAMES = 24;
/** A message may have many lines of its own before the stack begins. */
const LONGEST_STACK = 200;
/** Where the harness's own code is, which is never the place that is looked for. */
const OWN = new URL('.', import.meta.url).href;
const SDK = /[\\/]@mapi-kit[\\/]sdk[\\/]/;
/** The SDK's own folder, where it is linked from and not installed. */
const linkedSdk: string | undefined = folderOfSdk();

const capture: typeof Error.captureStackTrace = Error.captureStackTrace;

/**
 * Tells where in the provider's code the caller was called from, for example `box-store.js:52`.
 *
 * A place in the author's own code goes before one in the base classes of the SDK.
 *
 * @returns undefined when only Node and the harness are on the stack
 */
export function codePlace(): string | undefined {
  const places = stack().flatMap(placeOf);
  return ownPlace(places) ?? places[0]?.place;
}

/**
 * Tells where in the provider's code something was thrown.
 *
 * @param error - whatever it is
 * @returns as {@link codePlace}; undefined for what has no stack, and for what the base classes of the SDK found wrong
 * themselves: a line of their bundle tells an author nothing
 */
export function placeThrown(error: unknown): string | undefined {
  try {
    const { stack: text } = error as { readonly stack?: unknown };
    return typeof text === 'string' ? ownPlace(text.split('\n').slice(0, LONGEST_STACK).flatMap(placeOf)) : undefined;
  } catch {
    return undefined;
  }
}

/** A place in the author's own code goes before one in a package that it uses. */
function ownPlace(places: readonly Place[]): string | undefined {
  const own = places.filter(({ inSdk }) => !inSdk);
  return (own.find(({ inPackage }) => !inPackage) ?? own[0])?.place;
}

/** The lines of the stack; none when the provider has replaced what makes them. */
function stack(): readonly string[] {
  const limit = Error.stackTraceLimit;
  try {
    const holder: { stack?: unknown } = {};
    Error.stackTraceLimit = FRAMES;
    capture(holder, codePlace);
    return typeof holder.stack === 'string' ? holder.stack.split('\n').slice(1) : [];
  } catch {
    return [];
  } finally {
    Error.stackTraceLimit = limit;
  }
}

interface Place {
  /** For example `box-store.js:52`. */
  readonly place: string;
  readonly inSdk: boolean;
  readonly inPackage: boolean;
}

function placeOf(line: string): readonly Place[] {
  const found = /(?:\(|at |async )([^()]+?):(\d+):\d+\)?$/.exec(line);
  const file = found?.[1];
  if (file === undefined || file.startsWith('node:') || file.startsWith(OWN)) return [];
  const inSdk = SDK.test(file) || (linkedSdk !== undefined && file.startsWith(linkedSdk));
  const inPackage = /[\\/]node_modules[\\/]/.test(file);
  return [{ place: `${basename(file)}:${found?.[2]}`, inSdk, inPackage }];
}

function folderOfSdk(): string | undefined {
  try {
    return new URL('.', import.meta.resolve('@mapi-kit/sdk')).href;
  } catch {
    return undefined;
  }
}
