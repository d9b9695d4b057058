import type { Step } from '../scenarios/step-kinds.js';
import { CallFold } from './calls.js';
import { endingOf } from './ending.js';
import type { JournalEvent, Part, ProbeResult, ProviderName } from './events.js';
import type { ObservedLife, ObservedSupportReferences, ObservedThrown, ObservedWatch } from './observation.js';
import type { ProviderTrait } from './provider-trait.js';
import type { LifeFacts } from './recording.js';
import type { ServiceCall } from './service-call.js';

/** Of lists that a misbehaving provider could make long, this many entries are kept. */
const LIST_LIMIT = 50;

type SupportCounts = { -readonly [K in keyof ObservedSupportReferences]: ObservedSupportReferences[K] };

/** Folds the events of one life to what judges need of its calls and its ending, in bounded memory. */
export class LifeFold {
  readonly #facts: LifeFacts;
  readonly #steps: readonly Step[];
  readonly #calls = new CallFold();
  readonly #probes: ProbeResult[] = [];
  readonly #support = new Map<string, SupportCounts>();
  readonly #supportCalls: ObservedLife['supportCalls'][number][] = [];
  readonly #supportCallsInShutdown: ObservedLife['supportCalls'][number][] = [];
  readonly #serviceCalls: ServiceCall[] = [];
  readonly #violations: string[] = [];
  readonly #leaks: string[] = [];
  #held: Readonly<Record<string, number>> | undefined;
  readonly #refused: ObservedLife['refused'][number][] = [];
  readonly #written: ObservedLife['written'][number][] = [];
  readonly #connected: ObservedLife['connected'][number][] = [];
  readonly #watches: ObservedWatch[] = [];
  readonly #problems: ObservedLife['problems'][number][] = [];
  readonly #uncaught: string[] = [];
  readonly #thrown: ObservedThrown[] = [];
  readonly #warnings: ObservedLife['warnings'][number][] = [];
  readonly #traits = new Set<ProviderTrait>();
  /** The first answer of each kind. */
  readonly #features = new Map<string, ObservedLife['features'][number]>();
  readonly #writes: Record<Part, number> = { work: 0, shutdown: 0 };
  readonly #partNs: Record<Part, number | null> = { work: null, shutdown: null };
  readonly #partBegan = new Map<Part, number>();
  #activities: ObservedWatch['activities'][number][] = [];
  #medium: ObservedLife['medium'] = null;
  #started = false;
  #referencesSeen = false;
  #lastStep: string | null = null;
  #killedAt: number | null = null;
  #afterKill: string | null = null;
  #survivedKill = false;
  #exit: { code: number; expected: boolean; at: string | undefined } | null = null;
  #peakRssBytes: number | null = null;
  #itemsListed: number | null = null;
  #saves = 0;
  #lastSaveAt: number | null = null;

  constructor(facts: LifeFacts, steps: readonly Step[]) {
    this.#facts = facts;
    this.#steps = steps;
  }

  /** Takes in the next event. */
  add(event: JournalEvent): void {
    if (this.#killedAt !== null) this.#afterKill ??= event.e;
    switch (event.e) {
      case 'start':
        this.#started = true;
        break;
      case 'step':
        this.#lastStep = event.do;
        break;
      case 'call':
      case 'return':
      case 'client-call':
      case 'client-return':
        this.#calls.add(event);
        break;
      case 'support-reference':
        this.#supportReference(event.provider, event.change, event.count);
        break;
      case 'support-call':
        keep(this.#calls.inShutdown ? this.#supportCallsInShutdown : this.#supportCalls, {
          provider: event.provider,
          method: event.method,
          hr: event.hr,
          at: event.t,
        });
        break;
      case 'saved':
        this.#saves += 1;
        this.#lastSaveAt = event.t;
        break;
      case 'refused':
        if (event.mayBe) break;
        keep(this.#refused, { item: event.item, phase: event.phase, method: event.method, hr: event.hr, at: event.t });
        break;
      case 'read-back':
        this.#itemsListed = (this.#itemsListed ?? 0) + event.items;
        break;
      case 'service': {
        const { service, context, given, hr, changed } = event;
        keep(this.#serviceCalls, { service, context, given, hr, changed });
        break;
      }
      case 'feature':
        this.#feature(event);
        break;
      case 'trait':
        this.#traits.add(event.trait);
        break;
      case 'part':
        this.#part(event);
        break;
      case 'write':
        this.#writes[event.part] += 1;
        break;
      case 'probe':
        keep(this.#probes, { probe: event.probe, holds: event.holds, seen: event.seen });
        break;
      case 'references':
        this.#referencesSeen = true;
        for (const violation of event.violations) keep(this.#violations, violation);
        for (const leak of event.leaks) keep(this.#leaks, leak);
        this.#held = event.held ?? this.#held;
        break;
      case 'warning':
        keep(this.#warnings, { rule: event.rule, message: event.message });
        break;
      case 'written':
        keep(this.#written, { file: event.file, change: event.change, afterNs: event.afterNs });
        break;
      case 'connected':
        keep(this.#connected, { to: event.to, afterNs: event.afterNs });
        break;
      case 'activity':
        keep(this.#activities, {
          kind: event.kind,
          what: event.what,
          repeats: event.repeats,
          counts: event.counts,
        });
        break;
      case 'watched':
        keep(this.#watches, {
          span: event.span,
          ms: event.ms,
          slices: event.slices,
          activities: this.#activities,
        });
        this.#activities = [];
        break;
      case 'medium':
        // Journals of earlier versions do not say whether a write was refused.
        this.#medium = {
          fault: event.fault,
          broken: event.broken,
          detail: event.detail,
          refusal: event.refusal ?? null,
          healing: null,
        };
        break;
      case 'healed':
        if (this.#medium !== null) {
          this.#medium = { ...this.#medium, healing: { healed: event.healed, detail: event.detail } };
        }
        break;
      case 'problem':
        keep(this.#problems, { what: event.what, hr: event.hr ?? null });
        break;
      case 'uncaught':
        keep(this.#uncaught, event.message);
        break;
      case 'thrown':
        keep(this.#thrown, {
          where: event.where,
          name: event.name,
          message: event.message,
          hr: event.hr ?? null,
          at: event.at ?? null,
        });
        break;
      case 'resources':
        this.#peakRssBytes = event.peakRssBytes;
        break;
      case 'kill':
        this.#killedAt = event.t;
        break;
      case 'survived-kill':
        this.#survivedKill = true;
        break;
      case 'exit':
        this.#exit = { code: event.code, expected: event.expected, at: event.at };
        break;
    }
  }

  /**
   * Ends the fold.
   *
   * @param unreadable - why the journal could not be read to its end, or null
   */
  finish(unreadable: string | null): ObservedLife {
    const { calls, clientCalls, pendingCall } = this.#calls;
    const { ending, reason } = endingOf(this.#facts, {
      started: this.#started,
      unreadable,
      killed: this.#killedAt !== null,
      afterKill: this.#afterKill,
      survivedKill: this.#survivedKill,
      exit: this.#exit,
      lastStep: this.#lastStep,
      pendingCall,
      lastCall: calls.at(-1) ?? null,
      problems: this.#problems,
      uncaught: this.#uncaught,
      thrown: this.#thrown,
    });
    return {
      facts: this.#facts,
      ending,
      endingReason: reason,
      complete: this.#killedAt !== null || this.#exit?.expected === true,
      lastStep: this.#lastStep,
      steps: this.#steps,
      calls,
      clientCalls,
      pendingCall,
      traits: [...this.#traits],
      features: [...this.#features.values()],
      parts: {
        work: { ns: this.#partNs.work, writes: this.#writes.work },
        shutdown: { ns: this.#partNs.shutdown, writes: this.#writes.shutdown },
      },
      probes: this.#probes,
      serviceCalls: this.#serviceCalls,
      supportReferences: [...this.#support.values()],
      supportCalls: [...this.#supportCalls, ...this.#supportCallsInShutdown],
      references: this.#referencesSeen
        ? {
            violations: this.#violations,
            leaks: this.#leaks,
            ...(this.#held === undefined ? {} : { held: this.#held }),
          }
        : null,
      refused: this.#refused,
      written: this.#written,
      connected: this.#connected,
      watches: this.#watches,
      medium: this.#medium,
      problems: this.#problems,
      uncaught: this.#uncaught,
      thrown: this.#thrown,
      warnings: this.#warnings,
      peakRssBytes: this.#peakRssBytes,
      itemsListed: this.#itemsListed,
      savesAcknowledged: this.#saves,
      lastSaveAt: this.#lastSaveAt,
      killedAt: this.#killedAt,
    };
  }

  /** The first work and the first shutdown of a life are measured. */
  #feature({ session, phase, feature, hr, t: at }: Extract<JournalEvent, { e: 'feature' }>): void {
    const key = `${session} ${phase} ${feature} ${hr}`;
    if (!this.#features.has(key)) this.#features.set(key, { session, phase, feature, hr, at });
  }

  #part({ part, edge, t }: Extract<JournalEvent, { e: 'part' }>): void {
    if (edge === 'begins') {
      if (!this.#partBegan.has(part)) this.#partBegan.set(part, t);
      return;
    }
    this.#partNs[part] ??= t - (this.#partBegan.get(part) ?? t);
  }

  #supportReference(provider: ProviderName, change: 'AddRef' | 'Release', count: number): void {
    const key = `${provider.name} ${provider.session} ${provider.instance}`;
    let counts = this.#support.get(key);
    if (counts === undefined) {
      counts = { provider, addRefs: 0, releases: 0, lastCount: 0 };
      this.#support.set(key, counts);
    }
    if (change === 'AddRef') counts.addRefs += 1;
    else counts.releases += 1;
    counts.lastCount = count;
  }
}

function keep<T>(list: T[], entry: T): void {
  if (list.length < LIST_LIMIT) list.push(entry);
}
