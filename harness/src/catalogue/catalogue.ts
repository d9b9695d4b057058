import { ANS } from './ans.js';
import { COM } from './com.js';
import { DUR } from './dur.js';
import { FAULT } from './fault.js';
import { QUIET } from './quiet.js';
import type { GroupId, Requirement } from './requirement.js';
import { SEQ } from './seq.js';
import { TIME } from './time.js';

/** The version of the catalogue, which every finding names. Ids are stable for ever: retired, never renumbered. */
export const CATALOGUE_VERSION = 1 as const;

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

/** Every requirement, in the order in which reports show them. */
export const CATALOGUE: readonly Requirement[] = [...COM, ...ANS, ...SEQ, ...DUR, ...TIME, ...QUIET, ...FAULT];

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
