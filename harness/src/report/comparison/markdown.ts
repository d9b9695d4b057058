import { markdownText } from '../markdown-text.js';
import type { ReportRenderer } from '../reporter.js';
import { clip } from '../text.js';
import type { ComparedRequirement, Comparison } from './comparison.js';
import type { Side } from './side.js';
import { AGREEMENTS, differencesSentence, statusWords } from './words.js';

function sideRow({ letter, report, verdict }: Side): string {
  const { provider, settings, evidence } = report;
  const reason = `${verdict.word}: ${markdownText(clip(verdict.reason))}`;
  return `| **${letter}** | ${markdownText(provider.name)} | ${reason} | ${settings.seed} | ${markdownText(evidence ?? '')} |`;
}

function requirementRow({ id, title, agreement, findings }: ComparedRequirement): string {
  const cells = findings.map((finding) => {
    const { word, sign } = statusWords(finding?.status ?? null);
    const message =
      finding?.status === 'fail' || finding?.status === 'warn' ? `: ${markdownText(clip(finding.message))}` : '';
    return `${sign} ${word}${message}`.trim();
  });
  return `| **${id}** ${markdownText(title)} | ${cells.join(' | ')} | ${AGREEMENTS[agreement]} |`;
}

/** Writes a comparison as Markdown. */
export const renderComparisonAsMarkdown: ReportRenderer<Comparison> = (comparison) => {
  const { sides, remarks, requirements } = comparison;
  const told = requirements.filter(({ agreement }) => agreement !== 'same');
  const same = requirements.length - told.length;
  const lines = [
    `## ${differencesSentence(comparison)}`,
    '',
    '| | Provider | Verdict | Seed | Evidence |',
    '|:--|:--|:--|--:|:--|',
    ...sides.map(sideRow),
    '',
    ...remarks.flatMap((remark) => [`- ${markdownText(remark)}`]),
    ...(remarks.length > 0 ? [''] : []),
    ...(told.length === 0
      ? []
      : [
          `| Requirement | ${sides.map(({ letter }) => letter).join(' | ')} | |`,
          `|:--|${':--|'.repeat(sides.length)}:--|`,
          ...told.map(requirementRow),
          '',
        ]),
    `${same} more are the same.`,
  ];
  return `${lines.join('\n')}\n`;
};
