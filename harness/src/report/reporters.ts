import type { Reporter } from './reporter.js';

/** What the command prints, unless another one goes to stdout. */
export const TERMINAL_REPORTER: Reporter = {
  name: 'terminal',
  option: null,
  file: null,
  load: async () => (await import('./terminal.js')).renderForTerminal,
};

/** The report as data: every other one can be made from it, and it shows that an output folder is ours. */
export const JSON_REPORTER: Reporter & { readonly file: string } = {
  name: 'json',
  option: 'also write the result as JSON; - for stdout, and nothing else there',
  file: 'result.json',
  load: async () => (await import('./json.js')).renderJson,
};

/** For those who look at it: one file, with everything in it. */
const HTML_REPORTER: Reporter = {
  name: 'html',
  option: 'also write the result as one HTML page that needs nothing else',
  file: null,
  load: async () => (await import('./html/page.js')).renderAsHtml,
};

/** For Jenkins, GitLab, Azure Pipelines and most others. */
const JUNIT_REPORTER: Reporter = {
  name: 'junit',
  option: 'also write the result as JUnit XML',
  file: null,
  load: async () => (await import('./junit.js')).renderAsJunit,
};

/** For reporters that read the Common Test Report Format. */
const CTRF_REPORTER: Reporter = {
  name: 'ctrf',
  option: 'also write the result as CTRF JSON',
  file: null,
  load: async () => (await import('./ctrf.js')).renderAsCtrf,
};

/** For harnesses that read the Test Anything Protocol. */
const TAP_REPORTER: Reporter = {
  name: 'tap',
  option: 'also write the result as TAP 14',
  file: null,
  load: async () => (await import('./tap.js')).renderAsTap,
};

/** For comments and the summary of a job. */
const MARKDOWN_REPORTER: Reporter = {
  name: 'markdown',
  option: 'also write the result as Markdown; on GitHub it is in the summary anyway',
  file: null,
  load: async () => (await import('./markdown.js')).renderAsMarkdown,
};

/** For a page that links to the result. */
const BADGE_REPORTER: Reporter = {
  name: 'badge',
  option: 'also write the verdict as a badge, an SVG picture',
  file: null,
  load: async () => (await import('./badge.js')).renderBadge,
};

/** For a page that has a service such as shields.io draw it. */
const BADGE_ENDPOINT_REPORTER: Reporter = {
  name: 'shields',
  option: 'also write the verdict as JSON from which shields.io draws a badge',
  file: null,
  load: async () => (await import('./badge.js')).renderBadgeEndpoint,
};

/** Every kind of report, in the order of the help. */
export const REPORTERS: readonly Reporter[] = [
  TERMINAL_REPORTER,
  JSON_REPORTER,
  HTML_REPORTER,
  JUNIT_REPORTER,
  CTRF_REPORTER,
  TAP_REPORTER,
  MARKDOWN_REPORTER,
  BADGE_REPORTER,
  BADGE_ENDPOINT_REPORTER,
];
