import test from 'ava';
import { groupInconclusive } from '#harness/report/inconclusive.js';
import { finding } from '../support/certification-report.js';

const THROWN = 'Naive.open() threw Error: no config, at naive.js:6';
const REASON = `the life could not go on: OpenMsgStore failed: MAPI_E_CALL_FAILED (0x80004005); ${THROWN}`;

const thrownIn = (...runs: readonly string[]) => runs.map((run) => ({ run, life: 0, thrown: [THROWN], printed: [] }));
const open = (id: string, message: string, ...runs: readonly string[]) =>
  finding({ id, status: 'inconclusive', message, circumstances: thrownIn(...runs) });

test('what kept every life from going on is said once, with the lives', (t) => {
  const groups = groupInconclusive([
    open('COM-1', `object-contract: question "a" was not answered: ${REASON}`, 'object-contract'),
    open('COM-3', `object-contract: question "b" was not answered: ${REASON} (and 2 more like it)`, 'object-contract'),
    open('DUR-1', `scenario outlook-exit: not run: ${REASON}; IMSProvider::Logon answered`, 'outlook-exit'),
    open('QUIET-3', 'no shutdown method was called', 'outlook-exit'),
  ]);
  t.deepEqual(groups, [
    { ids: ['COM-1', 'COM-3', 'DUR-1'], message: REASON, around: ['in object-contract, first life, and 1 more life'] },
    { ids: ['QUIET-3'], message: 'no shutdown method was called', around: [] },
  ]);
});

test('one requirement alone keeps its own words, and what was thrown beside it', (t) => {
  const message = 'outlook-exit: the read-back is not complete';
  t.deepEqual(groupInconclusive([open('DUR-1', `${message} (and 1 more like it)`, 'a', 'b', 'c')]), [
    { ids: ['DUR-1'], message, around: [`a, first life, and at least 2 more lives: ${THROWN}`] },
  ]);
});

test('what is explained by another requirement repeats nothing that was thrown', (t) => {
  const message = `explained by COM-6: ${REASON}`;
  t.deepEqual(groupInconclusive([open('SEQ-1', message, 'a'), open('SEQ-2', message, 'a')]), [
    { ids: ['SEQ-1', 'SEQ-2'], message, around: [] },
  ]);
});
