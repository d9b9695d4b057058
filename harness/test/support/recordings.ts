import type {
  CallOutcome,
  EventBody,
  ItemCategory,
  ItemState,
  JournalEvent,
  Phase,
  ProviderName,
} from '#harness/recording/events.js';
import type { Observation } from '#harness/recording/observation.js';
import { observe } from '#harness/recording/observe.js';
import { type LifeFacts, type LifeRecording, type Recording, scriptOf } from '#harness/recording/recording.js';
import { READ_BACK } from '#harness/run/schedule/plan.js';
import { scenarioNamed } from '#harness/scenarios/scenarios.js';

/** The provider under test in synthetic recordings. */
export const BOX: ProviderName = { name: 'box-store', kind: 'store', session: 1, instance: 1 };

/** A message state, of which only the label matters unless said otherwise. */
export function state(label: string, more: Partial<ItemState> = {}): ItemState {
  return { label, properties: 'aaaaaaaa', folder: 'Inbox', ...more };
}

/** The facts of a process that ended in order. */
export function facts(more: Partial<LifeFacts> = {}): LifeFacts {
  return {
    pid: 4711,
    exitCode: 0,
    signal: null,
    timedOut: false,
    forced: false,
    killPlanned: false,
    gone: true,
    wallMs: 100,
    spawnError: null,
    journalError: null,
    stdoutBytes: 0,
    stderrBytes: 0,
    stderrTail: '',
    dataBytes: 4096,
    platform: 'linux',
    ...more,
  };
}

/** Details of a save that tests seldom name. */
export interface SaveDetails {
  readonly category?: ItemCategory;
  readonly session?: number;
  readonly phase?: Phase;
  readonly entryId?: string;
}

/** Writes the journal of one life, an event a millisecond. */
export class LifeScript {
  readonly events: JournalEvent[] = [];
  #now = 0;
  #calls = 0;
  #steps = 0;
  #facts: Partial<LifeFacts> = {};

  constructor() {
    this.write({
      e: 'start',
      scenario: 'synthetic',
      life: 0,
      lives: 2,
      control: false,
      seed: 7,
      pid: 4711,
      node: 'v20.19.0',
      platform: 'linux',
    });
  }

  /** Appends any event. */
  write(body: EventBody): this {
    this.#now += 1_000_000;
    this.events.push({ n: this.events.length + 1, t: this.#now, ...body });
    return this;
  }

  /** Lets time pass. */
  pass(ms: number): this {
    this.#now += ms * 1e6;
    return this;
  }

  step(name: Extract<EventBody, { e: 'step' }>['do']): this {
    this.#steps += 1;
    return this.write({ e: 'step', index: this.#steps - 1, do: name });
  }

  /** A save is acknowledged; `null`: a deletion. */
  saved(item: string, value: ItemState | null, details: SaveDetails = {}): this {
    const { category = 'created', session = 0, phase = 'before-query', entryId } = details;
    return this.write({
      e: 'saved',
      item,
      category,
      session,
      phase,
      state: value,
      ...(entryId === undefined ? {} : { entryId }),
    });
  }

  found(item: string, value: ItemState, session = 0): this {
    return this.write({ e: 'found', item, session, state: value });
  }

  readBack(items: number, session = 0): this {
    return this.write({ e: 'read-back', session, items });
  }

  /** A call of the provider; without an outcome it does not come back. */
  call(
    method: string,
    outcome: CallOutcome | null,
    ms = 0,
    provider = BOX,
    interfaceName = 'IMAPIProviderShutdown',
    during: readonly EventBody[] = [],
  ): this {
    this.#calls += 1;
    const call = this.#calls;
    this.write({ e: 'call', call, provider, interface: interfaceName, method });
    for (const body of during) this.write(body);
    // Each event takes a millisecond of its own.
    if (outcome === null) return this;
    this.#now += ms * 1e6 - 1_000_000;
    return this.write({ e: 'return', call, outcome });
  }

  /** The process kills itself, and the kill is proven unless `more` says otherwise. */
  killed(more: Partial<LifeFacts> = {}): this {
    this.#facts = { exitCode: null, signal: 'SIGKILL', ...more };
    return this.write({ e: 'kill', after: 'shutdown' });
  }

  exited(more: Partial<LifeFacts> = {}): this {
    this.#facts = more;
    return this.write({ e: 'exit', code: 0, expected: true });
  }

  /** The process ends otherwise, and the journal says no more. */
  ended(more: Partial<LifeFacts>): this {
    this.#facts = more;
    return this;
  }

  get lastTime(): number {
    return this.#now;
  }

  build(): LifeRecording {
    return { facts: facts(this.#facts), events: this.events };
  }
}

/** A run of some lives. */
export function recording(lives: readonly LifeScript[], more: Partial<Recording> = {}): Recording {
  const { scenario = 'immediate-exit' } = more;
  const known = scenarioNamed(scenario);
  return {
    scenario,
    script: known === undefined ? { lives: [] } : scriptOf(known, [...known.lives, READ_BACK]),
    control: false,
    trial: 0,
    seed: 7,
    farSide: [],
    ...more,
    lives: lives.map((life) => life.build()),
  };
}

/** The observation of some lives. */
export function observed(lives: readonly LifeScript[], more: Partial<Recording> = {}): Observation {
  return observe(recording(lives, more));
}
