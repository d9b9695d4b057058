import { basename } from 'node:path';

/** Deep enough to get through the base classes of an SDK. */
const FRAMES = 24;
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
  return (places.find(({ inSdk }) => !inSdk) ?? places[0])?.place;
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

function placeOf(line: string): readonly { readonly place: string; readonly inSdk: boolean }[] {
  const found = /(?:\(|at |async )([^()]+?):(\d+):\d+\)?$/.exec(line);
  const file = found?.[1];
  if (file === undefined || file.startsWith('node:') || file.startsWith(OWN)) return [];
  const inSdk = SDK.test(file) || (linkedSdk !== undefined && file.startsWith(linkedSdk));
  return [{ place: `${basename(file)}:${found?.[2]}`, inSdk }];
}

function folderOfSdk(): string | undefined {
  try {
    return new URL('.', import.meta.resolve('@mapi-kit/sdk')).href;
  } catch {
    return undefined;
  }
}
