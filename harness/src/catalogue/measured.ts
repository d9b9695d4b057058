/** What a figure counts in. */
export type MeasuredUnit =
  /** Whole numbers of what the name says. */
  | 'count'
  /** Milliseconds, to the microsecond. */
  | 'ms'
  /** The exponent of a power, with two decimals. */
  | 'exponent';

/**
 * A figure that is worth showing and that is nobody's promise: how fast the machine was, and where a timed kill came, have
 * a part in it. Messages have none of these, so that the same seed gives the same messages.
 */
export interface Measured {
  /** What was measured, as it stands before a colon, for example `Do (p95)`. */
  readonly name: string;
  readonly value: number;
  readonly unit: MeasuredUnit;
  /** Of how many, or the most that is allowed, in the same unit. Absent: neither. */
  readonly of?: number;
}
