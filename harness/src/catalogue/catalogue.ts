import { ANS } from './groups/ans.js';
import { COM } from './groups/com.js';
import { DUR } from './groups/dur.js';
import { FAULT } from './groups/fault.js';
import { QUIET } from './groups/quiet.js';
import { SEQ } from './groups/seq.js';
import { MORE_SEQ } from './groups/seq-more.js';
import { walksRequirement } from './groups/seq-walks.js';
import { TIME } from './groups/time.js';
import type { GroupId, Requirement } from './requirement.js';

/** The version of the catalogue, which every finding names. Ids are stable for ever: retired, never renumbered. */
export const CATALOGUE_VERSION = 2 as const;

/** A group of requirements. */
export interface Group {
  readonly id: GroupId;
  readonly title: string;
}

/** The groups that have requirements, in the order in which reports show them. */
export const GROUPS: readonly Group[] = [
  { id: 'COM', title: 'object contract' },
  { id: 'ANS', title: 'answer to the query' },
  { id: 'SEQ', title: 'sequences' },
  { id: 'DUR', title: 'nothing lost' },
  { id: 'TIME', title: 'in time' },
  { id: 'QUIET', title: 'nothing else goes on' },
  { id: 'FAULT', title: 'when things go wrong' },
];

const FIXED: readonly Requirement[] = [...COM, ...ANS, ...SEQ, ...MORE_SEQ, ...DUR, ...TIME, ...QUIET, ...FAULT];

/** Every requirement, in the order in which reports show them. */
export const CATALOGUE: readonly Requirement[] = [
  ...[...COM, ...ANS, ...SEQ],
  walksRequirement(FIXED),
  ...MORE_SEQ,
  ...[...DUR, ...TIME, ...QUIET, ...FAULT],
];

/**
 * Finds a requirement.
 *
 * @param id - its id, in capitals or not
 * @returns the requirement, or undefined when there is none of that id
 */
export function findRequirement(id: string): Requirement | undefined {
  const wanted = id.toUpperCase();
  return CATALOGUE.find((requirement) => requirement.id === wanted);
}
