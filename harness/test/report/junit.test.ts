import test from 'ava';
import { XmlDocument, XmlElement, XsdValidator } from 'libxml2-wasm';
import { exitCodeOf } from '#harness/report/exit-code.js';
import { renderJunit } from '#harness/report/junit.js';
import type { CertificationReport } from '#harness/report/report.js';
import { certifiedReport, failedReport, finding, requirement, violation } from '../support/certification-report.js';
import { HOSTILE, hostileReport, SORTS } from '../support/hostile.js';
import { JUNIT_SCHEMA } from '../support/junit-schema.js';

const validator = XsdValidator.fromDoc(XmlDocument.fromString(JUNIT_SCHEMA));

function parsed(report: CertificationReport): XmlDocument {
  return XmlDocument.fromString(renderJunit(report, [requirement()]));
}

function find(document: XmlDocument, path: string): XmlElement[] {
  return document.find(path).filter((node) => node instanceof XmlElement);
}

function attribute(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attr(name)?.value;
}

for (const [sort, report] of Object.entries(SORTS)) {
  test(`A ${sort} report is valid, and red exactly when the exit code is not 0`, (t) => {
    const document = parsed(report);
    t.notThrows(() => validator.validate(document));
    t.is(find(document, '//failure | //error').length > 0, exitCodeOf(report) !== 0);
    const counted = (path: string): string => String(find(document, path).length);
    t.is(attribute(document.root, 'tests'), counted('//testcase'));
    t.is(attribute(document.root, 'failures'), counted('//failure'));
    t.is(attribute(document.root, 'errors'), counted('//error'));
    document.dispose();
  });
}

test('The schema finds what is wrong', (t) => {
  const document = XmlDocument.fromString(renderJunit(failedReport(), []).replace('<failure message', '<failure what'));
  t.throws(() => validator.validate(document));
});

test('A failure says what was expected and seen, why, where to look and how to repeat it, and shows the calls', (t) => {
  const document = parsed(failedReport());
  const [failure] = find(document, '//testcase[starts-with(@name, "DUR-2 ")]/failure');
  t.is(attribute(failure, 'message'), 'subject "v1" in the second life');
  t.is(attribute(failure, 'type'), 'MUST');
  for (const label of ['expected', 'seen', 'because', 'look at', 'source', 'again']) {
    t.regex(failure?.content ?? '', new RegExp(`^${label} +\\S`, 'mu'));
  }
  const [output] = find(document, '//testcase[failure]/system-out');
  t.regex(output?.content ?? '', /DoFastShutdown ──.*S_OK[\s\S]*killed 14\.910 ms \(SIGKILL, proven\)/u);
});

test('A group is a suite, with its own numbers and what was certified', (t) => {
  const document = parsed(failedReport());
  const suites = find(document, '//testsuite');
  t.deepEqual(
    suites.map((suite) => attribute(suite, 'name')?.split(' ')[0]),
    ['COM', 'DUR', 'TIME'],
  );
  t.is(attribute(suites[1], 'failures'), '1');
  t.is(attribute(suites[1], 'skipped'), '1');
  const values = find(document, '//testsuite[1]/properties/property').map((property) => {
    return [attribute(property, 'name'), attribute(property, 'value')];
  });
  t.like(Object.fromEntries(values), { verdict: 'not-certified', seed: '7', provider: 'box-store' });
});

test('The time of a run is shared by the requirements that need it; the whole took what the certification took', (t) => {
  const document = parsed(failedReport());
  t.is(attribute(find(document, '//testcase[starts-with(@name, "DUR-2 ")]')[0], 'time'), '0.120');
  t.is(attribute(find(document, '//testsuite[starts-with(@name, "DUR ")]')[0], 'time'), '0.120');
  t.is(attribute(document.root, 'time'), '9.800');
});

test('A flaky failure is one, and is said to be flaky besides', (t) => {
  const flaky = finding({ status: 'fail', flaky: true, violations: [violation()] });
  const document = parsed(failedReport({ findings: [flaky] }));
  t.is(find(document, '//testcase/failure').length, 1);
  t.is(find(document, '//testcase/flakyFailure/stackTrace').length, 1);
  t.is(find(parsed(failedReport()), '//flakyFailure').length, 0);
});

test('What could not be judged is an error, unless something else that is red explains it', (t) => {
  const open = finding({ id: 'DUR-1', status: 'inconclusive' });
  const explained = finding({ id: 'SEQ-1', group: 'SEQ', status: 'inconclusive', explainedBy: ['DUR-1'] });
  const document = parsed(certifiedReport({ verdict: 'inconclusive', findings: [open, explained] }));
  t.is(find(document, '//testcase[starts-with(@name, "DUR-1 ")]/error').length, 1);
  t.is(find(document, '//testcase[starts-with(@name, "SEQ-1 ")]/skipped').length, 1);
});

test('A hostile text stays a text, and what is no character is replaced', (t) => {
  const document = parsed(hostileReport());
  t.deepEqual(find(document, '//script | //img'), []);
  const [failure] = find(document, '//failure');
  const text = failure?.content ?? '';
  t.true(
    text.includes(
      '</script><script>alert(1)</script><img src=x onerror=alert(1)>&amp; &#0; &none; ]]> --> "\' `code` ```',
    ),
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
  t.notRegex(text, /[\u0000-\u0008\u000b-\u001f\ufffe\u202e]/u);
  t.notRegex(text, /^::|##vso\[|##\[error\]/mu);
  t.true(HOSTILE.includes('##vso['));
});
