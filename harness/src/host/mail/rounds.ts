import type { Spooler } from '@mapi-kit/sdk/subsystem';
import { asHost } from '../activity/host-turn.js';

/** How often the spooler does a round while the event loop runs, in seconds. */
const ROUND_SECONDS = 0.02;

/** Lets the spooler work beside the client, as it does in a client that stays open. */
export function startRounds(spooler: Spooler): void {
  // Its timer is MAPI's, and not the provider's.
  asHost(() => spooler.start({ intervalSeconds: ROUND_SECONDS }));
}
