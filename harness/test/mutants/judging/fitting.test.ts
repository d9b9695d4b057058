import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { makeMutants } from '../mutant/make-mutants.js';
import { isNeutral, lineOf } from '../mutant/mutant.js';
import { fittingOf } from './fitting.js';
import { reasonFor, type Survivor } from './survivors.js';

test('every mutant that loses something has a requirement of the catalogue that fits', (t) => {
  const ids = CATALOGUE.map(({ id }) => id);
  for (const mutant of makeMutants(500, 5)) {
    if (isNeutral(mutant)) continue;
    const fitting = fittingOf(mutant);
    t.true(fitting.length > 0, lineOf(mutant));
    for (const id of fitting) t.true(ids.includes(id), `${id}: ${lineOf(mutant)}`);
  }
});

test('what is lost in one sequence only is not laid to the requirements of all', (t) => {
  const target = { part: 'names' } as const;
  const fitting = fittingOf({ kind: 'store', operator: 'drop', target, when: { sequence: 'do-alone' } });
  t.deepEqual(fitting, ['SEQ-6', 'SEQ-13']);
});

test('a survivor is excused by its reason, and one that is caught by now is not', (t) => {
  const known = { kind: 'transport', operator: 'late-sync' } as const;
  const listed = (reason: string | null): readonly Survivor[] => [{ mutant: known, reason }];
  t.is(reasonFor(known, listed('why')), 'why');
  t.is(reasonFor(known, listed(null)), undefined);
  t.is(reasonFor({ ...known, operator: 'other-order' }, listed('why')), undefined);
});
