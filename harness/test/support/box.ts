import type { CallOutcome, ItemState, Phase, ProbeName } from '#harness/recording/events.js';
import type { ObservedWatch } from '#harness/recording/observation.js';
import type { Stance } from '#harness/scenarios/scenario.js';
import type { WatchedSpan } from '#harness/scenarios/step-kinds.js';

// A provider and a client as a model: it makes the recordings that the harness would make of a store with a write-behind
// queue. A behaviour replaces single reactions of the store, as the broken providers of the harness's own tests do.

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
  /** Stays from life to life. */
  readonly notes: Map<string, number>;
  pending: Write[] = [];
  queried = 0;
  notified = 0;
  done = 0;
  savesSinceQuery = 0;
  /** Writes that were pending when Notify came. */
  pendingAtNotify = 0;
  paused = false;
  /** Nothing more can be written. */
  full = false;
  /** A write was refused halfway, and what stands behind it is not read again. */
  torn = false;
  /** Another process was at work on the same data, and has left in order. */
  othersLeft = false;
  /** A neighbour has taken long in its turn, right before. */
  waited = false;
  /** Providers of other kinds share the profile. */
  inCompany = false;

  constructor(before?: Box) {
    this.disk = before?.disk ?? new Map();
    this.copies = before?.copies ?? new Set();
    this.notes = before?.notes ?? new Map();
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
  /** The event loop runs. */
  turn(box: Box): void;
  logoff(box: Box): void;
  open(box: Box): void;
  /** False: the store does not open. */
  opens(box: Box): boolean;
  /** The process is killed without a word. */
  killedInShutdown(box: Box): void;
  killedAtWork(box: Box): void;
  /** Another process has worked on the same data meanwhile. */
  meetsAnother(box: Box): void;
  /** The client has changed the item without saving it. */
  unsaved(box: Box, item: string, changed: Stored): void;
  /** The id that opens the item in this life. */
  idOf(item: string, stored: Stored, life: number): string;
  /** Files written while the process lingers. */
  writesLate(box: Box): readonly string[];
  /** What goes on by itself while the process is watched. */
  goesOn(span: WatchedSpan, box: Box): ObservedWatch['activities'];
  /** The method by which a shutdown method shows something to the user; null: none. */
  asks(method: string): string | null;
  /** How a call after Do ends. */
  afterDo(): Reaction;
  /** The process crashes in the next turn. */
  crashesSoon(box: Box): boolean;
  support: { keeps: boolean; releases: boolean };
  /** It does something beyond 1,000 items that it does not do up to them. */
  differsAtScale: boolean;
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
    turn: (box) => {
      box.commit();
    },
    logoff: (box) => {
      box.commit();
    },
    open: () => {},
    opens: () => true,
    killedInShutdown: () => {},
    killedAtWork: () => {},
    meetsAnother: () => {},
    unsaved: () => {},
    idOf: (_item, stored) => stored.id,
    goesOn: (span) =>
      span === 'after-notify'
        ? []
        : [
            { kind: 'timer', what: 'box-store.js:52', repeats: true, counts: [1] },
            { kind: 'data', what: 'box.log', repeats: false, counts: [1] },
          ],
    asks: () => null,
    writesLate: () => [],
    afterDo: () => ok,
    crashesSoon: () => false,
    support: { keeps: true, releases: true },
    differsAtScale: false,
  };
}
