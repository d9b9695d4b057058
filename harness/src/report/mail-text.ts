import { count, counted } from '../catalogue/rules/words.js';
import { REAL_MAIL } from '../scenarios/key-scenarios.js';
import type { CertificationReport, MailReport } from './report.js';
import { plain } from './text.js';

/** So many files that were left out are named where a report has one line for all of them. */
const NAMED = 5;

/**
 * How much of the author's own mail was taken, and what was left out.
 *
 * @param mail - what was read
 * @returns one or two sentences
 */
export function mailSentences({
  folder,
  files,
  bytes,
  values,
  leftOutValues,
  leftOut,
  leftOutFiles,
}: MailReport): string[] {
  const besides =
    leftOutValues === 0 ? '' : `; ${counted(leftOutValues, 'value')} of the stores' own or of other types left out`;
  const taken = `Mail of ${plain(folder)}: ${counted(files, 'file')} taken, ${size(bytes)}, ${counted(values, 'property value')}${besides}.`;
  if (leftOutFiles === 0) return [taken];
  const named = leftOut.slice(0, NAMED).map(({ file, reason }) => `${plain(file)}: ${plain(reason)}`);
  const more = leftOutFiles - named.length;
  const rest = more === 0 ? '' : `; and ${count(more)} more, which result.json names in part`;
  return [taken, `${counted(leftOutFiles, 'file')} of it left out: ${named.join('; ')}${rest}.`];
}

/**
 * The same for the reports of a certification, which know whether it was saved at all.
 *
 * @param report - the certification
 * @returns no sentence where there was no such mail
 */
export function mailSentencesOf({ mail, runs }: Pick<CertificationReport, 'mail' | 'runs'>): string[] {
  if (mail === null) return [];
  const isSaved = runs.some(({ scenario }) => scenario === REAL_MAIL);
  return [...mailSentences(mail), ...(isSaved ? [] : [`It was not saved: no run of ${REAL_MAIL} was played.`])];
}

function size(bytes: number): string {
  if (bytes < 1024) return counted(bytes, 'byte');
  const [number, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KiB'] : [bytes / 1024 / 1024, 'MiB'];
  return `${number.toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}`;
}
