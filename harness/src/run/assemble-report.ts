import { createRequire } from 'node:module';
import type { Finding } from '../catalogue/requirement.js';
import { leftOut } from '../catalogue/rules/features.js';
import { asPromised } from '../catalogue/rules/judge-with-far-side.js';
import { sumOfComparedValues } from '../recording/compared-values.js';
import type { ItemCategory, JournalEvent } from '../recording/events.js';
import { identityName } from '../recording/identity.js';
import type { ObservedLife } from '../recording/observation.js';
import type {
  CertificationReport,
  Completion,
  ExpectedFailure,
  Exposure,
  MailReport,
  StoppedBy,
  Verdict,
} from '../report/report.js';
import type { ProviderKind, Stance } from '../scenarios/scenario.js';
import { printScript } from '../scenarios/walk-script.js';
import { displayPath } from './input/display-path.js';
import type { Settings } from './input/options.js';
import { ownCommand } from './input/own-command.js';
import { redactProfile } from './input/redact.js';
import { printShard } from './input/shard.js';
import type { CertificationSubject } from './input/subject.js';
import { type JudgedRun, summarise } from './run-summary.js';
import { announcesKills } from './schedule/plan.js';

const manifest = createRequire(import.meta.url)('../../package.json') as { readonly version: string };

/** The version of mapi-certify. */
export const TOOL_VERSION: string = manifest.version;

/** What was run, and found. */
export interface ResultParts {
  readonly findings: readonly Finding[];
  readonly results: readonly JudgedRun[];
  readonly exposure: Exposure | null;
  /** The runs that were repeated because of a failure, and the ids of the findings that only these show. */
  readonly repetition: { readonly results: readonly JudgedRun[]; readonly onlyThere: ReadonlySet<string> };
}

/** What a report is made of. */
export interface ReportParts extends ResultParts {
  readonly settings: Settings;
  readonly option: 1 | 2 | 3;
  readonly subject: CertificationSubject;
  readonly kinds: readonly ProviderKind[];
  readonly stance: Stance | 'unknown';
  readonly catalogue: number;
  readonly verdict: Verdict;
  readonly completion: Completion;
  readonly stoppedBy: StoppedBy | null;
  readonly summary: string;
  readonly expectedFailures: readonly ExpectedFailure[];
  readonly mail: MailReport | null;
  readonly startedAt: Date;
  /** The version of Wine through which the processes under test have run; null: without. */
  readonly wine: string | null;
  /** The output folder; null: nothing is kept. */
  readonly evidence: string | null;
}

/**
 * Puts a report together.
 *
 * @param parts - everything that was found
 * @returns the report, with paths relative to the working directory and without secrets
 */
export function assembleReport(parts: ReportParts): CertificationReport {
  const { cwd } = parts.settings;
  return {
    format: 1,
    tool: { name: 'mapi-certify', version: TOOL_VERSION },
    catalogue: parts.catalogue,
    verdict: parts.verdict,
    completion: parts.completion,
    stoppedBy: parts.stoppedBy,
    shards: null,
    summary: parts.summary,
    provider: providerOf(parts),
    settings: settingsOf(parts),
    environment: {
      node: process.version,
      platform: process.platform,
      arch: process.arch,
      ...(parts.wine === null ? {} : { wine: parts.wine }),
      command: ownCommand(process.env, process.platform),
    },
    startedAt: parts.startedAt.toISOString(),
    wallMs: Date.now() - parts.startedAt.getTime(),
    expectedFailures: parts.expectedFailures,
    mail: parts.mail,
    ...resultOf(parts),
    evidence: parts.evidence === null ? null : displayPath(parts.evidence, cwd),
  };
}

function providerOf({ subject, settings, kinds, stance }: ReportParts): CertificationReport['provider'] {
  const { given, file, name, sha256, modules } = subject;
  const shown = (path: string): string => displayPath(path, settings.cwd);
  return {
    given,
    file: shown(file),
    name,
    kinds,
    stance,
    sha256,
    modules: modules.map((module) => ({
      name: module.name,
      file: shown(module.resolved.file),
      sha256: module.resolved.sha256,
    })),
  };
}

/** What was asked for, as whoever repeats it has to ask. */
function settingsOf({ settings, option }: ReportParts): CertificationReport['settings'] {
  const { client, seed, walks, script, items, budgetMs, jobs, strict, only, skip, scenario, quick, shard } = settings;
  const { reg, profileFile, farSide, mail, bail, timeLimitMs, expectedFailures, twoThreads, asan } = settings;
  return {
    ...{ option, client, seed, walks, script: script === null ? null : printScript(script), items, budgetMs, jobs },
    ...{ strict, only, skip, scenario, quick, shard: printShard(shard), reg, profileFile, farSide, mail },
    ...{ bail, timeLimitMs, expectedFailures, twoThreads, asan, profile: redactProfile(settings.profile) },
  };
}

/**
 * What of a report its recordings tell.
 *
 * @param parts - what was run, and found
 */
export function resultOf(
  parts: ResultParts,
): Pick<CertificationReport, 'findings' | 'runs' | 'totals' | 'compared' | 'exposure' | 'timelines'> {
  const promised = asPromised(parts.results.map(({ observation }) => observation));
  const results = parts.results.map((result, index) => ({
    ...result,
    observation: promised[index] ?? result.observation,
  }));
  return {
    findings: parts.findings,
    runs: results.map(summarise),
    totals: totalsOf(results),
    compared: comparedOf(results),
    exposure: parts.exposure,
    timelines: timelinesOf(parts),
  };
}

/** Lives and kills are counted in all runs; items in those whose every kill the provider was told of. */
function totalsOf(results: readonly JudgedRun[]): CertificationReport['totals'] {
  const endings = results.flatMap(({ observation }) => observation.lives.map((life) => life.ending));
  const proven = endings.filter((ending) => ending === 'killed').length;
  const told = toldRuns(results).map(summarise);
  return {
    lives: endings.length,
    processes: Math.round(
      sum(results.flatMap(({ observation }) => observation.lives.map(({ facts }) => 1 / (facts.livedTogether ?? 1)))),
    ),
    kills: proven + endings.filter((ending) => ending === 'unproven').length,
    killsProven: proven,
    livesWithTwoThreads: results.flatMap(({ observation }) => observation.lives).filter(hasTwoThreads).length,
    acknowledged: sum(told.map((run) => run.acknowledged)),
    found: sum(told.map((run) => run.found)),
  };
}

function hasTwoThreads({ facts }: ObservedLife): boolean {
  return facts.twoThreads === true;
}

/** What was compared of the items that the totals count. */
function comparedOf(results: readonly JudgedRun[]): CertificationReport['compared'] {
  const told = toldRuns(results);
  const items: Partial<Record<ItemCategory, number>> = {};
  for (const [category, number] of told.flatMap((run) => Object.entries(summarise(run).compared))) {
    const key = category as ItemCategory;
    items[key] = (items[key] ?? 0) + number;
  }
  const never = leftOut(told.map(({ observation }) => observation));
  const hasNoReadFlags = told.some(({ observation }) => observation.lives.some(keepsNoReadFlags));
  return {
    items,
    ...sumOfComparedValues(told.map(({ observation }) => observation.ledger.values)),
    ...(hasNoReadFlags ? { notKept: ['read flags'] } : {}),
    ...(never.length === 0 ? {} : { leftOut: never }),
  };
}

function keepsNoReadFlags({ traits }: ObservedLife): boolean {
  return traits.includes('no-read-flags');
}

/** The runs that read back, and whose every kill the provider was told of. */
function toldRuns(results: readonly JudgedRun[]): readonly JudgedRun[] {
  return results.filter(
    ({ observation: { identity, script } }) =>
      !identity.control && script.readsBack !== false && announcesKills(script),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Only of the runs in which something is broken. */
function timelinesOf({
  findings,
  results,
  repetition,
}: ResultParts): Readonly<Record<string, readonly JournalEvent[]>> {
  const runsOf = (some: readonly Finding[]): ReadonlySet<string> =>
    new Set(some.flatMap(({ violations }) => violations.map(({ run }) => run)));
  const first = runsOf(findings.filter(({ id }) => !repetition.onlyThere.has(id)));
  const again = runsOf(findings.filter(({ id }) => repetition.onlyThere.has(id)));
  const timelines: Record<string, readonly JournalEvent[]> = {};
  const add = (from: readonly JudgedRun[], names: ReadonlySet<string>): void => {
    for (const { observation } of from) {
      const name = identityName(observation.identity);
      if (names.has(name)) timelines[name] = observation.timeline;
    }
  };
  add(repetition.results, again);
  add(results, first);
  return timelines;
}
