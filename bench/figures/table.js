import { MemoryTable } from '@mapi-kit/sdk/subsystem';
import { costHere, duration } from '../cost.js';
import { exponent, ratioOf } from '../ratio.js';
import { COLUMNS, handWritten, makeMessages, RESTRICTION, rowOf, SORT_ORDER } from '../table-rows.js';

const SIZES = [12_500, 25_000, 50_000, 100_000];
const ROUNDS = 9;

/** Restrict, SortTable and QueryRows of all that is left, against a filter and a sort of the same messages as plain objects. */
export async function* table() {
  const results = SIZES.map(measure);
  const { ratio, how } = results.at(-1);
  yield {
    what: `100,000 rows of ${COLUMNS.length} columns restricted and sorted / filter and sort`,
    value: ratio,
    limit: 2,
    how,
  };
  // A sort by hand grows by more than its rows, too; what both have to do, and what caches do not hold, cancels out.
  yield {
    what: 'growth of that ratio in rows, exponent',
    value: exponent(
      SIZES,
      results.map((result) => result.ratio),
    ),
    limit: 0.1,
    how: `by CPU; least of n = ${ROUNDS}: ${results.map(({ size, ms, floor }) => `${size}: ${duration(ms)}, by hand ${duration(floor)}`).join('; ')}`,
  };
}

function measure(size) {
  const messages = makeMessages(size);
  const rows = messages.map(rowOf);
  const rounds = [];
  for (let round = 0; round < ROUNDS + 1; round++) {
    const view = new MemoryTable(COLUMNS, () => rows);
    let [shown, wanted] = [[], []];
    const above = costHere(() => {
      shown = chosen(view);
    });
    const below = costHere(() => {
      wanted = handWritten(messages);
    });
    view.Release();
    if (shown.length !== wanted.length || shown.some((row, index) => row[0].value !== wanted[index].entryId))
      throw new Error('the table shows other rows than the filter and the sort');
    // The first round warms up.
    if (round > 0) rounds.push({ above, below });
  }
  const { value: ratio, how } = ratioOf(rounds);
  const least = (side) => Math.min(...rounds.map((one) => one[side].cpuMs));
  return { size, ratio, how, ms: least('above'), floor: least('below') };
}

function chosen(view) {
  const failed = view.Restrict(RESTRICTION, 0) || view.SortTable(SORT_ORDER, 0);
  const { value } = view.QueryRows(0x7fffffff, 0);
  if (failed !== 0 || value === null) throw new Error('the table refused');
  return value;
}
