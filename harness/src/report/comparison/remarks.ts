import { list } from '../../catalogue/rules/words.js';
import type { CertificationReport } from '../report.js';
import type { Side } from './side.js';

/** What of the settings changes what is tried. */
const SETTINGS: readonly (readonly [string, (report: CertificationReport) => string])[] = [
  ['catalogue', ({ catalogue }) => String(catalogue)],
  ['user option', ({ settings }) => String(settings.option)],
  ['client', ({ settings }) => settings.client],
  ['seed', ({ settings }) => String(settings.seed)],
  ['items', ({ settings }) => String(settings.items)],
  ['random walks', ({ settings }) => String(settings.walks)],
  ['budget in milliseconds', ({ settings }) => String(settings.budgetMs)],
  ['platform', ({ environment }) => `${environment.platform} ${environment.arch}`],
];

/** What makes a certification less than the whole. */
function partOf({ settings, completion }: CertificationReport): string | null {
  const { quick, only, skip, scenario, shard } = settings;
  const parts = [
    ...(shard === null ? [] : [`shard ${shard} of a run`]),
    ...(quick ? ['a quick run, which plays the fewest lives'] : []),
    ...(only.length > 0 ? [`a run of ${only.join(', ')} alone`] : []),
    ...(skip.length > 0 ? [`a run without ${skip.join(', ')}`] : []),
    ...(scenario.length > 0 ? [`a run of the scenario ${scenario.join(', ')} alone`] : []),
    ...(completion === 'interrupted' ? ['a run that was stopped'] : []),
  ];
  return parts.length === 0 ? null : list(parts);
}

/**
 * What is to be known before somebody takes certifications for the same measure.
 *
 * @param sides - the certifications
 * @returns a sentence each; empty: they are the same but for the provider
 */
export function remarksOn(sides: readonly Side[]): readonly string[] {
  const parts = sides.flatMap(({ letter, report }) => {
    const part = partOf(report);
    return part === null ? [] : [`${letter} is ${part}.`];
  });
  const differing = SETTINGS.flatMap(([name, of]) => {
    const values = sides.map(({ report }) => of(report));
    if (new Set(values).size === 1) return [];
    return [`Another ${name}: ${sides.map(({ letter }, index) => `${letter} ${values[index]}`).join(', ')}.`];
  });
  return [...parts, ...differing];
}
