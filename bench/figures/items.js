import { fileURLToPath } from 'node:url';
import { exponent, runNode } from '../processes.js';

const SIZES = [100, 1_000, 10_000];

/** Time and memory of a certification over the number of items. */
export async function* items() {
  const measure = fileURLToPath(new URL('../measure-certification.js', import.meta.url));
  const results = [];
  for (const size of SIZES) {
    const { stdout, code } = await runNode([measure, String(size)]);
    if (code !== 0) throw new Error(`the certification with ${size} items ended with code ${code}`);
    results.push(JSON.parse(stdout));
  }
  const show = (key, unit, divisor) =>
    results.map((result) => `${(result[key] / divisor).toFixed(0)} ${unit}`).join(', ');
  for (const [key, what, unit, divisor] of [
    ['wallMs', 'growth of wall time in items, exponent', 'ms', 1],
    ['childBytes', 'growth of peak memory of the dying process, exponent', 'MB', 1e6],
    ['parentBytes', 'growth of peak memory of the parent, exponent', 'MB', 1e6],
  ]) {
    yield {
      what,
      value: exponent(
        SIZES,
        results.map((result) => result[key]),
      ),
      limit: key === 'parentBytes' ? 0.1 : 1.1,
      how: `${SIZES.join(', ')} items: ${show(key, unit, divisor)}`,
    };
  }
}
