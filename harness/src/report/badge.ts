import { makeBadge } from 'badge-maker';
import { CATALOGUE } from '../catalogue/catalogue.js';
import { jsonDocument } from './json-document.js';
import type { CertificationReport } from './report.js';
import type { ReportRenderer } from './reporter.js';
import { type VerdictText, verdictText } from './verdict-text.js';

const LABEL = 'fast shutdown';

/** Dark enough for white letters on them. */
const COLOURS: Readonly<Record<VerdictText['word'], string>> = {
  CERTIFIED: '#2a7d2a',
  PASSED: '#2d6ca8',
  'PASSED (quick)': '#2d6ca8',
  'PASSED (shard)': '#2d6ca8',
  'NOT CERTIFIED': '#b3261e',
  INCONCLUSIVE: '#8a6100',
  INTERRUPTED: '#8a6100',
};

/**
 * Writes the verdict as a badge, an SVG picture of one line. Nothing of the provider is in it.
 *
 * @param report - the certification
 * @returns the picture
 */
export const renderBadge: ReportRenderer = (report) => {
  return `${makeBadge({ ...badgeOf(report), style: 'flat' })}\n`;
};

/**
 * Writes the verdict as the endpoint of a badge, which shields.io and its like fetch and draw.
 *
 * @param report - the certification
 * @returns the JSON document
 */
export const renderBadgeEndpoint: ReportRenderer = (report) => {
  const { label, message, color } = badgeOf(report);
  const isError = message !== 'certified' && !message.startsWith('passed');
  return jsonDocument({ schemaVersion: 1, label, message, color, ...(isError ? { isError } : {}) });
};

function badgeOf(report: CertificationReport): Record<'label' | 'message' | 'color', string> {
  const { word } = verdictText(report, CATALOGUE.length);
  return { label: LABEL, message: word.toLowerCase(), color: COLOURS[word] };
}
