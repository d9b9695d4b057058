import type { FindingStatus } from '../catalogue/requirement.js';

/** The words and signs of what a requirement came to. */
export const STATUSES: Readonly<Record<FindingStatus, { readonly word: string; readonly sign: string }>> = {
  fail: { word: 'failed', sign: '✗' },
  warn: { word: 'warned', sign: '!' },
  inconclusive: { word: 'inconclusive', sign: '?' },
  pass: { word: 'passed', sign: '✓' },
  'not-applicable': { word: 'not applicable', sign: '–' },
};
