import test from 'ava';
import { makeMutants } from './make-mutants.js';
import { isNeutral, KINDS, lineOf, OPERATORS, readMutant } from './mutant.js';

test('the same seed makes the same mutants, another one others', (t) => {
  const lines = (seed: number): readonly string[] => makeMutants(40, seed).map(lineOf);
  t.deepEqual(lines(7), lines(7));
  t.notDeepEqual(lines(7), lines(8));
});

test('mutants are of all kinds and operators, and some lose nothing', (t) => {
  const mutants = makeMutants(600, 1);
  t.is(mutants.length, 600);
  t.deepEqual(new Set(mutants.map(({ kind }) => kind)), new Set(KINDS));
  for (const operator of OPERATORS)
    t.true(
      mutants.some((mutant) => mutant.operator === operator),
      operator,
    );
  const neutral = mutants.filter(isNeutral).length;
  t.true(neutral >= 90 && neutral <= 110, String(neutral));
});

test('a mutant is the same after it was written as one line and read', (t) => {
  for (const mutant of makeMutants(50, 3)) {
    t.deepEqual(readMutant(lineOf(mutant)), mutant);
    t.is(lineOf(readMutant(lineOf(mutant))), lineOf(mutant));
  }
  t.throws(() => readMutant('{"kind":"store","operator":"vanish"}'), { instanceOf: TypeError, message: /no mutant/ });
});
