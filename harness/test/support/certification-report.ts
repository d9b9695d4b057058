import { hresult } from '@mapi-kit/sdk';
import type { Finding, Requirement, Violation } from '#harness/catalogue/requirement.js';
import { measuredMs } from '#harness/catalogue/rules/measured.js';
import { sumOfComparedValues } from '#harness/recording/compared-values.js';
import type { EventBody, JournalEvent, ProviderName } from '#harness/recording/events.js';
import type { CertificationReport, Compared } from '#harness/report/report.js';

/** What a certification has compared that compared no value. */
export const NOTHING_COMPARED: Compared = { items: {}, ...sumOfComparedValues([]) };

/** What was compared of some real mail. */
export const COMPARED_MAIL: Compared = {
  items: { changed: 480, created: 960, large: 12 },
  ...{ recipients: 700, attachments: 310, embeddedMessages: 12, namedValues: 640, deletedValues: 30 },
  types: {
    PT_BINARY: { values: 900, largestBytes: 3_000_000 },
    PT_LONG: { values: 2_000, largestBytes: 0 },
    PT_UNICODE: { values: 4_000, largestBytes: 200_662 },
  },
};

/** A certification of an opted-in store in which everything passed. */
export function certifiedReport(changes: Partial<CertificationReport> = {}): CertificationReport {
  return {
    format: 1,
    tool: { name: 'mapi-certify', version: '1.0.0' },
    catalogue: 2,
    verdict: 'certified',
    completion: 'complete',
    stoppedBy: null,
    shards: null,
    summary: 'opted in',
    provider: {
      given: './dist/box-store.js',
      file: 'dist/box-store.js',
      name: 'box-store',
      kinds: ['store'],
      stance: 'in',
      sha256: '0'.repeat(64),
      modules: [{ name: 'box-store', file: 'dist/box-store.js', sha256: '0'.repeat(64) }],
    },
    settings: defaultSettings(),
    environment: { node: 'v20.19.0', platform: 'linux', arch: 'x64', command: 'mapi-certify' },
    startedAt: '2026-01-01T00:00:00.000Z',
    wallMs: 9_800,
    expectedFailures: [],
    mail: null,
    findings: [
      finding({ id: 'COM-1', group: 'COM' }),
      finding({ id: 'DUR-2', group: 'DUR' }),
      finding({ id: 'DUR-5', group: 'DUR', status: 'not-applicable' }),
      finding({
        id: 'TIME-1',
        group: 'TIME',
        measured: [measuredMs('Notify (p95)', 0.4), measuredMs('slowest together', 11, 5_000)],
      }),
    ],
    runs: [],
    totals: {
      lives: 48,
      processes: 48,
      kills: 24,
      killsProven: 24,
      livesWithTwoThreads: 0,
      acknowledged: 1_440,
      found: 1_440,
    },
    compared: { ...NOTHING_COMPARED, items: { changed: 480, created: 960 } },
    exposure: { acknowledged: 1_440, lost: 611 },
    timelines: {},
    evidence: 'mapi-certify-report',
    ...changes,
  };
}

/** The settings of a run to which no option but the seed was given. */
export function defaultSettings(
  changes: Partial<CertificationReport['settings']> = {},
): CertificationReport['settings'] {
  return {
    option: 1,
    client: 'outlook',
    seed: 7,
    walks: 20,
    script: null,
    items: 30,
    budgetMs: 5_000,
    jobs: 2,
    strict: false,
    only: [],
    skip: [],
    scenario: [],
    quick: false,
    shard: null,
    reg: null,
    profileFile: null,
    farSide: null,
    mail: null,
    bail: false,
    timeLimitMs: null,
    expectedFailures: null,
    twoThreads: false,
    asan: false,
    profile: {},
    ...changes,
  };
}

/** A finding that passed, unless told otherwise. */
export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    id: 'DUR-2',
    group: 'DUR',
    title: 'Changed and deleted items keep their last saved state',
    strength: 'MUST',
    catalogue: 2,
    status: 'pass',
    message: 'holds',
    violations: [],
    measured: [],
    explainedBy: [],
    flaky: false,
    ...changes,
  };
}

/** The case of the design's sketch. */
export function violation(changes: Partial<Violation> = {}): Violation {
  return {
    expected: 'message "budget-q3" with subject "v3" (saved at 12.481 ms, acknowledged S_OK)',
    seen: 'subject "v1" in the second life',
    because:
      'DoFastShutdown returned S_OK 0.2 ms after it was called; 3 saves were acknowledged after the last write to disk',
    run: 'outlook-exit',
    scenario: 'outlook-exit',
    seed: 7,
    ...changes,
  };
}

/** One requirement, as the catalogue has it. */
export function requirement(changes: Partial<Requirement> = {}): Requirement {
  return {
    id: 'DUR-2',
    group: 'DUR',
    title: 'Changed and deleted items keep their last saved state',
    strength: 'MUST',
    kinds: ['store'],
    stances: ['in'],
    what: 'Updated, moved, copied and deleted items are found as they were saved last; deleted ones stay deleted.',
    why: 'An item in an older state is data that the user was told is safe.',
    how: 'scenario outlook-exit: 30 items, Query, Notify, Do, kill; the second life reads back.',
    sources: [
      { id: 'DOC-050', text: 'ready for the client to exit immediately', page: 'imapiprovidershutdown-dofastshutdown' },
      { id: 'GAP-20', text: 'what is saved before Do is kept', page: 'fast-shutdown-overview' },
    ],
    lookAt: 'persistForExit(): it must write what write() has queued before it returns',
    scenarios: ['outlook-exit', 'immediate-exit'],
    explainedBy: [],
    brokenBy: 'loses-deletes.ts',
    judge: () => ({ status: 'pass', message: '', violations: [] }),
    ...changes,
  };
}

/** The provider under test, as events name it. */
export const BOX_STORE: ProviderName = { name: 'box-store', kind: 'store', session: 0, instance: 1 };

/** Numbers events as a journal does; each pair is a time in milliseconds and what happened. */
export function events(...bodies: readonly (readonly [number, EventBody])[]): JournalEvent[] {
  return bodies.map(([ms, body], index) => ({ n: index + 1, t: Math.round(ms * 1e6), ...body }));
}

/** A call of the client, the call of the provider that it causes, and both answers, all successful. */
export function forwarded(call: number, method: string, ms: number, tookMs = 0.01): [number, EventBody][] {
  const hr = hresult(0);
  return [
    [ms, { e: 'client-call', method, session: 0 }],
    [ms, { e: 'call', call, provider: BOX_STORE, interface: 'IMAPIProviderShutdown', method }],
    [ms + tookMs, { e: 'return', call, outcome: { kind: 'returned', hr } }],
    [ms + tookMs, { e: 'client-return', method, session: 0, hr }],
  ];
}

/** The life of the design's sketch: a save, the three calls, the kill. */
export function outlookLife(): JournalEvent[] {
  const state = { label: 'budget-q3 v3', properties: '00000000', folder: 'Inbox' };
  return events(
    [12.481, { e: 'saved', item: 'm1', category: 'changed', session: 0, phase: 'before-query', state }],
    ...forwarded(1, 'QueryFastShutdown', 14.02),
    ...forwarded(2, 'NotifyProcessShutdown', 14.311),
    ...forwarded(3, 'DoFastShutdown', 14.702, 0.2),
    [14.91, { e: 'kill', after: 'shutdown' }],
  );
}

/** A certification in which DUR-2 failed. */
export function failedReport(changes: Partial<CertificationReport> = {}): CertificationReport {
  const broken = finding({ status: 'fail', message: 'subject "v1" in the second life', violations: [violation()] });
  const { findings } = certifiedReport();
  return certifiedReport({
    verdict: 'not-certified',
    summary: '1 of 4 requirements failed (MUST): DUR-2',
    findings: findings.map((entry) => (entry.id === 'DUR-2' ? broken : entry)),
    runs: [
      {
        name: 'outlook-exit',
        scenario: 'outlook-exit',
        control: false,
        seed: 7,
        lives: 2,
        timedKills: 0,
        acknowledged: 30,
        found: 29,
        differences: { changed: 1 },
        compared: { changed: 10, created: 20 },
        endings: ['killed', 'exited'],
        peakRssBytes: 60_000_000,
        wallMs: 120,
      },
    ],
    timelines: { 'outlook-exit': outlookLife() },
    ...changes,
  });
}
