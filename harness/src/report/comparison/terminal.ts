import { duration } from '../numbers.js';
import type { ReportRenderer } from '../reporter.js';
import { createStyle, type Style } from '../style.js';
import { clip, hang, pad, plain } from '../text.js';
import type { Agreement, ComparedRequirement, Comparison } from './comparison.js';
import type { Side } from './side.js';
import { AGREEMENTS, differencesSentence, statusWords } from './words.js';

/** Those of which more than the id is said. */
const TOLD: readonly Agreement[] = ['different', 'partly'];

function sideLines({ letter, report, verdict }: Side, width: number, style: Style): string[] {
  const { provider, settings, evidence, wallMs } = report;
  const facts = [
    plain(provider.name),
    `seed ${settings.seed}`,
    duration(wallMs),
    ...(evidence === null ? [] : [plain(evidence)]),
  ];
  return [
    ...hang(`  ${style.bold(letter)}  `, facts.join(' · '), width),
    ...hang('     ', `${verdict.word}: ${plain(clip(verdict.reason))}`, width),
  ];
}

function requirementLines(
  { id, title, findings }: ComparedRequirement,
  { sides }: Comparison,
  width: number,
  style: Style,
): string[] {
  const said = sides.flatMap(({ letter }, index) => {
    const finding = findings[index] ?? null;
    const { word, sign } = statusWords(finding?.status ?? null);
    const isBroken = finding !== null && finding.status !== 'pass' && finding.status !== 'not-applicable';
    const text = isBroken ? `${word}: ${plain(clip(finding.message))}` : word;
    return hang(`           ${letter} ${finding?.status === 'fail' ? style.red(sign) : sign} `, text, width);
  });
  return [...hang(`  ${style.bold(pad(id, 8))} `, title, width), ...said];
}

function list(agreement: Agreement, { requirements }: Comparison, width: number): string[] {
  const own = requirements.filter((requirement) => requirement.agreement === agreement).map(({ id }) => id);
  return own.length === 0 ? [] : hang('  ', `${AGREEMENTS[agreement]} (${own.length}): ${own.join(', ')}`, width);
}

/** Writes a comparison for a terminal, or for a pipe. */
export const renderComparison: ReportRenderer<Comparison> = (comparison, { width, colour }) => {
  const style = createStyle(colour);
  const { sides, remarks, requirements } = comparison;
  const told = TOLD.flatMap((agreement) => requirements.filter((requirement) => requirement.agreement === agreement));
  const sections = [
    sides.flatMap((side) => sideLines(side, width, style)),
    remarks.flatMap((remark) => hang('  ! ', remark, width)),
    told.flatMap((requirement) => requirementLines(requirement, comparison, width, style)),
    (['broken', 'same'] as const).flatMap((agreement) => list(agreement, comparison, width)),
    [style.bold(differencesSentence(comparison))],
  ];
  const present = sections.filter((lines) => lines.length > 0);
  return `${present.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n')}\n`;
};
