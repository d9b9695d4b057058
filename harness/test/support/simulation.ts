import type { CallOutcome, ItemCategory, Phase, ProbeName, ProviderName } from '#harness/recording/events.js';
import { type LifeFacts, type Recording, scriptOf } from '#harness/recording/recording.js';
import { type Companion, companionName } from '#harness/scenarios/companions.js';
import { type KillPoint, type Life, PROVIDER_KINDS, type Scenario, type Stance } from '#harness/scenarios/scenario.js';
import { SCENARIOS, scenarioNamed } from '#harness/scenarios/scenarios.js';
import type { Step } from '#harness/scenarios/step-kinds.js';
import { parseScript } from '#harness/scenarios/walk-script.js';
import { chainOf } from '#harness/scenarios/walks.js';
import { type Behaviour, Box, E_FAIL, MAPI_E_NO_SUPPORT, type Reaction, returns, S_OK, type Stored } from './box.js';
import { BOX, LifeScript, recording, state } from './recordings.js';

const PROBES: readonly ProbeName[] = [
  'new-object-each-initialisation',
  'has-shutdown-interface',
  'shutdown-interface-s-ok',
  'identity',
  'reflexive',
  'symmetric',
  'transitive',
  'stable-answers',
  'unknown-interface',
  'query-interface-adds-one',
  'release-takes-one',
  'last-release-returns-zero',
];

const OF_WHAT_IS_OPENED: readonly ProbeName[] = [
  'opened-interface',
  'opened-identity',
  'opened-unknown-interface',
  'opened-counts',
];

/** Whichever companion a scenario has. */
const NEIGHBOUR: ProviderName = { ...BOX, name: 'mapi-certify neighbour', instance: 9 };
const ok = returns(S_OK);

/** The life is over before its script is. */
class Ended extends Error {}

interface Expected {
  readonly category: ItemCategory;
  readonly stored: Stored | null;
}

class LifeSimulation {
  readonly script = new LifeScript();
  readonly #behaviour: Behaviour;
  readonly #boxes: readonly Box[];
  readonly #expected: readonly Map<string, Expected>[];
  readonly #life: number;
  readonly #scenario: Scenario;
  readonly #items: number;
  #kill: KillPoint | undefined;
  #phase: Phase = 'before-query';
  #batch = 0;

  constructor(
    scenario: Scenario,
    behaviour: Behaviour,
    boxes: readonly Box[],
    expected: readonly Map<string, Expected>[],
    life: number,
    items: number,
  ) {
    this.#scenario = scenario;
    this.#behaviour = behaviour;
    this.#boxes = boxes;
    this.#expected = expected;
    this.#life = life;
    this.#items = items;
  }

  run(steps: readonly Step[], kill?: KillPoint): void {
    this.#kill = kill;
    try {
      for (const step of steps) this.#step(step);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
    }
  }

  #step(step: Step): void {
    this.script.step(step.do);
    switch (step.do) {
      case 'logon':
        for (const [index, box] of this.#boxes.entries()) {
          this.#behaviour.open(box);
          this.#support(index, 'AddRef', 2, this.#behaviour.support.keeps);
          this.#support(index, 'Release', this.#behaviour.support.keeps ? 1 : 0, true);
        }
        return;
      case 'work':
        if (this.#kill?.within === 'work' && this.#batch === 1) this.#killedSilently();
        this.#work(step);
        return;
      case 'wait':
        this.#turn();
        return;
      case 'query':
        this.#client('QueryFastShutdown');
        return;
      case 'notify':
        this.#client('NotifyProcessShutdown');
        return;
      case 'shutdown':
        if (this.#kill?.within === 'shutdown') {
          this.script.write({ e: 'client-call', method: 'IMAPIClientShutdown::DoFastShutdown', session: 0 });
          this.script.call('DoFastShutdown', null);
          this.#killedSilently();
        }
        this.#client('DoFastShutdown');
        return;
      case 'leave':
        this.#leave(step.gapMs);
        return;
      case 'read-back':
        this.#readBack();
        return;
      case 'probe':
        this.#probe(PROBES);
        return;
      case 'probe-opened':
        this.#probe(OF_WHAT_IS_OPENED);
        return;
      case 'break-medium':
        this.script.write({
          e: 'medium',
          fault: this.#scenario.medium ?? 'full',
          broken: true,
          detail: '',
          refusal: 'ENOSPC',
        });
        for (const box of this.#boxes) box.full = true;
        return;
      case 'heal-medium':
        this.script.write({ e: 'healed', healed: true, detail: '' });
        for (const box of this.#boxes) box.full = false;
        return;
      case 'second-instance':
        // What the other process saves is simulated after this one.
        return;
      case 'call-after-shutdown':
        this.#react(this.#behaviour.afterDo(), 'OpenEntry', 0, 'IMSLogon');
        return;
      case 'watch':
        for (const box of this.#boxes) {
          for (const activity of this.#behaviour.goesOn(step.span, box)) {
            this.script.write({ e: 'activity', span: step.span, ...activity });
          }
        }
        this.#turn();
        this.script.write({ e: 'watched', span: step.span, ms: step.ms, slices: step.ms / 100 });
        return;
      case 'linger':
      case 'deliver':
        this.#turn();
        return;
      case 'logoff':
        this.#logoff();
        return;
      case 'kill':
        this.script.killed();
        return;
      case 'exit':
        this.script.exited();
    }
  }

  #probe(probes: readonly ProbeName[]): void {
    for (const probe of probes) {
      const holds =
        this.#behaviour.probes[probe] ?? (probe !== 'has-shutdown-interface' || this.#behaviour.hasInterface);
      this.script.write({ e: 'probe', probe, holds, seen: holds ? `${probe} holds` : `${probe} does not hold` });
    }
  }

  #killedSilently(): never {
    this.script.ended({ exitCode: null, signal: 'SIGKILL', killPlanned: true });
    throw new Ended();
  }

  #work(step: Extract<Step, { do: 'work' }>): void {
    this.#batch += 1;
    const session = step.session ?? 0;
    const amount = step.items;
    const count =
      amount === undefined
        ? this.#items
        : 'count' in amount
          ? amount.count
          : Math.max(4, Math.round(this.#items * amount.share));
    const prefix = `${this.#life === 0 ? '' : `g${this.#life + 1}-`}${this.#batch === 1 ? '' : `b${this.#batch}-`}`;
    if (step.workload === 'bulk') {
      for (let i = 1; i <= count; i += 1) this.#save(session, `${prefix}b${i}`, 'bulk', 1);
      return;
    }
    if (step.workload === 'bulk-changes') {
      for (let i = 1; i <= count; i += 1) this.#save(session, `b${i}`, 'bulk', i % 2 === 1 ? 2 : null);
      return;
    }
    this.#save(session, `${prefix}f1`, 'folder', 1);
    for (let i = 1; i <= count; i += 1) this.#save(session, `${prefix}m${i}`, 'created', 1);
    if (step.workload === 'light') return;
    for (let i = 1; i <= Math.ceil(count / 4); i += 1) {
      this.#save(session, `${prefix}c${i}`, 'changed', 1);
      this.#save(session, `${prefix}c${i}`, 'changed', 2);
      this.#save(session, `${prefix}d${i}`, 'changed', 1);
      this.#save(session, `${prefix}d${i}`, 'changed', null);
    }
    this.#save(session, 'setting-comment', 'setting', this.#life + 1);
    this.#save(session, `${prefix}u1`, 'unsaved', 1);
    this.#unsaved(session, `${prefix}u1`);
    this.#unsaved(session, `${prefix}u2`);
    this.#behaviour.worked(this.#boxes[session] as Box);
  }

  #save(session: number, item: string, category: ItemCategory, version: number | null): void {
    const box = this.#boxes[session] as Box;
    if (!this.#behaviour.accepts(box)) {
      this.script.write({
        e: 'refused',
        item,
        session,
        phase: this.#phase,
        method: 'IMAPIProp::SaveChanges',
        hr: E_FAIL,
      });
      return;
    }
    const stored = version === null ? null : { state: state(`${item} v${version}`), id: `id-${session}-${item}` };
    box.pending.push({ item, stored, phase: this.#phase, setting: category === 'setting' });
    this.#expected[session]?.set(item, { category, stored });
    this.script.saved(item, stored?.state ?? null, {
      category,
      session,
      phase: this.#phase,
      ...(stored === null ? {} : { entryId: stored.id }),
    });
  }

  #unsaved(session: number, item: string): void {
    const last = this.#expected[session]?.get(item)?.stored?.state ?? null;
    this.script.write({ e: 'unsaved', item, session, state: last, what: 'another subject' });
  }

  #turn(): void {
    for (const box of this.#boxes) {
      box.paused = true;
      if (this.#behaviour.crashesSoon(box)) {
        this.script.write({ e: 'uncaught', message: 'Error: the lock is gone', origin: 'uncaughtException' });
        this.script.write({ e: 'exit', code: 1, expected: false });
        this.script.ended({ exitCode: 1 });
        throw new Ended();
      }
      this.#behaviour.turn(box);
    }
  }

  #client(method: 'QueryFastShutdown' | 'NotifyProcessShutdown' | 'DoFastShutdown'): number {
    this.script.write({ e: 'client-call', method: `IMAPIClientShutdown::${method}`, session: 0 });
    let hr = S_OK;
    const asked = this.#scenario.option !== 3;
    if (this.#has('throwing-transport') || this.#has('slow-transport')) {
      const outcome: CallOutcome = this.#has('slow-transport')
        ? returns(S_OK)
        : { kind: 'threw', message: 'on purpose' };
      this.script.call(method, method === 'QueryFastShutdown' ? returns(S_OK) : outcome, 400, NEIGHBOUR);
    }
    for (const companion of ['agreeing-transport', 'agreeing-address-book'] as const) this.#agree(companion, method);
    if (asked && this.#behaviour.hasInterface) {
      for (const [index, box] of this.#boxes.entries()) {
        const pending = box.pending.length;
        const outcome = this.#react(
          this.#reaction(method, box, index),
          method,
          index,
          'IMAPIProviderShutdown',
          pending,
        );
        if (outcome.kind !== 'returned' || outcome.hr < 0) hr = method === 'QueryFastShutdown' ? MAPI_E_NO_SUPPORT : hr;
      }
    }
    this.#agree('agreeing-store', method);
    if (method === 'DoFastShutdown' && (this.#has('hanging-store') || this.#has('crashing-store'))) {
      this.script.call(method, null, 0, NEIGHBOUR);
      if (this.#has('hanging-store')) this.script.killed();
      else this.script.write({ e: 'exit', code: 134, expected: false }).ended({ exitCode: 134 });
      throw new Ended();
    }
    if (method === 'QueryFastShutdown') {
      if (this.#has('refusing-store')) {
        this.script.call(method, returns(MAPI_E_NO_SUPPORT), 0.1, NEIGHBOUR);
        hr = MAPI_E_NO_SUPPORT;
      }
      if (!asked) hr = MAPI_E_NO_SUPPORT;
    }
    if (this.#phase !== 'after-shutdown') {
      this.#phase =
        method === 'QueryFastShutdown'
          ? 'after-query'
          : method === 'NotifyProcessShutdown'
            ? 'after-notify'
            : 'after-shutdown';
    }
    this.script.write({ e: 'client-return', method: `IMAPIClientShutdown::${method}`, session: 0, hr });
    return hr;
  }

  #has(companion: Companion): boolean {
    return this.#scenario.companions?.includes(companion) === true;
  }

  /** A companion of the harness's own answers S_OK, where the scenario has it. */
  #agree(companion: 'agreeing-transport' | 'agreeing-address-book' | 'agreeing-store', method: string): void {
    if (this.#scenario.companions?.includes(companion) !== true) return;
    const kind = PROVIDER_KINDS.find((each) => companion.endsWith(each)) ?? 'store';
    this.script.call(method, ok, 0.1, { ...BOX, name: companionName(companion), kind, instance: 9 });
  }

  #reaction(method: string, box: Box, session: number): Reaction {
    switch (method) {
      case 'QueryFastShutdown': {
        box.queried += 1;
        return this.#behaviour.query(box);
      }
      case 'NotifyProcessShutdown':
        box.notified += 1;
        return this.#behaviour.notify(box);
      default:
        box.done += 1;
        return this.#behaviour.shutdown(box, session);
    }
  }

  #react(reaction: Reaction, method: string, session: number, interfaceName: string, pending = 0): CallOutcome {
    const provider: ProviderName = { ...BOX, session: session + 1, instance: session + 1 };
    if (reaction === 'hangs') {
      this.script.call(method, null, 0, provider, interfaceName);
      this.script.ended({ exitCode: null, signal: 'SIGKILL', timedOut: true, forced: true, wallMs: 20_000 });
      throw new Ended();
    }
    if (reaction === 'dies') {
      this.script.call(method, null, 0, provider, interfaceName);
      this.script.write({ e: 'exit', code: 3, expected: false });
      this.script.ended({ exitCode: 3 });
      throw new Ended();
    }
    this.script.call(method, reaction, this.#behaviour.takes(method, pending), provider, interfaceName);
    return reaction;
  }

  #leave(gapMs: number | undefined): void {
    const query = this.#client('QueryFastShutdown');
    if (gapMs !== undefined) this.#turn();
    if (query !== S_OK) {
      this.#logoff();
      this.script.exited();
      return;
    }
    this.#client('NotifyProcessShutdown');
    if (gapMs !== undefined) this.#turn();
    this.#client('DoFastShutdown');
    this.script.killed();
  }

  #logoff(): void {
    for (const [index, box] of this.#boxes.entries()) {
      this.#behaviour.logoff(box);
      this.script.write({ e: 'client-call', method: 'IMAPISession::Logoff', session: index });
      if (this.#behaviour.support.keeps) this.#support(index, 'Release', 0, this.#behaviour.support.releases);
      this.script.write({ e: 'client-return', method: 'IMAPISession::Logoff', session: index, hr: S_OK });
    }
    const leaks = this.#behaviour.support.releases ? [] : ['IMAPISupport #4 of box-store has 1 reference left'];
    const violations = this.#behaviour.probes['release-takes-one'] === false ? ['IProfSect #2 was released twice'] : [];
    this.script.write({ e: 'references', violations, leaks });
  }

  #support(session: number, change: 'AddRef' | 'Release', count: number, happens: boolean): void {
    const provider: ProviderName = { ...BOX, session: session + 1, instance: session + 1 };
    if (happens) this.script.write({ e: 'support-reference', provider, change, count });
  }

  #readBack(): void {
    for (const [session, box] of this.#boxes.entries()) {
      let listed = 0;
      for (const [item, stored] of box.disk) {
        for (let copy = 0; copy < (box.copies.has(item) ? 2 : 1); copy += 1) {
          listed += 1;
          this.script.found(item, stored.state, session);
        }
      }
      if (this.#life > 0) this.#openAll(session, box);
      this.script.readBack(listed, session);
    }
  }

  #openAll(session: number, box: Box): void {
    for (const [item, { stored, category }] of this.#expected[session] ?? []) {
      if (stored === null || category === 'setting') continue;
      const now = box.disk.get(item);
      const opens = now?.id === stored.id;
      const hr = opens ? S_OK : 0x8004010f | 0;
      this.script.write({ e: 'opened', item, session, entryId: stored.id, hr, opens: opens ? item : null });
    }
  }

  /** Drops what a control does not do. */
  static stepsOf(steps: readonly Step[], control: boolean): readonly Step[] {
    if (!control) return steps;
    return steps
      .filter(({ do: name }) => !['query', 'notify', 'shutdown', 'linger'].includes(name))
      .map((step) => (step.do === 'leave' ? { do: 'kill' } : step));
  }
}

/** Random walks are random in certifications only. */
const WALKS = parseScript(
  'logon,work:1,query,notify,do,kill;logon,work:2,query,query,work:1,do,kill;logon,work:1,query,notify,work:1,logoff;logon,work:1,kill',
);

/** Who is refused leaves the classic way. */
function obedient(steps: readonly Step[], behaviour: Behaviour): readonly Step[] {
  const answer = behaviour.hasInterface ? behaviour.query(new Box()) : returns(S_OK);
  const refuses = typeof answer === 'object' && answer.kind === 'returned' && answer.hr < 0;
  if (!refuses || !steps.some((step) => step.do === 'shutdown')) return steps;
  return [...steps.filter((step) => step.do !== 'shutdown' && step.do !== 'kill'), { do: 'logoff' }, { do: 'exit' }];
}

/** What one simulated run is made with. */
export interface SimulationOptions {
  readonly control?: boolean;
  readonly trial?: number;
  readonly items?: number;
}

/** Plays one scenario against a behaviour. */
export function simulate(name: string, behaviour: Behaviour, options: SimulationOptions = {}): Recording {
  const scenario = known(name);
  const { control = false, trial = 0, items = 12 } = options;
  const sessions = scenario.sessions ?? 1;
  const expected = Array.from({ length: sessions }, () => new Map<string, Expected>());
  let boxes = Array.from({ length: sessions }, () => new Box());
  const readBack: Step[] = [{ do: 'logon' }, { do: 'read-back' }, { do: 'logoff' }, { do: 'exit' }];
  const lives: LifeScript[] = [];
  const sizes: number[] = [];
  const played = scenario.walks === true ? chainOf(WALKS) : scenario.lives;
  const scripts: readonly Life[] = [...played, { steps: readBack }];
  for (const [life, { steps, kill }] of scripts.entries()) {
    boxes = boxes.map((box) => new Box(box));
    const simulation = new LifeSimulation(scenario, behaviour, boxes, expected, life, items);
    const own = scenario.walks === true ? obedient(steps, behaviour) : steps;
    simulation.run(LifeSimulation.stepsOf(own, control), kill);
    lives.push(simulation.script);
    sizes.push(boxes.reduce((total, box) => total + (box.disk.size + box.copies.size) * 1000, 4096));
  }
  const made = recording(lives, {
    scenario: name,
    control,
    trial,
    seed: 7 + trial,
    script: scriptOf(scenario, scripts),
  });
  return {
    ...made,
    lives: made.lives.map((life, index) => ({
      ...life,
      facts: { ...life.facts, dataBytes: sizes[index] ?? 0 } satisfies LifeFacts,
    })),
  };
}

/** The names of the scenarios that the runner plays with a store of this stance. */
export function scenariosFor(stance: Stance): readonly string[] {
  return SCENARIOS.filter(
    ({ stances, kinds }) => stances.includes(stance) && (kinds === undefined || kinds.includes('store')),
  ).map(({ name }) => name);
}

/** Plays one scenario with its trials and controls, as the runner does. */
export function simulateTrials(name: string, behaviour: Behaviour): readonly Recording[] {
  const { trials = 1, control } = known(name);
  return Array.from({ length: trials }, (_, trial) => [
    simulate(name, behaviour, { trial }),
    ...(control === true ? [simulate(name, behaviour, { trial, control: true })] : []),
  ]).flat();
}

function known(name: string): Scenario {
  const scenario = scenarioNamed(name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  return scenario;
}
