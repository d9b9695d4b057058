import { fileURLToPath } from 'node:url';
import { median, runNode } from '../processes.js';

const ROUNDS = 20;

/** `mapi-certify --version`, against `node -e 0`. */
export async function* version() {
  const command = fileURLToPath(new URL('../../harness/bin/mapi-certify.js', import.meta.url));
  const ours = [];
  const floor = [];
  for (let round = 0; round < ROUNDS; round++) {
    floor.push((await runNode(['-e', '0'])).ms);
    ours.push((await runNode([command, '--version'])).ms);
  }
  yield {
    what: 'mapi-certify --version / node -e 0',
    value: median(ours) / median(floor),
    limit: 1.5,
    how: `medians of ${ROUNDS}: ${median(ours).toFixed(0)} ms / ${median(floor).toFixed(0)} ms`,
  };
}
