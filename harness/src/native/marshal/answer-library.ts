import { E_FAIL, MAPI_UNICODE } from '@mapi-kit/sdk';
import { beginCall, type Memory, type Objects, poke64 } from './call.js';
import type { Signature } from './codecs.js';

type Callable = Readonly<Record<string, ((...values: readonly unknown[]) => unknown) | undefined>>;

/**
 * Answers a call of the library to an object that it was given: reads what is passed, calls the object, and writes where
 * the library wants to have it.
 *
 * @param target - the object
 * @param args - what C passed, after `this`
 * @returns what C gets: an HRESULT, or a count
 * @throws whatever goes wrong; nothing of it may reach C
 */
export function answerLibrary(
  memory: Memory,
  objects: Objects,
  { method, parameters, flagsAt, flagsPointed, outs }: Signature,
  target: object,
  args: readonly number[],
): number {
  const { writer, cells } = memory;
  const [lent, taken] = [writer.mark, cells.mark];
  const unicode = flagsAt !== -1 && (flagsOf(memory, args[flagsAt] as number, flagsPointed) & MAPI_UNICODE) !== 0;
  const call = beginCall(memory, objects, unicode, []);
  try {
    const values: unknown[] = [];
    for (const { codec, isIn, isOut, kind, at, of } of parameters) {
      if (isIn) values.push(codec.receive?.(call, args, at, of));
      // What fails hands out nothing, and says so.
      else if (isOut && kind === 'outObject') poke64(call, args[at] as number, 0);
    }
    const answer = (target as Callable)[method.name]?.apply(target, values);
    const { hr, value: inner } =
      typeof answer === 'number'
        ? { hr: answer, value: null }
        : (answer as { readonly hr: number; readonly value: unknown });
    if (hr >= 0) for (const { codec, at } of parameters) codec.own?.(call, args, at);
    // Of failures, too, and beside the code.
    const value = method.returns === 'both' ? answer : inner;
    if (typeof hr !== 'number') return E_FAIL;
    const isFailure = method.returns !== 'both' && hr < 0;
    if (isFailure || value === null || value === undefined) return hr;
    for (const { codec, isOut, name, at, of } of parameters) {
      if (!isOut) continue;
      const part = outs > 1 || name !== undefined ? (value as Record<string, unknown>)[name ?? ''] : value;
      if (name === 'objectType') call.objectType = Number(part);
      codec.answer?.(call, args, at, part ?? null, of);
    }
    return hr;
  } finally {
    for (const object of call.borrowed) objects.returnTo(object);
    writer.release(lent);
    cells.release(taken);
  }
}

function flagsOf({ reader }: Memory, value: number, isPointer: boolean): number {
  if (!isPointer) return value;
  return value === 0 ? 0 : reader.reading(() => reader.u32(reader.load(value, 4, 'flags')));
}
