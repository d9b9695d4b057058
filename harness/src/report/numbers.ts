import { count, milliseconds } from '../catalogue/rules/words.js';

/**
 * A duration as people say it.
 *
 * @param ms - milliseconds
 * @returns for example `0.04 ms`, `11 ms`, `9.8 s`, `2 min 5 s`
 */
export function duration(ms: number): string {
  if (ms < 999.5) return milliseconds(ms);
  if (ms < 99_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${count(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}

/**
 * A point of time on the clock of a life.
 *
 * @param ns - nanoseconds since the life began
 * @returns milliseconds with three decimals and without the unit, for example `12.481`
 */
export function clock(ns: number): string {
  return (ns / 1e6).toFixed(3);
}
