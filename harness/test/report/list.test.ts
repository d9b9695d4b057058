import test from 'ava';
import { renderList } from '#harness/report/list.js';
import { requirement } from '../support/certification-report.js';

test('The list has id, strength, stances and title, by group', (t) => {
  const catalogue = [
    requirement({
      id: 'COM-2',
      group: 'COM',
      strength: 'SHOULD',
      stances: ['in', 'out', 'none'],
      title: 'Asked, it answers',
    }),
    requirement(),
    requirement({
      id: 'DUR-9',
      strength: 'REPORT',
      stances: ['in', 'out'],
      title: `Exposure ${'of a kill '.repeat(8)}`,
    }),
  ];
  t.deepEqual(renderList(catalogue, { width: 80, colour: false }), [
    'COM  object contract',
    '  COM-2  SHOULD  every provider   Asked, it answers',
    '',
    'DUR  nothing lost',
    '  DUR-2  MUST    opted in         Changed and deleted items keep their last',
    '                                  saved state',
    '  DUR-9  REPORT  opted in or out  Exposure of a kill of a kill of a kill of a',
    '                                  kill of a kill of a kill of a kill of a kill',
  ]);
});
