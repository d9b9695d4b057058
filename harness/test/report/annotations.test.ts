import test from 'ava';
import { renderAnnotations } from '#harness/report/annotations.js';
import { certifiedReport, failedReport, finding, requirement, violation } from '../support/certification-report.js';
import { hostileReport } from '../support/hostile.js';

/** As the runner of GitHub reads a line. */
function command(line: string): { readonly kind: string; readonly title: string; readonly text: string } {
  const {
    kind = '',
    title = '',
    text = '',
  } = /^::(?<kind>error|warning) title=(?<title>[^:,]*)::(?<text>.*)$/u.exec(line)?.groups ?? {};
  const data = (value: string): string => value.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
  return { kind, title: data(title.replaceAll('%3A', ':').replaceAll('%2C', ',')), text: data(text) };
}

test('A failure is an error that says what was expected and seen, where to look and how to repeat it', (t) => {
  const [line = '', ...others] = renderAnnotations(failedReport(), [requirement()]);
  t.deepEqual(others, []);
  const { kind, title, text } = command(line);
  t.is(kind, 'error');
  t.is(title, 'DUR-2 Changed and deleted items keep their last saved state');
  t.regex(
    text,
    /^subject "v1" in the second life\nexpected: .*\nseen: .*\nbecause: .*\nlook at: .*\nagain: mapi-certify /u,
  );
});

test('A broken SHOULD is a warning, and what passed is not told', (t) => {
  const warned = finding({ status: 'warn', strength: 'SHOULD', violations: [violation()] });
  t.is(command(renderAnnotations(certifiedReport({ findings: [warned] }), [])[0] ?? '').kind, 'warning');
  t.deepEqual(renderAnnotations(certifiedReport(), []), []);
});

test('An interrupted run is an error', (t) => {
  const [line = ''] = renderAnnotations(certifiedReport({ completion: 'interrupted', verdict: 'inconclusive' }), []);
  t.like(command(line), { kind: 'error', title: 'verdict' });
});

test('There are no more of a kind than GitHub shows', (t) => {
  const failed = Array.from({ length: 30 }, (_, index) => finding({ id: `DUR-${index}`, status: 'fail' }));
  t.is(renderAnnotations(failedReport({ findings: failed }), []).length, 10);
});

test('A hostile text is in one command, and is none itself', (t) => {
  const lines = renderAnnotations(hostileReport(), [requirement()]);
  t.is(lines.length, 3);
  for (const line of lines) {
    t.regex(line, /^::(?:error|warning) title=[^:,\r\n]*::[^\r\n]*$/u);
    t.notRegex(command(line).text, /^::|##vso\[|##\[error\]/mu);
  }
});
