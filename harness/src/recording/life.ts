import type { Step } from '../scenarios/step-kinds.js';
import { ActivityFold } from './activity-fold.js';
import { CallFold } from './calls.js';
import { EndFold } from './end-fold.js';
import { endingOf } from './ending.js';
import type { JournalEvent, ProbeResult } from './events.js';
import { keepFirst } from './keep-first.js';
import type { ObservedLife } from './observation.js';
import { PartFold } from './part-fold.js';
import type { ProviderTrait } from './provider-trait.js';
import type { LifeFacts } from './recording.js';
import type { ServiceCall } from './service-call.js';
import { SupportFold } from './support-fold.js';

/** What leaks and violations of the COM contract a life has shown; null while it has not left the classic way. */
type References = ObservedLife['references'];

/** Folds the events of one life to what judges need of its calls and its ending, in bounded memory. */
export class LifeFold {
  readonly #facts: LifeFacts;
  readonly #steps: readonly Step[];
  readonly #calls = new CallFold();
  readonly #end = new EndFold();
  readonly #parts = new PartFold();
  readonly #support: SupportFold = new SupportFold(this.#calls);
  readonly #activity = new ActivityFold();
  readonly #probes: ProbeResult[] = [];
  readonly #serviceCalls: ServiceCall[] = [];
  readonly #refused: ObservedLife['refused'][number][] = [];
  readonly #warnings: ObservedLife['warnings'][number][] = [];
  readonly #traits = new Set<ProviderTrait>();
  /** The first answer of each kind. */
  readonly #features = new Map<string, ObservedLife['features'][number]>();
  #references: References = null;
  #medium: ObservedLife['medium'] = null;
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
    this.#end.add(event);
    this.#calls.add(event);
    this.#parts.add(event);
    this.#support.add(event);
    this.#activity.add(event);
    this.#addResult(event);
  }

  /**
   * Ends the fold.
   *
   * @param unreadable - why the journal could not be read to its end, or null
   */
  finish(unreadable: string | null): ObservedLife {
    const { calls, clientCalls, pendingCall } = this.#calls;
    const { end, isComplete, killedAt } = this.#end;
    const { lastStep, problems, uncaught, thrown } = end;
    const lastCall = calls.at(-1) ?? null;
    const { ending, reason } = endingOf(this.#facts, { ...end, unreadable, pendingCall, lastCall });
    return {
      facts: this.#facts,
      steps: this.#steps,
      ending,
      endingReason: reason,
      complete: isComplete,
      ...{ lastStep, problems, uncaught, thrown, killedAt },
      ...{ calls, clientCalls, pendingCall },
      ...this.#parts.observed,
      ...this.#support.observed,
      ...this.#activity.observed,
      traits: [...this.#traits],
      features: [...this.#features.values()],
      probes: this.#probes,
      serviceCalls: this.#serviceCalls,
      references: this.#references,
      refused: this.#refused,
      medium: this.#medium,
      warnings: this.#warnings,
      peakRssBytes: this.#peakRssBytes,
      itemsListed: this.#itemsListed,
      savesAcknowledged: this.#saves,
      lastSaveAt: this.#lastSaveAt,
    };
  }

  /** What a single event says for itself. */
  #addResult(event: JournalEvent): void {
    switch (event.e) {
      case 'saved':
        this.#saves += 1;
        this.#lastSaveAt = event.t;
        break;
      case 'refused': {
        const { item, phase, method, hr, t: at, mayBe } = event;
        if (!mayBe) keepFirst(this.#refused, { item, phase, method, hr, at });
        break;
      }
      case 'read-back':
        this.#itemsListed = (this.#itemsListed ?? 0) + event.items;
        break;
      case 'service': {
        const { service, context, given, hr, changed } = event;
        keepFirst(this.#serviceCalls, { service, context, given, hr, changed });
        break;
      }
      case 'feature':
        this.#feature(event);
        break;
      case 'trait':
        this.#traits.add(event.trait);
        break;
      case 'probe':
        keepFirst(this.#probes, { probe: event.probe, holds: event.holds, seen: event.seen });
        break;
      case 'references':
        this.#references = referencesWith(event, this.#references);
        break;
      case 'warning':
        keepFirst(this.#warnings, { rule: event.rule, message: event.message });
        break;
      case 'medium':
      case 'healed':
        this.#medium = mediumAfter(event, this.#medium);
        break;
      case 'resources':
        this.#peakRssBytes = event.peakRssBytes;
        break;
    }
  }

  #feature({ session, phase, feature, hr, t: at }: Extract<JournalEvent, { e: 'feature' }>): void {
    const key = `${session} ${phase} ${feature} ${hr}`;
    if (!this.#features.has(key)) this.#features.set(key, { session, phase, feature, hr, at });
  }
}

function referencesWith(
  { violations, leaks, held }: Extract<JournalEvent, { e: 'references' }>,
  before: References,
): References {
  const all = { violations: [...(before?.violations ?? [])], leaks: [...(before?.leaks ?? [])] };
  for (const violation of violations) keepFirst(all.violations, violation);
  for (const leak of leaks) keepFirst(all.leaks, leak);
  const known = held ?? before?.held;
  return known === undefined ? all : { ...all, held: known };
}

function mediumAfter(
  event: Extract<JournalEvent, { e: 'medium' | 'healed' }>,
  before: ObservedLife['medium'],
): ObservedLife['medium'] {
  if (event.e === 'medium') {
    // Journals of earlier versions do not say whether a write was refused.
    const { fault, broken, detail, refusal = null } = event;
    return { fault, broken, detail, refusal, healing: null };
  }
  return before && { ...before, healing: { healed: event.healed, detail: event.detail } };
}
