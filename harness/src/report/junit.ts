import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import { CATALOGUE } from '../catalogue/catalogue.js';
import type { Requirement } from '../catalogue/requirement.js';
import { caseLines, caseOutput, runProperties } from './case-text.js';
import type { CertificationReport } from './report.js';
import type { ReportRenderer } from './reporter.js';
import { type TestCase, testCases } from './test-cases.js';
import { plain } from './text.js';

/** What is no character in XML, whatever it is escaped as. */
const REPLACEMENT = '\ufffd';

/**
 * xmlbuilder2 takes `&lt;` within a text for a `<` that is escaped already, so that a provider that prints `&lt;` would be
 * told to have printed `<`, and `&#0;` would make the document none. With every `&` escaped before, it leaves all as it is.
 */
function whole(text: string): string {
  return text.replaceAll('&', '&amp;');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function counts(cases: readonly TestCase[]): Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', string>> {
  const of = (wanted: string): string => String(cases.filter(({ outcome }) => outcome === wanted).length);
  const skipped = cases.filter(({ outcome }) => outcome === 'skipped' || outcome === 'expected').length;
  return { tests: String(cases.length), failures: of('failed'), errors: of('error'), skipped: String(skipped) };
}

function timeOf(cases: readonly TestCase[]): string {
  return seconds(cases.reduce((sum, { ms }) => sum + ms, 0));
}

/** The order of the elements is that of Surefire's schema. */
function addCase(suite: XMLBuilder, test: TestCase, report: CertificationReport, all: readonly Requirement[]): void {
  const { name, group, outcome, message, ms, finding } = test;
  const classname = `${plain(report.provider.name).replaceAll('.', '_')}.${group}`;
  const element = suite.ele('testcase', { name: whole(name), classname: whole(classname), time: seconds(ms) });
  const output = [...caseOutput(finding, report)];
  const said = { message: whole(message), type: finding?.strength ?? 'verdict' };
  const text = (): string => whole(caseLines(test, report, all).join('\n'));
  if (outcome === 'failed') element.ele('failure', said).txt(text());
  if (finding?.flaky === true) element.ele('flakyFailure', said).ele('stackTrace').txt(text());
  if (outcome === 'skipped' || outcome === 'expected') element.ele('skipped', { message: said.message });
  if (outcome === 'error') element.ele('error', { ...said, type: 'inconclusive' }).txt(text());
  // A test that warns is green there; what it says is kept.
  if (outcome === 'warned') output.unshift('WARNING', ...caseLines(test, report, all));
  // JUnit knows no failure that is expected; as a failure it would turn the job red.
  if (outcome === 'expected') output.unshift('EXPECTED FAILURE', ...caseLines(test, report, all));
  if (outcome === 'passed') output.unshift(message);
  if (output.length > 0) element.ele('system-out').txt(whole(output.join('\n')));
}

/**
 * Writes a certification as JUnit XML, valid against the schemas of Jenkins and, each of its suites, of Surefire.
 *
 * A group is a suite, a requirement is a test. A failure that a repetition alone did not show is a `flakyFailure` besides.
 *
 * @param report - the certification
 * @param requirements - the catalogue
 * @returns the document
 */
export function renderJunit(report: CertificationReport, requirements: readonly Requirement[]): string {
  const cases = testCases(report, requirements);
  const { skipped: _, ...total } = counts(cases);
  const document = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: REPLACEMENT });
  // Runs go on beside each other: all of their times together are more than it took.
  const root = document.ele('testsuites', { name: 'mapi-certify', ...total, time: seconds(report.wallMs) });
  for (const group of new Set(cases.map((test) => test.group))) {
    const own = cases.filter((test) => test.group === group);
    const name = whole(`${group} ${own[0]?.groupTitle ?? ''}`.trim());
    const suite = root.ele('testsuite', { name, ...counts(own), time: timeOf(own) });
    const properties = suite.ele('properties');
    for (const [key, value] of Object.entries(runProperties(report))) {
      properties.ele('property', { name: key, value: whole(value) });
    }
    for (const test of own) addCase(suite, test, report, requirements);
  }
  return `${document.end({ prettyPrint: true })}\n`;
}

/** The same, with the catalogue. */
export const renderAsJunit: ReportRenderer = (report) => renderJunit(report, CATALOGUE);
