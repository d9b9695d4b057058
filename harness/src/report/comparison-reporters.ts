import type { Comparison } from './comparison/comparison.js';
import type { Reporter } from './reporter.js';

/** What the command prints of a comparison, unless files are asked for. */
export const COMPARISON_TERMINAL_REPORTER: Reporter<Comparison> = {
  name: 'terminal',
  option: null,
  file: null,
  load: async () => (await import('./comparison/terminal.js')).renderComparison,
};

/** The kinds of report that have room for several certifications, by the options of those of one. */
export const COMPARISON_REPORTERS: readonly Reporter<Comparison>[] = [
  COMPARISON_TERMINAL_REPORTER,
  {
    name: 'json',
    option: 'the comparison as JSON',
    file: null,
    load: async () => (await import('./comparison/json.js')).renderComparisonAsJson,
  },
  {
    name: 'html',
    option: 'the comparison as one HTML page that needs nothing else',
    file: null,
    load: async () => (await import('./html/comparison-page.js')).renderComparisonAsHtml,
  },
  {
    name: 'markdown',
    option: 'the comparison as Markdown',
    file: null,
    load: async () => (await import('./comparison/markdown.js')).renderComparisonAsMarkdown,
  },
];
