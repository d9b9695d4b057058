import test from 'ava';
import { renderExplanation } from '#harness/report/explain.js';
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
