import type { Expectation } from '../support/expectation.js';

/** Providers that try the harness and not the client: the result is the one that they deserve. */
export const HOSTILE: readonly Expectation[] = [
  { provider: 'broken/prints-garbage-to-stdout', verdict: 'certified', summary: 'opted in' },
  { provider: 'broken/swallows-sigterm', verdict: 'certified', summary: 'opted in' },
  { provider: 'broken/patches-process-kill', verdict: 'certified', summary: 'opted in' },
  {
    provider: 'broken/patches-file-system',
    verdict: 'not-certified',
    fails: {
      'DUR-1': {
        message: /items lost after DoFastShutdown had returned S_OK, in (?:6 of 6|2 of 2|7 of 7|3 of 3) runs/,
      },
    },
  },
];
