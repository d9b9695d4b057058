import type { Finding } from '../../catalogue/requirement.js';
import { count } from '../../catalogue/rules/words.js';
import type { CertificationReport, RunSummary } from '../report.js';
import type { Style } from '../style.js';
import { columns, hang, pad, plain } from '../text.js';

/** What the table of the runs is made of. */
export interface RunTableOptions {
  /** The columns of a line. */
  readonly width: number;
  readonly style: Style;
  /** The runs that were repeated alone because of a failure. */
  readonly repetitions: readonly RunSummary[];
  /** The names of the runs of which nobody asked what they have left. */
  readonly notReadBack: ReadonlySet<string>;
}

/** A line of the table, before it is laid out. */
interface Row {
  readonly name: string;
  readonly endings: string;
  readonly found: string;
  /** Items are missing. */
  readonly isShort: boolean;
  readonly findings: readonly Finding[];
}

const HEAD = { name: 'run', endings: 'its lives', found: 'found again', findings: 'cited by' };

/**
 * How much of what was acknowledged was found again.
 *
 * @param run - as a report lists it
 * @param isReadBack - somebody asked what it has left
 * @returns for example `47 of 48`; empty where nothing was acknowledged, or nobody asked
 */
export function foundInWords({ acknowledged, found }: RunSummary, isReadBack: boolean): string {
  return acknowledged === 0 || !isReadBack ? '' : `${count(found)} of ${count(acknowledged)}`;
}

/**
 * The runs of a certification as a table: how the lives of each ended, what was found again, which findings cite it.
 *
 * @param report - the certification
 * @param options - the layout, and what was repeated
 * @returns the lines; where a table does not fit, several for each run
 */
export function renderRunTable(report: CertificationReport, options: RunTableOptions): readonly string[] {
  const { width, style, repetitions, notReadBack } = options;
  const first = report.runs.map((run) => rowOf(run, report.findings, notReadBack));
  const again = repetitions.map((run) => rowOf(run, [], notReadBack));
  const all = [...first, ...again];
  const widths = {
    name: widest(
      all.map(({ name }) => name),
      HEAD.name,
    ),
    endings: widest(
      all.map(({ endings }) => endings),
      HEAD.endings,
    ),
    found: widest(
      all.map(({ found }) => found),
      HEAD.found,
    ),
  };
  // The last column may be broken.
  const isTable = 2 + widths.name + 2 + widths.endings + 2 + widths.found + 2 + 12 <= width;
  const line = (row: Row): readonly string[] => {
    const cited = citedBy(row.findings, style);
    const found = row.isShort ? style.yellow(row.found) : row.found;
    if (!isTable) {
      const facts = [
        row.endings,
        ...(row.found === '' ? [] : [`${found} found again`]),
        ...(cited === '' ? [] : [cited]),
      ];
      return [...hang('  ', style.bold(row.name), width), ...hang('    ', facts.join(' · '), width)];
    }
    const prefix = `  ${pad(row.name, widths.name)}  ${pad(row.endings, widths.endings)}  ${pad(found, widths.found)}  `;
    return hang(prefix, cited, width);
  };
  const head = `  ${pad(HEAD.name, widths.name)}  ${pad(HEAD.endings, widths.endings)}  ${pad(HEAD.found, widths.found)}  ${HEAD.findings}`;
  const repeated = hang('  ', style.dim('repeated alone, in evidence-of-repetitions'), width);
  return [
    ...(isTable ? [style.dim(head)] : []),
    ...first.flatMap(line),
    ...(again.length === 0 ? [] : ['', ...repeated, ...again.flatMap(line)]),
  ].map((text) => text.trimEnd());
}

function rowOf(run: RunSummary, findings: readonly Finding[], notReadBack: ReadonlySet<string>): Row {
  return {
    name: plain(run.name),
    endings: endingsInWords(run.endings),
    found: foundInWords(run, !notReadBack.has(run.name)),
    isShort: run.found < run.acknowledged,
    findings: findings.filter(({ violations }) => violations.some((violation) => violation.run === run.name)),
  };
}

/** One after the other; the same several times is said once, with its number. */
function endingsInWords(endings: readonly string[]): string {
  const groups: { readonly ending: string; count: number }[] = [];
  for (const ending of endings) {
    const last = groups.at(-1);
    if (last?.ending === ending) last.count += 1;
    else groups.push({ ending: plain(ending), count: 1 });
  }
  return groups.map(({ ending, count: times }) => (times === 1 ? ending : `${times} × ${ending}`)).join(', ');
}

function citedBy(findings: readonly Finding[], style: Style): string {
  return findings
    .map(({ id, status }) => {
      if (status === 'fail') return style.red(id);
      return status === 'warn' ? style.yellow(id) : id;
    })
    .join(', ');
}

function widest(texts: readonly string[], head: string): number {
  return texts.reduce((most, text) => Math.max(most, columns(text)), columns(head));
}
