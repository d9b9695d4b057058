import { createHook, type HookCallbacks } from 'node:async_hooks';
import type { LifePlan } from '../../life/life-plan.js';
import type { ActivityKind } from '../../recording/events.js';
import { isWatched } from '../../scenarios/step-facts.js';
import { codePlace } from './code-place.js';
import { isHost } from './host-turn.js';

/** Something that the provider's process did by itself. */
export interface Occurrence {
  readonly kind: ActivityKind;
  /** What it is, or where in the code it comes from, for example `127.0.0.1:25`, `box-store.js:52`. */
  readonly what: string;
  /** A timer that goes on until it is cleared. */
  readonly repeats: boolean;
}

/** Between two looks no more than this many are kept: hostile providers begin a million. */
const MOST = 1_000;

/**
 * What Node calls the things by which work goes on outside the turn that began it. These are names of async_hooks, which
 * sees every one of them, where the channels of `node:diagnostics_channel` miss TLS and sockets that connect later.
 */
const KINDS: ReadonlyMap<string, ActivityKind> = new Map<string, ActivityKind>([
  ['Timeout', 'timer'],
  ['Immediate', 'timer'],
  // A connection to a name begins with its lookup, which may take longer than anybody watches.
  ['GETADDRINFOREQWRAP', 'lookup'],
  ['QUERYWRAP', 'lookup'],
  ['TCPCONNECTWRAP', 'connection'],
  ['PIPECONNECTWRAP', 'connection'],
  ['UDPSENDWRAP', 'datagram'],
  ['UDPWRAP', 'datagram'],
  ['TCPSERVERWRAP', 'server'],
  ['PIPESERVERWRAP', 'server'],
  ['PROCESSWRAP', 'process'],
  ['WORKER', 'worker'],
]);

/** The members of Node's own objects that are looked at. */
interface Resource {
  readonly _repeat?: number | null;
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
}

interface Begun {
  readonly kind: ActivityKind;
  readonly resource: Resource;
  readonly place: string | undefined;
}

interface Timer {
  readonly what: string;
  readonly repeats: boolean;
}

/**
 * Sees what goes on in the process besides the calls of MAPI: timers that fire, connections, child processes, workers.
 *
 * Threads of native code are invisible, and so is what a child process or a worker does in its turn.
 */
export class Activity {
  readonly #timers = new Map<number, Timer>();
  #begun: Begun[] = [];
  #fired: Timer[] = [];

  private constructor(isWatched: boolean) {
    if (!isWatched) return;
    const callbacks: HookCallbacks & { readonly trackPromises: boolean } = {
      init: (id, type, _trigger, resource) => this.#begins(id, type, resource),
      before: (id) => this.#fires(id),
      destroy: (id) => this.#timers.delete(id),
      // Where Node knows it, promises then cost nothing.
      trackPromises: false,
    };
    createHook(callbacks).enable();
  }

  /** Gets ready, before the provider is loaded; a life that watches nothing pays nothing. */
  static arm({ steps }: Pick<LifePlan, 'steps'>): Activity {
    return new Activity(steps.some(isWatched));
  }

  /** What has happened since the last call. */
  collect(): readonly Occurrence[] {
    const [begun, fired] = [this.#begun, this.#fired];
    this.#begun = [];
    this.#fired = [];
    return [
      ...begun.map(({ kind, resource, place }) => ({ kind, what: describe(kind, resource, place), repeats: false })),
      ...fired.map((timer): Occurrence => ({ kind: 'timer', ...timer })),
    ];
  }

  #begins(id: number, type: string, resource: Resource): void {
    const kind = KINDS.get(type);
    if (kind === undefined || isHost()) return;
    if (kind === 'timer') {
      const what = codePlace();
      // Without a place it is Node's own, for example the one that closes idle connections.
      if (what !== undefined) this.#timers.set(id, { what, repeats: typeof resource._repeat === 'number' });
    } else if (this.#begun.length < MOST) {
      this.#begun.push({ kind, resource, place: codePlace() });
    }
  }

  #fires(id: number): void {
    const timer = this.#timers.get(id);
    if (timer !== undefined && this.#fired.length < MOST) this.#fired.push(timer);
  }
}

/** Node tells name and address only after it has made the object. */
function describe(kind: ActivityKind, { address, port, hostname }: Resource, place: string | undefined): string {
  if (kind === 'lookup' && typeof hostname === 'string') return hostname;
  if (kind === 'connection' && typeof address === 'string') return port === undefined ? address : `${address}:${port}`;
  return place ?? 'an unknown place';
}
