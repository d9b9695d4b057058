/** The signals that end a run early, and the exit codes that tell it. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Listens for the user's wish to stop. */
export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** The exit code of the signal that came; null: none did. */
  readonly exitCode: () => number | null;
  /** Stops listening. */
  readonly dispose: () => void;
}

/**
 * Listens for Ctrl-C and the like. The first signal aborts, so that the run can end in order and report what it has; a
 * second one ends this process at once, and with it, by its exit handlers, everything that it started.
 *
 * @param onFirst - told that the run is being stopped
 * @returns the listener
 */
export function listenForInterruption(onFirst: () => void): Interruption {
  const controller = new AbortController();
  let exitCode: number | null = null;
  const listener = (name: NodeJS.Signals): void => {
    const code = EXIT_CODES[name as keyof typeof EXIT_CODES];
    if (exitCode !== null) process.exit(code);
    exitCode = code;
    controller.abort();
    onFirst();
  };
  const signals = Object.keys(EXIT_CODES) as (keyof typeof EXIT_CODES)[];
  for (const name of signals) process.on(name, listener);
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    dispose: () => {
      for (const name of signals) process.off(name, listener);
    },
  };
}
