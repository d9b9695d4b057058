import { setFlagsFromString } from 'node:v8';

/**
 * How much a function executes before V8 looks whether to optimize it, in bytes of bytecode; of its own accord it looks after
 * an eighth of that.
 */
const BUDGET = 500_000;
/** Newer ones wait longer by themselves, and do not know the flag. */
const isHasty: boolean = process.versions.node.startsWith('20.');

/**
 * Has V8 wait longer before it optimizes: a life is short, and most of what Node 20 compiles for it on threads of its own is
 * never used, or not for long. What is really hot is optimized all the same, a few milliseconds later.
 */
export function optimizeLater(): void {
  if (isHasty) setFlagsFromString(`--interrupt-budget=${BUDGET}`);
}
