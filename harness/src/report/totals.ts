import { count, counted, list, percent } from '../catalogue/rules/words.js';
import type { CertificationReport, Compared } from './report.js';

function killsText(kills: number, proven: number): string {
  if (kills === 0) return 'no kills';
  const all = proven === kills ? (kills === 1 ? 'proven' : 'all proven') : `${count(proven)} proven`;
  return `${counted(kills, 'kill')}, ${all}`;
}

/**
 * What a kill without a word costs, in one sentence.
 *
 * @param report - the certification
 * @returns the sentence; null when it was not measured
 */
export function exposureSentence(report: CertificationReport): string | null {
  const { exposure, provider } = report;
  if (exposure === null || exposure.acknowledged === 0) return null;
  const { lost, acknowledged } = exposure;
  if (provider.stance === 'none') {
    const cost = lost === 0 ? 'none of' : `${count(lost)} of`;
    const share = lost === 0 ? '' : ` (${percent(lost, acknowledged)})`;
    return `Kills of which nobody told it cost ${cost} ${counted(acknowledged, 'item')}${share}.`;
  }
  const without = provider.stance === 'out' ? 'Without the classic exit' : 'Without fast shutdown';
  if (lost === 0) {
    const saved = counted(acknowledged, 'item');
    return `${without} the same kills would have cost none of ${saved}: this provider is write-through.`;
  }
  return `${without} the same kills would have cost ${count(lost)} of ${counted(acknowledged, 'item')} (${percent(lost, acknowledged)}).`;
}

/**
 * What was compared, in one sentence.
 *
 * @param report - the certification
 * @returns the sentence; null when no values were
 */
function comparedSentence({ compared }: CertificationReport): string | null {
  const types = Object.values(compared.types);
  const values = types.reduce((sum, type) => sum + type.values, 0);
  if (values === 0) return null;
  const largest = Math.max(...types.map(({ largestBytes }) => largestBytes));
  const size = largest === 0 ? '' : ` (the largest: ${counted(largest, 'byte')})`;
  const parts = [
    `${counted(values, 'value')} of ${counted(types.length, 'property type')}${size}`,
    ...(compared.recipients === 0 ? [] : [counted(compared.recipients, 'recipient')]),
    ...(compared.attachments === 0 ? [] : [counted(compared.attachments, 'attachment')]),
    ...(compared.embeddedMessages === 0 ? [] : [counted(compared.embeddedMessages, 'embedded message')]),
  ];
  const not = notKeptSentence(compared);
  return `Compared: ${parts.join(', ')}.${not === null ? '' : ` ${not}`}`;
}

/**
 * What was not compared, since a store does not keep it, or was not tried, since nobody may do it.
 *
 * @param compared - what was
 * @returns the sentence; null when there is no such thing
 */
export function notKeptSentence({ notKept = [], leftOut = [] }: Compared): string | null {
  const sentences = [
    ...(notKept.length === 0 ? [] : [`Not compared, since the store says that it keeps none: ${list(notKept)}.`]),
    ...(leftOut.length === 0 ? [] : [`Not tried, since the provider refuses it: ${list(leftOut)}.`]),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}

/**
 * On which thread a compiled library was called, where it was not that of JavaScript's alone.
 *
 * @param report - the certification
 * @returns the sentence; null when there is none to be said
 */
export function threadsSentence({ settings, totals }: CertificationReport): string | null {
  const { lives, livesWithTwoThreads: some } = totals;
  if (some === 0) return null;
  if (settings.asan)
    return 'AddressSanitizer watched the library, which was called on a thread of its own, as --asan says.';
  if (settings.twoThreads) return 'The library was called on a thread of its own, as --two-threads says.';
  const which = some === lives ? 'each life' : `${count(some)} of ${counted(lives, 'life', 'lives')}`;
  return `A thread of the library's own called MAPI while the library was being called: ${which} called it on a thread of its own, as with --two-threads.`;
}

/**
 * How much was tried: processes, kills and items.
 *
 * @param report - the certification
 * @returns one to four sentences
 */
export function totalsSentences(report: CertificationReport): string[] {
  const { lives, processes, kills, killsProven, acknowledged, found } = report.totals;
  const within = processes === lives ? '' : ` in ${counted(processes, 'process', 'processes')}`;
  const tried = `${counted(lives, 'life', 'lives')}${within}, ${killsText(kills, killsProven)}`;
  // None are counted of runs whose every kill came unannounced, or on a broken medium: "0 found again" would say that they are
  // lost.
  const items =
    acknowledged === 0 ? '' : ` · ${counted(acknowledged, 'item')} acknowledged, ${count(found)} found again`;
  const more = [comparedSentence(report), exposureSentence(report), threadsSentence(report)].flatMap(
    (sentence) => sentence ?? [],
  );
  return [`${tried}${items}`, ...more];
}
