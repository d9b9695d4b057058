import type { Reporter } from './reporter.js';

/** What the command prints, unless another one goes to stdout. */
export const TERMINAL_REPORTER: Reporter = {
  name: 'terminal',
  option: null,
  file: null,
  load: async () => (await import('./terminal.js')).renderForTerminal,
};

/** The report as data: every other one can be made from it, and it shows that an output folder is ours. */
export const JSON_REPORTER: Reporter & { readonly file: string } = {
  name: 'json',
  option: 'also write the result as JSON; - for stdout, and nothing else there',
  file: 'result.json',
  load: async () => (await import('./json.js')).renderJson,
};

/** Every kind of report. */
export const REPORTERS: readonly Reporter[] = [TERMINAL_REPORTER, JSON_REPORTER];
