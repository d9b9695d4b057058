import test from 'ava';
import { renderExplanation } from '#harness/report/explain.js';
import { explainTopic } from '#harness/report/explain-topic.js';
import { requirement } from '../support/certification-report.js';

test('An explanation says what, why, how, where it comes from and what breaks it', (t) => {
  t.deepEqual(renderExplanation(requirement({ stances: ['out'] }), { width: 90, colour: false }), [
    'DUR-2  Changed and deleted items keep their last saved state              MUST · opted out',
    'What     Updated, moved, copied and deleted items are found as they were saved last;',
    '         deleted ones stay deleted.',
    'Why      An item in an older state is data that the user was told is safe.',
    'How      scenario outlook-exit: 30 items, Query, Notify, Do, kill; the second life reads',
    '         back.',
    'Runs     outlook-exit, immediate-exit',
    'Look at  persistForExit(): it must write what write() has queued before it returns',
    'Source   DOC-050  ready for the client to exit immediately',
    '         https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiprovidershutdown-dofastshutdown',
    '         GAP-20  what is saved before Do is kept',
    '         https://learn.microsoft.com/office/client-developer/outlook/mapi/fast-shutdown-overview',
    'Broken   loses-deletes.ts fails exactly this.',
  ]);
});

test('A requirement that nothing can break has no such line', (t) => {
  const lines = renderExplanation(requirement({ brokenBy: null }), { width: 80, colour: false });
  t.false(lines.some((line) => line.startsWith('Broken')));
});

test('A long title keeps the strength on the first line', (t) => {
  const lines = renderExplanation(requirement({ title: 'word '.repeat(30).trim(), stances: ['in', 'out', 'none'] }), {
    width: 80,
    colour: false,
  });
  t.regex(lines[0] ?? '', /^DUR-2 {2}word .* {2}MUST · every provider$/u);
  t.is(lines[0]?.length, 80);
  t.regex(lines[1] ?? '', /^ {7}word /u);
});

test('A statement of the documentation has its page and the requirements that rest on it', (t) => {
  const [first = '', second = '', ...others] = explainTopic('doc-050', { width: 80, colour: false }) ?? [];
  t.regex(first, /^DOC-050 {2}S_OK from DoFastShutdown says /u);
  const text = [second, ...others].join('\n');
  t.regex(text, /learn\.microsoft\.com\/.*\/imapiprovidershutdown-dofastshutdown/u);
  t.regex(text, /^ {9}DUR-1 {2}/mu);
  t.regex(text, /^Demands {2}[A-Z]+-\d+ {2}\S/mu);
});

test('A scenario has the steps of its lives and the requirements that are judged by it', (t) => {
  const text = (explainTopic('outlook-exit', { width: 100, colour: false }) ?? []).join('\n');
  t.regex(text, /^outlook-exit {2}\S/u);
  t.regex(text, /^Life 1 {3}logon, work \(workload mixed/mu);
  t.regex(text, /^For {6}every kind, opted in, no interface$/mu);
  t.regex(text, /^Judged {3}COM-6 {2}/mu);
  t.regex(text, /^ {9}DUR-2 {2}/mu);
});

test('Of what nobody knows there is no explanation', (t) => {
  t.is(explainTopic('DUR-999', { width: 80, colour: false }), null);
});
