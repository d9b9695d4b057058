import type { Measured, MeasuredUnit } from '../measured.js';
import { count, milliseconds } from './words.js';

/** A number of things, where it says something of so many. */
export function measuredCount(name: string, value: number, of?: number): Measured {
  return { name, value, unit: 'count', ...(of === undefined ? {} : { of }) };
}

/** A time, where it is limited of so many milliseconds. */
export function measuredMs(name: string, ms: number, of?: number): Measured {
  return { name, value: Math.round(ms * 1000) / 1000, unit: 'ms', ...(of === undefined ? {} : { of }) };
}

/** The exponent of a power that was fitted. */
export function measuredExponent(name: string, value: number): Measured {
  return { name, value: Math.round(value * 100) / 100, unit: 'exponent' };
}

/** Figures in words, for example `Notify (p95): 0.4 ms · kills inside Notify and Do: 9 of 12`. */
export function measuredInWords(figures: readonly Measured[]): string {
  return figures.map(figureInWords).join(' · ');
}

function figureInWords({ name, value, unit, of }: Measured): string {
  const limit = of === undefined ? '' : ` of ${unit === 'ms' ? milliseconds(of) : count(of)}`;
  return `${name}: ${valueInWords(value, unit)}${limit}`;
}

function valueInWords(value: number, unit: MeasuredUnit): string {
  switch (unit) {
    case 'count':
      return count(value);
    case 'ms':
      return milliseconds(value);
    case 'exponent':
      return value.toFixed(2);
  }
}
