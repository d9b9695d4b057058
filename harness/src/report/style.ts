import picocolors from 'picocolors';
import type { Colors } from 'picocolors/types.js';

/** How words are emphasised: each function wraps a text in escape sequences, or gives it back as it is. */
export type Style = Pick<Colors, 'bold' | 'dim' | 'red' | 'green' | 'yellow'>;

/**
 * The emphasis for a stream.
 *
 * @param colour - whether the stream shows colours; without, every function gives its text back unchanged
 * @returns the functions of emphasis
 */
export function createStyle(colour: boolean): Style {
  return picocolors.createColors(colour);
}
