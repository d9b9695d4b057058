/** How a write-behind store or address book paces its background work. Times are in milliseconds. */
export interface WriteBehindOptions {
  /** Between two background commits; 100 unless given. */
  readonly commitInterval?: number | undefined;
  /**
   * The most changes of one commit in the background; 256 unless given. NotifyProcessShutdown, DoFastShutdown, the logoff
   * and `flush()` commit all that is pending at once.
   */
  readonly batchSize?: number | undefined;
  /** Between two calls of `maintain`; 1,000 unless given. */
  readonly maintenanceInterval?: number | undefined;
  /** How long after an abandoned NotifyProcessShutdown maintenance resumes without a change; 2,000 unless given. */
  readonly resumeAfter?: number | undefined;
}

/** The pace of the background work, complete. */
export type Pace = { readonly [K in keyof WriteBehindOptions]-?: number };

/** The pace that an author has chosen, or the usual one. */
export function paceOf(options: WriteBehindOptions): Pace {
  const { commitInterval = 100, batchSize = 256, maintenanceInterval = 1000, resumeAfter = 2000 } = options;
  return { commitInterval, batchSize, maintenanceInterval, resumeAfter };
}
