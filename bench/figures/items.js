import { duration } from '../cost.js';
import { certification as certify, ROOT } from '../processes.js';
import { exponent, median, ratioOf } from '../ratio.js';

const SIZES = [100, 1_000, 10_000];
const ROUNDS = 3;
/** Against another commit, where a certification may take a minute. */
const ROUNDS_AGAINST = 2;

/** Watchdogs are a matter of the budget: a busy machine is no reason to end a long life, and fail. */
const BUDGET_MS = 120_000;
const PROVIDER = '@mapi-kit/example-lmdb-store';

/** One process at a time: the peaks of memory are those of one. */
const optionsOf = (items) => ({ provider: PROVIDER, jobs: 1, items, only: ['SEQ-2'], budgetMs: BUDGET_MS });

/** Time and memory of a certification over the number of items. */
export async function* items() {
  const results = SIZES.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, size] of SIZES.entries()) results[index].push(await certify(optionsOf(size)));
  }
  yield* timeBetweenNeighbours(results);
  yield memory(results, 'childBytes', 'the dying process', 1.1);
  yield memory(results, 'parentBytes', 'the parent', 0.1);
}

/** A row for each step from one size to the next: a mean over all would hide where it grows fastest. */
function* timeBetweenNeighbours(results) {
  const hasCpu = results.flat().every(({ cost }) => cost.cpuMs !== null);
  const by = (key, index) => median(results[index].map(({ cost }) => cost[key]));
  for (let index = 1; index < SIZES.length; index++) {
    const sizes = [SIZES[index - 1], SIZES[index]];
    const growth = (key) => exponent(sizes, [by(key, index - 1), by(key, index)]);
    const shown = (key) => `${duration(by(key, index - 1))}, ${duration(by(key, index))}`;
    const wall = `by wall${hasCpu ? ` ${growth('wallMs').toFixed(2)}` : ''}: ${shown('wallMs')}`;
    yield {
      what: `growth of time from ${sizes.map((size) => size.toLocaleString('en')).join(' to ')} items, exponent`,
      value: growth(hasCpu ? 'cpuMs' : 'wallMs'),
      limit: 1.05,
      how: `${hasCpu ? `by CPU: ${shown('cpuMs')}; ` : ''}${wall}; medians of n = ${ROUNDS}`,
    };
  }
}

function memory(results, key, whose, limit) {
  const peaks = results.map((rounds) => median(rounds.map(({ value }) => value[key])));
  return {
    what: `growth of peak memory of ${whose} in items, exponent`,
    value: exponent(SIZES, peaks),
    limit,
    how: `${SIZES.join(', ')} items: ${peaks.map((bytes) => `${(bytes / 1e6).toFixed(0)} MB`).join(', ')}; medians of n = ${ROUNDS}`,
  };
}

/** The largest of these certifications, against the same of another commit. */
export async function* itemsAgainst(other) {
  const size = SIZES.at(-1);
  const rounds = [];
  for (let round = 0; round < ROUNDS_AGAINST; round++) {
    const ours = await certify(optionsOf(size), ROOT);
    const theirs = await certify(optionsOf(size), other.root);
    rounds.push({ above: ours.cost, below: theirs.cost });
  }
  const { value, how } = ratioOf(rounds);
  yield {
    what: `certification with ${size.toLocaleString('en')} items / the same at ${other.name}`,
    value,
    limit: other.isBaseline ? 0.2 : 1.1,
    how,
  };
}
