import { show } from './cost.js';

/**
 * What a row says of some rounds in which two sides took turns: the median of their ratios, by CPU where the system tells,
 * since that of a busy machine is nearly that of an idle one. By wall it is told besides.
 *
 * @param rounds `{ above, below }`, a cost each
 * @returns the row's `value`, and what its `how` says of the times
 */
export function ratioOf(rounds) {
  const wall = by('wallMs', rounds);
  if (hasCpu(rounds)) return row(by('cpuMs', rounds), `by CPU; by wall ${wall.toFixed(2)}`, rounds);
  return row(wall, 'by wall: this system does not tell the CPU of processes that have ended', rounds);
}

/** The same for what is a matter of waiting: by wall, and by CPU it is told besides. */
export function ratioOfWall(rounds) {
  const cpu = hasCpu(rounds) ? `; by CPU ${by('cpuMs', rounds).toFixed(2)}` : '';
  return row(by('wallMs', rounds), `by wall${cpu}`, rounds);
}

function row(value, basis, rounds) {
  const { above, below } = rounds.at(-1);
  return { value, how: `${basis}; n = ${rounds.length}; last round ${show(above)} / ${show(below)}` };
}

function by(key, rounds) {
  return median(rounds.map(({ above, below }) => above[key] / below[key]));
}

function hasCpu(rounds) {
  return rounds.every(({ above, below }) => above.cpuMs !== null && below.cpuMs > 0);
}

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The exponent of growth: the slope of the values over the sizes, both on a logarithmic scale, by least squares. */
export function exponent(sizes, values) {
  if (!values.every((value) => value > 0)) throw new Error(`a measure is missing: ${values.join(', ')}`);
  const xs = sizes.map(Math.log);
  const ys = values.map(Math.log);
  const mean = (list) => list.reduce((total, value) => total + value, 0) / list.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const above = xs.reduce((total, x, index) => total + (x - mx) * (ys[index] - my), 0);
  const below = xs.reduce((total, x) => total + (x - mx) ** 2, 0);
  return above / below;
}
