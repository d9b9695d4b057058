/** The exit codes of the host process. A killed host has none. */
export const EXIT = {
  /** The script ended with an `exit` step. */
  done: 0,
  /** The life could not go on: a `problem` event says why. */
  problem: 70,
  /** The kill of the last step did not end the process. */
  survivedKill: 71,
  /** The journal could not be written to its end (EX_IOERR), so nothing can be concluded from this life. */
  journalBroken: 74,
} as const;
