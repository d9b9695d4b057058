import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { judgeAll } from '#harness/catalogue/judge.js';
import type { JournalEvent } from '#harness/recording/events.js';
import { observe } from '#harness/recording/observe.js';
import { aspectsOfParts, type Parts } from '#harness/recording/parts.js';
import { readRecording } from '#harness/recording/read-recording.js';
import { certifyWith } from '#harness/run/certify.js';
import type { CertifyOptions } from '#harness/run/input/certify-options.js';
import { CERTIFICATION_FILE, type KeptCertification } from '#harness/run/judging/certification-file.js';
import type { Places } from '#harness/run/schedule/places.js';
import { defaultTools } from '#harness/run/tools.js';
import { lineOf, type RecordedRun, type RecordedTerms, recordedFile, runOf } from '../../support/recorded.js';
import { breachesOf } from './detection.js';
import { type Expectation, SEED } from './expectation.js';
import { fixture } from './fixture.js';

/** As few items as still show it; with more, the recording has more bytes. */
const ITEMS = [4, 12, 20];
/** Of the items of the bulk scenarios so many of the first and of the last stay. */
const BULK_KEPT = 12;
/** Of the parts of an item in which its states differ, so many stay. */
const MOST_PARTS = 12;

/**
 * Certifies a broken provider, by the quick mode where that shows its breach, and keeps a trimmed recording of it for the
 * tests of the judges.
 *
 * @param expectation - which provider, and what it breaks
 * @param places - those of all certifications that go on at the same time
 * @returns how many bytes the recording has
 * @throws Error when what is kept no longer shows the breach, or names anything of this machine
 */
export async function record(expectation: Expectation, places: Places): Promise<number> {
  let bytes: Buffer | string = '';
  for (const items of ITEMS) {
    bytes = await recordWith(items, expectation, places);
    if (typeof bytes !== 'string') break;
  }
  if (typeof bytes === 'string') throw new Error(`${expectation.provider}: ${bytes}`);
  writeFileSync(recordedFile(nameOf(expectation)), bytes);
  return bytes.length;
}

/** The recording; a string: what it does not show. */
async function recordWith(items: number, expectation: Expectation, places: Places): Promise<Buffer | string> {
  const { walks, ...options } = expectation.options ?? {};
  const breaches = breachesOf(expectation);
  const played = expectation.quick === false ? { only: breaches, walks: walks ?? 0 } : { quick: true };
  const provider = fixture(expectation.provider);
  const out = mkdtempSync(join(tmpdir(), 'mapi-kit-record-'));
  try {
    const given: CertifyOptions = { seed: SEED, items, jobs: 1, ...options, ...played, provider, out };
    const report = await certifyWith(given, { ...defaultTools, places });
    const kept = JSON.parse(readFileSync(join(out, 'evidence', CERTIFICATION_FILE), 'utf8')) as KeptCertification;
    const { settings, notRun } = kept.terms;
    const terms: RecordedTerms = { settings, notRun };
    const runs = report.runs.map(({ name }) => lineOf(trimmed(read(join(out, 'evidence', name)), [out, tmpdir()])));
    const missing = whatIsMissing(runs.map(runOf), terms, breaches);
    if (missing !== null) return missing;
    const text = `${[JSON.stringify(terms), ...runs].join('\n')}\n`;
    const place = /[^"]*(?:\/tmp\/|\/home\/|node_modules)[^"]*/.exec(text);
    return place === null ? gzipSync(text, { level: 9 }) : `the recording names ${place[0]}`;
  } finally {
    rmSync(out, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The name of a broken provider's recording. */
export function nameOf({ provider }: Pick<Expectation, 'provider'>): string {
  return provider.split('/').pop() ?? provider;
}

function read(folder: string): RecordedRun {
  const recording = readRecording(folder);
  return { ...recording, lives: recording.lives.map(({ facts, events }) => ({ facts, events: [...events] })) };
}

function whatIsMissing(
  runs: readonly RecordedRun[],
  { settings, notRun }: RecordedTerms,
  breaches: readonly string[],
): string | null {
  const requirements = CATALOGUE.filter(({ id }) => breaches.includes(id));
  const findings = judgeAll(requirements, { settings, notRun, observations: runs.map(observe) });
  const silent = findings.filter(({ status }) => status !== 'fail' && status !== 'warn');
  return silent.length === 0
    ? null
    : silent.map(({ id, status, message }) => `${id} is ${status}: ${message}`).join('; ');
}

/** The same run in fewer bytes: short entry ids, no more of many items than some, nothing of this machine. */
function trimmed(run: RecordedRun, folders: readonly string[]): RecordedRun {
  const ids = new Map<string, string>();
  const shortened = (id: string): string => {
    const short = ids.get(id) ?? `e${ids.size + 1}`;
    ids.set(id, short);
    return short;
  };
  const most = new Map<string, number>();
  for (const { events } of run.lives) {
    for (const event of events) {
      const [, prefix, number] = bulkName(event) ?? [];
      if (prefix !== undefined) most.set(prefix, Math.max(most.get(prefix) ?? 0, Number(number)));
    }
  }
  const stays = (event: JournalEvent): boolean => {
    if (event.e === 'loaded') return false;
    const [, prefix, number] = bulkName(event) ?? [];
    if (prefix === undefined) return true;
    return Number(number) <= BULK_KEPT || Number(number) > (most.get(prefix) ?? 0) - BULK_KEPT;
  };
  const telling = tellingParts(run.lives.flatMap(({ events }) => events));
  const lives = run.lives.map(({ facts, events }) => ({
    facts: { ...facts, wallMs: Math.round(facts.wallMs) },
    events: withoutPolls(events)
      .filter(stays)
      .map((event) => withParts(event, telling))
      .map((event) => ({
        ...event,
        ...('entryId' in event && typeof event.entryId === 'string' ? { entryId: shortened(event.entryId) } : {}),
      })),
  }));
  return withoutPlaces({ ...run, lives }, folders);
}

/** Of each item the parts that are not the same in all of its states, and a few that are. */
function tellingParts(events: readonly JournalEvent[]): ReadonlyMap<string, ReadonlySet<string>> {
  const states = new Map<string, Parts[]>();
  for (const event of events) {
    if (!('state' in event) || !('item' in event) || typeof event.item !== 'string') continue;
    const parts = event.state?.parts;
    if (parts !== undefined) states.set(event.item, [...(states.get(event.item) ?? []), parts]);
  }
  return new Map([...states].map(([item, all]) => [item, tellingOf(all)]));
}

function tellingOf(all: readonly Parts[]): ReadonlySet<string> {
  const saved = new Set(all.slice(0, -1).flatMap(Object.keys));
  const differing = [...saved].filter((key) => all.some((parts) => parts[key] !== all[0]?.[key]));
  const same = [...saved].filter((key) => !differing.includes(key));
  // A recipient or attachment of which nothing is left counts as gone.
  const beside = differing.slice(0, MOST_PARTS).flatMap((key) => {
    const owner = key.slice(0, key.lastIndexOf('/') + 1);
    return owner === '' ? [] : same.filter((other) => other.startsWith(owner)).slice(0, 1);
  });
  const aspects = same.filter((key) => aspectsOfParts({ [key]: all[0]?.[key] ?? '' }).size > 0);
  return new Set([...differing.slice(0, MOST_PARTS), ...beside, ...same.slice(0, 2), ...aspects.slice(0, 1)]);
}

function withParts(event: JournalEvent, telling: ReadonlyMap<string, ReadonlySet<string>>): JournalEvent {
  if (!('state' in event) || !('item' in event) || typeof event.item !== 'string') return event;
  const { state } = event;
  if (state === null || state?.parts === undefined) return event;
  const kept = Object.entries(state.parts).filter(([key]) => telling.get(String(event.item))?.has(key) === true);
  return { ...event, state: { ...state, parts: Object.fromEntries(kept) } } as JournalEvent;
}

/** The spooler asks many times whether there is something: no judge does. */
function withoutPolls(events: readonly JournalEvent[]): readonly JournalEvent[] {
  const polls = new Set(events.flatMap((event) => (event.e === 'call' && event.method === 'Poll' ? [event.call] : [])));
  return events.filter((event) => (event.e !== 'call' && event.e !== 'return') || !polls.has(event.call));
}

function bulkName(event: JournalEvent): RegExpExecArray | null {
  return 'item' in event && typeof event.item === 'string' ? /^((?:g\d+-)?(?:b\d+-)?b)(\d+)$/.exec(event.item) : null;
}

/** Paths of this machine become relative: those of the sources to their root, those of data to nothing. */
function withoutPlaces(run: RecordedRun, folders: readonly string[]): RecordedRun {
  const root = fixture('x').replace(/harness\/build\/test\/fixtures\/x\.js$/, '');
  let text = JSON.stringify(run);
  for (const folder of [root, ...folders.map((each) => `${each}/`)]) text = text.replaceAll(folder, '');
  return JSON.parse(text) as RecordedRun;
}
