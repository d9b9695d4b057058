import { count, counted, list } from '../catalogue/rules/words.js';
import { expectationOf, isAsExpected } from './expectations.js';
import { duration } from './numbers.js';
import type { CertificationReport } from './report.js';

/** The last word of a certification: what is printed in capitals, and the reason. */
export interface VerdictText {
  readonly word:
    | 'CERTIFIED'
    | 'PASSED'
    | 'PASSED (quick)'
    | 'PASSED (shard)'
    | 'NOT CERTIFIED'
    | 'INCONCLUSIVE'
    | 'INTERRUPTED';
  readonly reason: string;
}

function selection(settings: CertificationReport['settings']): string {
  const parts: string[] = settings.quick ? ['--quick'] : [];
  if (settings.only.length > 0) parts.push(`--only ${settings.only.join(',')}`);
  if (settings.skip.length > 0) parts.push(`--skip ${settings.skip.join(',')}`);
  if (settings.scenario.length > 0) parts.push(`--scenario ${settings.scenario.join(',')}`);
  return parts.join(' ');
}

/**
 * The verdict as the last line of a result says it. A selection is never called certified, nor is an interrupted run.
 *
 * @param report - the certification
 * @param catalogueSize - how many requirements there are, of which a selection judges a part
 * @returns the word and the reason
 */
export function verdictText(report: CertificationReport, catalogueSize: number): VerdictText {
  const { findings, verdict, summary } = report;
  const selected = selection(report.settings);
  const total = counted(selected === '' ? findings.length : catalogueSize, 'requirement');
  const judged = findings.filter(({ status }) => status === 'pass' || status === 'fail' || status === 'warn').length;
  const part = `${count(judged)} of ${total} ${judged === 1 ? 'was' : 'were'} judged`;
  const { stoppedBy } = report;
  const limit = report.settings.timeLimitMs;
  if (report.completion === 'interrupted' && stoppedBy === 'time-limit' && limit !== null) {
    const reason = `${part} within the time limit of ${duration(limit)}. Nothing is certified.`;
    return { word: 'INCONCLUSIVE', reason };
  }
  if (report.completion === 'interrupted') {
    return { word: 'INTERRUPTED', reason: `${part} before the run was stopped. Nothing is certified.` };
  }
  switch (verdict) {
    case 'certified':
    case 'certified-opt-out':
      return { word: 'CERTIFIED', reason: summary };
    case 'passed':
      if (report.settings.shard !== null) return { word: 'PASSED (shard)', reason: summary };
      return report.settings.quick
        ? {
            word: 'PASSED (quick)',
            reason: `${part}, by as few lives as can be; a certificate takes a run without --quick`,
          }
        : { word: 'PASSED', reason: `${part} (${selected})` };
    case 'not-certified':
      return {
        word: 'NOT CERTIFIED',
        reason: summary + expectedText(report) + (stoppedBy === 'bail' ? `; ${part}, since --bail stopped there` : ''),
      };
    case 'inconclusive':
      return { word: 'INCONCLUSIVE', reason: summary };
  }
}

/** Which of the failures somebody expects; a job that goes on with them goes on without a certificate. */
function expectedText(report: CertificationReport): string {
  const ids = report.findings.filter((finding) => expectationOf(finding, report) !== undefined).map(({ id }) => id);
  if (ids.length === 0) return '';
  return isAsExpected(report) ? '; all of them are expected. Nothing is certified.' : `; expected: ${list(ids)}`;
}
