import { formatHresult, type HRESULT, hresult, MAPI_UNICODE } from '@mapi-kit/sdk';
import type { CFunction } from '../ffi.js';
import { beginCall, type Memory, type Objects } from './call.js';
import type { Passed, Signature } from './codecs.js';

/** What a call of the library came to, as the contract has it. */
export type Answer = HRESULT | { readonly hr: HRESULT; readonly value: unknown };

/** The calls that are made most have so many arguments: to spread them costs more. */
function callWith(target: CFunction, args: readonly number[]): number {
  const [a, b, c, d, e] = [
    args[0] as number,
    args[1] as number,
    args[2] as number,
    args[3] as number,
    args[4] as number,
  ];
  if (args.length === 2) return target(a, b);
  if (args.length === 4) return target(a, b, c, d);
  return args.length === 5 ? target(a, b, c, d, e) : target(...args);
}

const missing = (name: string | undefined): string =>
  name === undefined ? 'what it was to give is a null pointer' : `the ${name} is a null pointer`;

/**
 * Calls a method of the library: passes what is given, and reads what comes back.
 *
 * @param target - the function in the vtable
 * @param self - `this`
 * @param values - the arguments of the contract's method
 */
export function callLibrary(
  memory: Memory,
  objects: Objects,
  { method, parameters, flagsArgument, areNamed }: Signature,
  target: CFunction,
  self: number,
  values: readonly unknown[],
): Answer {
  if (parameters.length === 0) return target(self) as HRESULT;
  const { lending } = method;
  let isLentOn = false;
  const { writer, cells } = memory;
  const [lent, taken] = [writer.mark, cells.mark];
  const args: number[] = [self];
  const unicode = flagsArgument !== -1 && (Number(values[flagsArgument]) & MAPI_UNICODE) !== 0;
  const call = beginCall(memory, objects, unicode, args);
  try {
    const places: number[] = new Array(parameters.length);
    let next = 0;
    let place = 0;
    for (const { codec, isIn, of } of parameters) {
      const value = isIn ? values[next++] : undefined;
      places[place++] = codec.send === undefined ? 0 : codec.send(call, value, of);
    }
    const hr = callWith(target, args) as HRESULT;
    isLentOn = lending === 'goes on' && hr >= 0;
    if (method.returns === 'code') return hr;
    if (method.returns === 'count') return hr;
    if (hr < 0 && method.returns !== 'both') return { hr, value: null };
    let single: unknown = null;
    const value: Record<string, unknown> | null = areNamed || method.returns === 'both' ? {} : null;
    for (let index = 0; index < parameters.length; index += 1) {
      const { codec, isOut, isNeeded, name, of } = parameters[index] as Passed;
      if (!isOut) continue;
      single = codec.collect?.(call, places[index] as number, of);
      if (isNeeded && single === null && hr >= 0)
        throw new Error(`it answered ${formatHresult(hr)}, and ${missing(name)}`);
      if (value !== null && name !== undefined) value[name] = single;
    }
    if (method.returns === 'both') return { hr: hresult(hr), ...value } as Answer;
    return { hr, value: areNamed ? value : single };
  } finally {
    if (lending !== undefined) objects.endLending(self);
    for (const address of call.lent) {
      if (isLentOn) objects.lendOn(address, self);
      else objects.takeBack(address);
    }
    writer.release(lent);
    cells.release(taken);
  }
}
