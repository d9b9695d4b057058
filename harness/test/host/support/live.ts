import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExecutionContext } from 'ava';
import type { LifePlan } from '#harness/life/life-plan.js';
import { type EventBody, type ItemState, type JournalEvent, WHOLE } from '#harness/recording/events.js';
import { readJournal } from '#harness/recording/journal-file.js';
import { ABSENT } from '#harness/recording/parts.js';
import type { Step } from '#harness/scenarios/step-kinds.js';

const HOST = fileURLToPath(new URL('../../../../dist/host.js', import.meta.url));
const FIXTURES = new URL('../../fixtures/', import.meta.url);

/** What one life left behind. */
export interface Lived {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly events: readonly JournalEvent[];
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of several lives over the same data, in a folder that goes away with the test. */
export class Run {
  readonly folder: string;
  readonly #journals: string[] = [];
  #plan: Partial<LifePlan>;
  readonly #provider: string;

  /** @param provider - a compiled fixture, for example `stores/correct-store` */
  constructor(t: ExecutionContext, provider: string, plan: Partial<LifePlan> = {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'mapi-kit-host-'));
    this.#provider = provider;
    this.#plan = plan;
    t.teardown(() => {
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  /** From here on plans have this as well. */
  with(plan: Partial<LifePlan>): this {
    this.#plan = { ...this.#plan, ...plan };
    return this;
  }

  /** Lives one life, and waits for its end. */
  async live(...steps: readonly Step[]): Promise<Lived> {
    const life = this.#journals.length;
    const planFile = join(this.folder, `life-${life + 1}.plan.json`);
    const plan = this.#lifePlan(life, steps);
    for (const directory of plan.dataDirectories) mkdirSync(directory, { recursive: true });
    writeFileSync(planFile, JSON.stringify(plan));
    const child = spawn(process.execPath, [HOST, planFile], { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    this.#journals.push(plan.journalFile);
    return { code, signal, events: [...readJournal(plan.journalFile)], stdout, stderr };
  }

  #lifePlan(life: number, steps: readonly Step[]): LifePlan {
    return {
      scenario: 'test',
      life,
      lives: life + 1,
      control: false,
      steps,
      seed: 7,
      items: 40,
      providers: [{ name: 'fixture', url: new URL(`${this.#provider}.js`, FIXTURES).href, profile: {} }],
      journalFile: join(this.folder, `life-${life + 1}.ndjson`),
      earlierJournals: [...this.#journals],
      profileDirectory: join(this.folder, 'profiles'),
      dataDirectories: [join(this.folder, 'data-1')],
      option: 1,
      regFile: null,
      client: 'outlook',
      companions: [],
      companionDirectory: join(this.folder, 'companions'),
      farSide: null,
      kill: null,
      countsWrites: false,
      medium: null,
      seconds: [],
      ...this.#plan,
    };
  }
}

/** The steps of the life that reads back. */
export const READ_BACK: readonly Step[] = [{ do: 'logon' }, { do: 'read-back' }, { do: 'logoff' }, { do: 'exit' }];

/** The events of one kind. */
export function eventsOf<E extends EventBody['e']>(
  { events }: Pick<Lived, 'events'>,
  kind: E,
): Extract<JournalEvent, { readonly e: E }>[] {
  return events.filter((event): event is Extract<JournalEvent, { readonly e: E }> => event.e === kind);
}

/** What a store must hold after some lives: session and item to its last saved state. */
export function expectedItems(...lives: readonly Lived[]): Record<string, unknown> {
  const items = new Map<string, unknown>();
  for (const { item, session, state } of lives.flatMap((life) => eventsOf(life, 'saved'))) {
    if (state === null) items.delete(`${session} ${item}`);
    else items.set(`${session} ${item}`, state);
  }
  return Object.fromEntries([...items].sort());
}

/**
 * What a read-back found; an item that was found twice has a list of states.
 *
 * @param expected - of what is compared part by part, only the parts that were saved
 */
export function foundItems(life: Lived, expected: Record<string, unknown> = {}): Record<string, unknown> {
  const items = new Map<string, unknown>();
  for (const { item, session, state } of eventsOf(life, 'found')) {
    const key = `${session} ${item}`;
    const comparable = comparableTo(expected[key], state);
    items.set(key, items.has(key) ? [items.get(key), comparable] : comparable);
  }
  return Object.fromEntries([...items].sort());
}

function comparableTo(expected: unknown, found: ItemState): ItemState {
  const saved = expected as ItemState | undefined;
  if (saved?.properties !== WHOLE || saved.parts === undefined) return found;
  // Of what was deleted nothing is to be found.
  const parts = Object.keys(saved.parts).map((key) => [key, found.parts?.[key] ?? ABSENT]);
  return { label: found.label, properties: WHOLE, folder: found.folder, parts: Object.fromEntries(parts) };
}

/** The kinds of its events, in order. */
export function kinds({ events }: Lived): string[] {
  return events.map(({ e }) => e);
}

/** What was not as it ought to be. */
export function problems(life: Lived): unknown[] {
  return [...eventsOf(life, 'problem'), ...eventsOf(life, 'refused'), ...eventsOf(life, 'uncaught')];
}
