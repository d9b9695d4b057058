import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Evidence, JudgeSettings } from '#harness/catalogue/requirement.js';
import type { JournalEvent } from '#harness/recording/events.js';
import { observe } from '#harness/recording/observe.js';
import type { LifeFacts, Recording } from '#harness/recording/recording.js';

// Real runs of the broken providers, recorded and trimmed by scripts/record.js: what the judges' tests look at.

/** What shows only with thousands of items is too long to be kept. */
export const UNRECORDED = 'TIME-3';

/** What the first line of a recorded certification says. */
export interface RecordedTerms {
  readonly settings: JudgeSettings;
  readonly notRun: Readonly<Record<string, string>>;
}

/** A run with everything in memory. */
export interface RecordedRun extends Omit<Recording, 'lives'> {
  readonly lives: readonly { readonly facts: LifeFacts; readonly events: readonly JournalEvent[] }[];
}

/** Of an event its number is not kept, and of its time only how many microseconds after the one before it came. */
type KeptEvent = Record<string, unknown> & { readonly us: number };

/** A run as it is kept, one a line. */
interface KeptRun extends Omit<Recording, 'lives'> {
  readonly lives: readonly { readonly facts: LifeFacts; readonly events: readonly KeptEvent[] }[];
}

/** A run as a line of its recording. */
export function lineOf(run: RecordedRun): string {
  const lives = run.lives.map(({ facts, events }) => {
    let before = 0;
    const kept = events.map(({ n: _, t, ...body }): KeptEvent => {
      const at = Math.round(t / 1_000);
      const us = at - before;
      before = at;
      return { us, ...body };
    });
    return { facts, events: kept };
  });
  return JSON.stringify({ ...run, lives } satisfies KeptRun);
}

/** The run of a line. */
export function runOf(line: string): RecordedRun {
  const run = JSON.parse(line) as KeptRun;
  const lives = run.lives.map(({ facts, events }) => {
    let at = 0;
    const whole = events.map(({ us, ...body }, index) => {
      at += us;
      return { n: index + 1, t: at * 1_000, ...body } as unknown as JournalEvent;
    });
    return { facts, events: whole };
  });
  return { ...run, lives };
}

/**
 * The file of a recorded certification.
 *
 * @param name - of the broken provider, without extension
 */
export function recordedFile(name: string): string {
  return fileURLToPath(new URL(`../../../test/recordings/${name}.ndjson.gz`, import.meta.url));
}

/**
 * What a certification of a broken provider has shown.
 *
 * @param name - of the provider, without extension
 */
export function recorded(name: string): Evidence {
  const [first = '', ...lines] = linesOf(name);
  const { settings, notRun } = JSON.parse(first) as RecordedTerms;
  return { settings, notRun, observations: lines.map((line) => observe(runOf(line))) };
}

/**
 * The runs of a certification of a broken provider.
 *
 * @param name - of the provider, without extension
 */
export function recordedRuns(name: string): readonly RecordedRun[] {
  return linesOf(name).slice(1).map(runOf);
}

function linesOf(name: string): readonly string[] {
  return gunzipSync(readFileSync(recordedFile(name)))
    .toString('utf8')
    .trimEnd()
    .split('\n');
}
