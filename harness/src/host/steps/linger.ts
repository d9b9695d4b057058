import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { Life } from '../life.js';
import { sleep } from '../own.js';
import { changesBetween, takeSnapshot } from './data-watch.js';

const LOOK_EVERY_MS = 20;
/** The kinds of handles that reach out of the process, connections aside, which announce themselves. */
const REACHING: readonly string[] = ['TCPServerWrap', 'UDPWrap', 'ProcessWrap', 'Worker', 'PipeWrap'];

/**
 * Stays alive for `ms` milliseconds after DoFastShutdown and journals what the provider still does: changes of its data
 * directory (`written`) and new connections, child processes and workers (`connected`).
 *
 * A change is journalled once for each time it is seen; its time is that of the look, which may be 20 ms late.
 */
export async function linger(life: Life, ms: number): Promise<void> {
  const { journal, plan } = life;
  const first = takeSnapshot(plan.dataDirectories, true);
  const start = journal.elapsed;
  const elapsed = () => journal.elapsed - start;
  const connections = watchConnections(elapsed);
  const seen = new Set<string>();
  let last = first;
  for (;;) {
    const left = ms - elapsed() / 1e6;
    if (left <= 0) break;
    await sleep(Math.min(LOOK_EVERY_MS, left));
    const now = takeSnapshot(plan.dataDirectories, false);
    const afterNs = elapsed();
    for (const { file, change } of changesBetween(last, now)) {
      seen.add(file);
      journal.write({ e: 'written', file, change, afterNs });
    }
    for (const connection of connections.take(false)) journal.write({ e: 'connected', ...connection });
    last = now;
  }
  for (const connection of connections.take(true)) journal.write({ e: 'connected', ...connection });
  connections.stop();
  const afterNs = elapsed();
  // What no time or size has shown, contents do.
  for (const { file, change } of changesBetween(first, takeSnapshot(plan.dataDirectories, true))) {
    if (!seen.has(file)) journal.write({ e: 'written', file, change, afterNs });
  }
}

/** Something that reaches out of the process, and when that was seen. */
interface Connection {
  readonly to: string;
  readonly afterNs: number;
}

interface Connections {
  /** What is new since the last time; sockets that are still connecting only with `all`. */
  take(all: boolean): Connection[];
  stop(): void;
}

function watchConnections(elapsed: () => number): Connections {
  let sockets: { readonly socket: Socket; readonly afterNs: number }[] = [];
  const onSocket = (message: unknown) => {
    sockets.push({ socket: (message as { readonly socket: Socket }).socket, afterNs: elapsed() });
  };
  subscribe('net.client.socket', onSocket);
  let counts = countHandles();
  return {
    take: (all) => {
      const before = counts;
      counts = countHandles();
      const fresh = REACHING.filter((kind) => (counts.get(kind) ?? 0) > (before.get(kind) ?? 0));
      const ready = sockets.filter(({ socket }) => all || !socket.connecting);
      sockets = sockets.filter((entry) => !ready.includes(entry));
      return [
        ...ready.map(({ socket, afterNs }) => ({ to: describeSocket(socket), afterNs })),
        ...fresh.map((kind) => ({ to: kind, afterNs: elapsed() })),
      ];
    },
    stop: () => {
      unsubscribe('net.client.socket', onSocket);
    },
  };
}

function describeSocket(socket: Socket): string {
  const { remoteAddress, remotePort } = socket;
  return remoteAddress === undefined ? 'a socket that is not connected' : `${remoteAddress}:${remotePort}`;
}

function countHandles(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
