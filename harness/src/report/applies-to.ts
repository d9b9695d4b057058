import type { Stance } from '../scenarios/scenario.js';

const NAMES: Readonly<Record<Stance, string>> = { in: 'opted in', out: 'opted out', none: 'no interface' };

/**
 * To which providers a requirement applies, in words.
 *
 * @param stances - What they say about fast shutdown.
 * @returns For example `every provider`, `opted out`, `opted in or out`.
 */
export function appliesTo(stances: readonly Stance[]): string {
  const has = (stance: Stance): boolean => stances.includes(stance);
  if (has('in') && has('out')) return has('none') ? 'every provider' : 'opted in or out';
  return (['in', 'out', 'none'] as const)
    .filter(has)
    .map((stance) => NAMES[stance])
    .join(', ');
}
