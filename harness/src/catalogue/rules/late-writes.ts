import { identityName } from '../../recording/identity.js';
import type { ObservedLife } from '../../recording/observation.js';
import type { Evidence } from '../requirement.js';
import { milliseconds } from './words.js';

/** A write after DoFastShutdown in words: `box.log: grew by 12 bytes, 221 ms after DoFastShutdown had returned`. */
export function writtenInWords({ file, change, afterNs }: ObservedLife['written'][number]): string {
  return `${file}: ${change}, ${milliseconds(afterNs / 1e6)} after DoFastShutdown had returned`;
}

/**
 * The first write that came after DoFastShutdown where the process went on living for a while: what was lost where it did
 * not may have been written then.
 *
 * @returns null when none was seen
 */
export function lateWriteInWords({ observations }: Evidence): string | null {
  for (const { identity, lives } of observations) {
    const [first] = lives.flatMap(({ written }) => written);
    if (first === undefined) continue;
    return `where the process lingered (${identityName(identity)}), ${writtenInWords(first)}, which is too late`;
  }
  return null;
}
