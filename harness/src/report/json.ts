import type { Finding } from '../catalogue/requirement.js';
import { type Expectation, expectationsOf } from './expectations.js';
import { detailsOf, type FindingDetails } from './finding-details.js';
import { jsonDocument } from './json-document.js';
import type { CertificationReport, Compared, MailReport, RunSummary } from './report.js';

/** A finding as the document has it: with what the catalogue says of it, and what was going on, if only nothing. */
type CompleteFinding = Omit<Finding, 'lookAt'> & FindingDetails & Required<Pick<Finding, 'circumstances'>>;

function sortedByKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function orderedFinding(finding: Finding, report: CertificationReport): CompleteFinding {
  const { reason, lookAt, sources, again } = detailsOf(finding, report);
  return {
    id: finding.id,
    group: finding.group,
    title: finding.title,
    strength: finding.strength,
    catalogue: finding.catalogue,
    status: finding.status,
    message: finding.message,
    reason,
    lookAt,
    sources,
    again,
    measured: finding.measured.map(({ name, value, unit, of }) => {
      return { name, value, unit, ...(of === undefined ? {} : { of }) };
    }),
    circumstances: (finding.circumstances ?? []).map(({ run, life, thrown, printed }) => {
      return { run, life, thrown, printed };
    }),
    explainedBy: finding.explainedBy,
    flaky: finding.flaky,
    violations: finding.violations.map(({ expected, seen, because, run, scenario, seed, script }) => {
      return { expected, seen, because, run, scenario, seed, ...(script === undefined ? {} : { script }) };
    }),
  };
}

function orderedRun(run: RunSummary): RunSummary {
  const { name, scenario, control, seed, lives, timedKills, acknowledged, found, endings, peakRssBytes, wallMs } = run;
  const differences = sortedByKey(run.differences);
  const compared = sortedByKey(run.compared);
  return {
    ...{ name, scenario, control, seed, lives, timedKills, acknowledged, found, differences, compared },
    ...{ endings, peakRssBytes, wallMs },
  };
}

function orderedCompared(compared: Compared): Compared {
  const { items, recipients, attachments, embeddedMessages, namedValues, deletedValues, types, notKept, leftOut } =
    compared;
  return {
    items: sortedByKey(items),
    ...{ recipients, attachments, embeddedMessages, namedValues, deletedValues },
    types: sortedByKey(types),
    ...(notKept === undefined ? {} : { notKept }),
    ...(leftOut === undefined ? {} : { leftOut }),
  };
}

function orderedMail({
  folder,
  files,
  bytes,
  values,
  leftOutValues,
  leftOut,
  leftOutFiles,
  sha256,
}: MailReport): MailReport {
  const named = leftOut.map(({ file, reason }) => ({ file, reason }));
  return { folder, files, bytes, values, leftOutValues, leftOut: named, leftOutFiles, sha256 };
}

function orderedProvider(provider: CertificationReport['provider']): CertificationReport['provider'] {
  const { given, file, name, kinds, stance, sha256, modules } = provider;
  return {
    ...{ given, file, name, kinds, stance, sha256 },
    modules: modules.map((module) => ({ name: module.name, file: module.file, sha256: module.sha256 })),
  };
}

function orderedSettings(settings: CertificationReport['settings']): CertificationReport['settings'] {
  const { option, reg, client, seed, walks, script, items, budgetMs, jobs, strict, only, skip, scenario } = settings;
  const { quick, shard, profileFile, farSide, mail, bail, timeLimitMs, expectedFailures, twoThreads, asan } = settings;
  return {
    ...{ option, reg, client, seed, walks, script, items, budgetMs, jobs, strict, only, skip, scenario },
    ...{ quick, shard, profileFile, farSide, mail, bail, timeLimitMs, expectedFailures, twoThreads, asan },
    profile: sortedByKey(settings.profile),
  };
}

/**
 * A certification as the JSON document that `--json` writes.
 *
 * The keys have a fixed order, so that two documents can be compared as text.
 *
 * @param report - the certification
 * @returns the document, indented, with a line break at its end
 */
export function renderJson(report: CertificationReport): string {
  const { environment, totals } = report;
  const settings = orderedSettings(report.settings);
  const ordered: Omit<CertificationReport, 'findings' | 'expectedFailures'> & {
    readonly expectedFailures: readonly Expectation[];
    readonly findings: readonly CompleteFinding[];
  } = {
    format: report.format,
    tool: { name: report.tool.name, version: report.tool.version },
    catalogue: report.catalogue,
    verdict: report.verdict,
    completion: report.completion,
    stoppedBy: report.stoppedBy,
    shards: report.shards,
    summary: report.summary,
    provider: orderedProvider(report.provider),
    settings,
    environment: {
      node: environment.node,
      platform: environment.platform,
      arch: environment.arch,
      ...(environment.wine === undefined ? {} : { wine: environment.wine }),
      command: environment.command,
    },
    startedAt: report.startedAt,
    wallMs: report.wallMs,
    totals: {
      lives: totals.lives,
      processes: totals.processes,
      kills: totals.kills,
      killsProven: totals.killsProven,
      livesWithTwoThreads: totals.livesWithTwoThreads,
      acknowledged: totals.acknowledged,
      found: totals.found,
    },
    compared: orderedCompared(report.compared),
    exposure: report.exposure && { acknowledged: report.exposure.acknowledged, lost: report.exposure.lost },
    expectedFailures: expectationsOf(report).map(({ id, reason, owner, expires, state }) => {
      return { id, reason, owner, expires, state };
    }),
    mail: report.mail && orderedMail(report.mail),
    findings: report.findings.map((finding) => orderedFinding(finding, { ...report, settings })),
    runs: report.runs.map(orderedRun),
    timelines: sortedByKey(report.timelines),
    evidence: report.evidence,
  };
  return jsonDocument(ordered);
}
