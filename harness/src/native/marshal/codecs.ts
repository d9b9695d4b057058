import type { CType } from '../ffi.js';
import { type Method, PARAMETERS, type Parameter } from '../interfaces/parameters.js';
import type { Codec } from './call.js';
import { INWARD, type InwardKind } from './inward.js';
import { OUTWARD, type OutwardKind } from './outward.js';

const CODECS: Readonly<Record<Parameter['kind'], Codec>> = {
  ...(INWARD satisfies Readonly<Record<InwardKind, Codec>>),
  ...(OUTWARD satisfies Readonly<Record<OutwardKind, Codec>>),
};

/** A parameter with all that passing it takes. */
export interface Passed extends Parameter {
  readonly codec: Codec;
  readonly c: readonly CType[];
  /** The contract's method has an argument for it. */
  readonly isIn: boolean;
  /** The value of the result has it. */
  readonly isOut: boolean;
  /** A success that comes without it is none: nobody could go on. */
  readonly isNeeded: boolean;
  /** Where its first argument is in C, counted after `this`. */
  readonly at: number;
}

/** A method with all that calling it takes. */
export interface Signature {
  readonly method: Method;
  readonly parameters: readonly Passed[];
  /** The types of its arguments in C, `this` first. */
  readonly c: readonly CType[];
  /** Which argument of the contract's method has the flags that say what texts are; -1: none. */
  readonly flagsArgument: number;
  /** The same in C, counted after `this`. */
  readonly flagsAt: number;
  /** C has a pointer to them. */
  readonly flagsPointed: boolean;
  /** How many results there are. */
  readonly outs: number;
  /** The result is an object with them, by their names. */
  readonly areNamed: boolean;
}

/** Works out once how a method is called. */
export function signatureOf(method: Method): Signature {
  let at = 0;
  const parameters = method.parameters.map((parameter): Passed => {
    const { c, way } = PARAMETERS[parameter.kind];
    const passed = {
      ...parameter,
      codec: CODECS[parameter.kind],
      c,
      isIn: way === 'in' || way === 'both',
      isOut: way === 'out' || way === 'both',
      isNeeded: (parameter.kind === 'outObject' && parameter.mayBeNull !== true) || parameter.kind === 'outRows',
      at,
    };
    at += c.length;
    return passed;
  });
  const outs = parameters.filter(({ isOut }) => isOut);
  const ins = parameters.filter(({ isIn }) => isIn);
  const says = ({ kind }: Parameter): boolean => kind === 'flags' || kind === 'inOutFlags';
  const flags = parameters.find(says);
  return {
    method,
    parameters,
    c: ['u64', ...parameters.flatMap(({ c }) => c)],
    flagsArgument: ins.findIndex(says),
    flagsAt: flags?.at ?? -1,
    flagsPointed: flags?.kind === 'inOutFlags',
    outs: outs.length,
    areNamed: outs.length > 1 || outs.some(({ name }) => name !== undefined),
  };
}
