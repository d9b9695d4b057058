import test from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { CertificationJudge, NOTHING_RUN } from '#harness/run/certification-judge.js';
import { readOptions } from '#harness/run/input/options.js';
import { select } from '#harness/run/input/selection.js';
import { SCENARIOS } from '#harness/scenarios/scenarios.js';

test('the quick mode tries a requirement in part whose scenario it leaves out, or plays with fewer lives', (t) => {
  const settings = readOptions({ provider: './box-store.js', quick: true });
  const judge = new CertificationJudge({
    settings,
    selection: select(settings, CATALOGUE, SCENARIOS),
    catalogueSize: CATALOGUE.length,
    kinds: () => ['store'],
    isBailed: () => false,
  });
  const { inPart } = judge.terms(NOTHING_RUN);
  const isInPart = (id: string): boolean => inPart.has(id);
  t.true(['ANS-6', 'FAULT-2', 'FAULT-3', 'FAULT-7', 'SEQ-12', 'SEQ-15'].every(isInPart));
  t.false(['COM-1', 'SEQ-2', 'DUR-1', 'FAULT-5'].some(isInPart));
});
