import type { CallOutcome, ItemState, Phase, ProbeName } from '#harness/recording/events.js';
import type { ObservedWatch } from '#harness/recording/observation.js';
import type { Stance } from '#harness/scenarios/scenario.js';
import type { WatchedSpan } from '#harness/scenarios/step-kinds.js';

// A provider and a client as a model: it makes the recordings that the harness would make of a store with a write-behind
// queue, in as many variations as a judge has cases. What broken providers really do is recorded: see recorded.ts.

export const S_OK = 0;
export const MAPI_E_NO_SUPPORT = 0x80040102 | 0;
export const E_FAIL = 0x80004005 | 0;

/** What is stored under an item's name. */
export interface Stored {
  readonly state: ItemState;
  readonly id: string;
}

/** A write that waits for its commit. */
export interface Write {
  readonly item: string;
  readonly stored: Stored | null;
  readonly phase: Phase;
  readonly setting: boolean;
}

/** One session's store: what is on the disk, and what only the process has. */
export class Box {
  readonly disk: Map<string, Stored>;
  /** Copies that a read-back lists besides. */
  readonly copies: Set<string>;
  pending: Write[] = [];
  queried = 0;
  notified = 0;
  done = 0;
  paused = false;
  /** Nothing more can be written. */
  full = false;

  constructor(before?: Box) {
    this.disk = before?.disk ?? new Map();
    this.copies = before?.copies ?? new Set();
  }

  commit(writes: readonly Write[] = this.pending): void {
    for (const { item, stored } of writes) {
      if (stored === null) this.disk.delete(item);
      else this.disk.set(item, stored);
    }
    const done = new Set(writes);
    this.pending = this.pending.filter((write) => !done.has(write));
  }
}

/** A reaction: what the call returns, that it hangs, or that the process dies in it. */
export type Reaction = CallOutcome | 'hangs' | 'dies';

/** What a store does; each method may be replaced. */
export interface Behaviour {
  hasInterface: boolean;
  probes: Partial<Record<ProbeName, boolean>>;
  query(box: Box): Reaction;
  notify(box: Box): Reaction;
  shutdown(box: Box, session: number): Reaction;
  /** Milliseconds that a call takes. */
  takes(method: string, pending: number): number;
  /** False: the save is refused. */
  accepts(box: Box): boolean;
  /** The client has come to the end of its work. */
  worked(box: Box): void;
  /** The event loop runs. */
  turn(box: Box): void;
  logoff(box: Box): void;
  open(box: Box): void;
  /** What goes on by itself while the process is watched. */
  goesOn(span: WatchedSpan, box: Box): ObservedWatch['activities'];
  /** How a call after Do ends. */
  afterDo(): Reaction;
  /** The process crashes in the next turn. */
  crashesSoon(box: Box): boolean;
  support: { keeps: boolean; releases: boolean };
}

const ok: CallOutcome = { kind: 'returned', hr: S_OK };

/** An outcome that returns a code. */
export function returns(hr: number): CallOutcome {
  return { kind: 'returned', hr };
}

/** A correct store that opts in, or refuses, or knows nothing of fast shutdown. */
export function correct(stance: Stance): Behaviour {
  return {
    hasInterface: stance !== 'none',
    probes: {},
    query: () => returns(stance === 'in' ? S_OK : MAPI_E_NO_SUPPORT),
    notify: () => ok,
    shutdown: (box) => {
      if (box.full) return returns(E_FAIL);
      box.commit();
      return ok;
    },
    takes: (method, pending) => (method === 'DoFastShutdown' ? 0.3 + pending * 0.001 : 0.1),
    accepts: () => true,
    worked: () => {},
    turn: (box) => {
      box.commit();
    },
    logoff: (box) => {
      box.commit();
    },
    open: () => {},
    goesOn: (span) =>
      span === 'after-notify'
        ? []
        : [
            { kind: 'timer', what: 'box-store.js:52', repeats: true, counts: [1] },
            { kind: 'data', what: 'box.log', repeats: false, counts: [1] },
          ],
    afterDo: () => ok,
    crashesSoon: () => false,
    support: { keeps: true, releases: true },
  };
}
