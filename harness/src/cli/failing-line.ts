import type { Style } from '../report/style.js';
import { columns, pad, plain, wrap } from '../report/text.js';
import type { ProgressEvent } from '../run/input/progress.js';

/**
 * The line that says, while other runs go on, that a requirement is broken.
 *
 * @param event - what the runs so far show
 * @param seconds - whole seconds since the certification began
 * @param width - the columns of the line; a longer message is cut
 * @param style - the emphasis, as in the report
 * @returns one line
 */
export function failingLine(
  { finding, isRepeated }: Extract<ProgressEvent, { readonly kind: 'failing' }>,
  seconds: number,
  width: number,
  style: Style,
): string {
  const isFailure = finding.status === 'fail';
  const mark = (isFailure ? style.red : style.yellow)(isFailure ? '✗' : '!');
  const start = `${mark} ${pad(style.bold(finding.id), 5)}  `;
  const end = ` (after ${seconds} s${isRepeated ? '; to be confirmed' : ''})`;
  const room = width - columns(start) - columns(end);
  const message = plain(finding.message);
  const [cut = ''] = wrap(message, room - 2);
  return start + (columns(message) <= room ? message : `${cut} …`) + style.dim(end);
}
