import type { CallOutcome, ProbeResult } from '#harness/recording/events.js';
import type { ScenarioIdentity } from '#harness/recording/identity.js';
import type { Observation, ObservedCall, ObservedLife } from '#harness/recording/observation.js';
import { observe } from '#harness/recording/observe.js';
import type { LifeFacts } from '#harness/recording/recording.js';

const facts: LifeFacts = {
  pid: 4711,
  exitCode: 0,
  signal: null,
  timedOut: false,
  forced: false,
  killPlanned: false,
  gone: true,
  wallMs: 50,
  spawnError: null,
  journalError: null,
  stdoutBytes: 0,
  stderrBytes: 0,
  stderrTail: '',
  dataBytes: 0,
  platform: 'linux',
};

/** An observation of two empty lives, with some things put into the first. */
export function observation(identity: ScenarioIdentity, first: Partial<ObservedLife> = {}): Observation {
  const empty = observe({
    ...identity,
    script: { lives: [] },
    lives: [facts, facts].map((each) => ({ facts: each, events: [] })),
    farSide: [],
  });
  const lives = empty.lives.map((life, index): ObservedLife => {
    return { ...life, ending: 'exited', endingReason: null, ...(index === 0 ? first : {}) };
  });
  return { ...empty, lives };
}

/** A call of the provider. */
export function call(method: string, outcome: CallOutcome | null): ObservedCall {
  return {
    provider: { name: 'box-store', kind: 'store', session: 0, instance: 0 },
    interface: 'IMAPIProviderShutdown',
    method,
    calledAt: 1,
    returnedAt: outcome === null ? null : 2,
    outcome,
  };
}

/** What the reconnaissance of a provider with this answer shows. */
export function answering(outcome: CallOutcome | null): Partial<ObservedLife> {
  const probe: ProbeResult = { probe: 'has-shutdown-interface', holds: true, seen: 'S_OK' };
  return { probes: [probe], calls: [call('QueryFastShutdown', outcome)] };
}
