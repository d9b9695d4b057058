import { Libmime } from 'libmime';

const mime = new Libmime();

const ENCODED_PART = /;\s*filename\*\d+\*=/i;
const PLAIN_PART = /;\s*filename\*\d+=(?:"(?:\\.|[^"\\])*"|[^;"]*)/gi;

/**
 * The name of a file that a Content-Disposition has in parts, some of them encoded (RFC 2231 4.1); undefined for every other one,
 * which mailsplit reads as it is.
 *
 * libmime takes the plain parts for encoded as well, and a percent sign in them for an escape. So they are encoded before it
 * reads them.
 */
export function filenameIn(disposition: string | undefined): string | undefined {
  if (disposition === undefined || !ENCODED_PART.test(disposition)) return undefined;
  const encoded = disposition.replaceAll(PLAIN_PART, (part) => part.replaceAll('%', '%25'));
  return mime.parseHeaderValue(encoded, { stripComments: true }).params['filename'] || undefined;
}
