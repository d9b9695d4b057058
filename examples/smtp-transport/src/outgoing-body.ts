import { findValue, PR_RTF_COMPRESSED } from '@mapi-kit/sdk';
import type { OutboundParts } from '@mapi-kit/sdk/transport';
import { decode } from 'libmime/lib/charset';
import { charsetOf } from './code-pages.js';
import { decompressRtf } from './compressed-rtf.js';
import { charsetOfHtml } from './html-charset.js';
import { PR_BODY_HTML_W, PR_HTML, PR_INTERNET_CPID } from './mail-properties.js';
import { type RtfBody, readRtf } from './rtf-text.js';
import { Unsendable } from './unsendable.js';

/** HTML, in the code page in which it is. */
export interface Html {
  readonly bytes: Buffer;
  readonly charset: string;
  /** The same as text, to find what it refers to. */
  readonly text: string;
}

/** The body of a message, in one form or in two. */
export interface Body {
  readonly text: string | undefined;
  readonly html: Html | undefined;
}

/**
 * The body of a message: its HTML, byte for byte, and its text. RTF counts where there is nothing else that says the same.
 *
 * @throws Unsendable when there is only RTF, and it is damaged
 */
export async function bodyOf({ body, properties }: OutboundParts): Promise<Body> {
  const text = body === '' ? undefined : body;
  const html = htmlIn(properties);
  if (html !== undefined) return { text, html };
  const rtf = findValue(properties, PR_RTF_COMPRESSED);
  if (rtf === undefined || rtf.length === 0) return { text, html: undefined };
  const read = await rtfBody(rtf, text !== undefined);
  if (read !== undefined && 'html' in read) return { text, html: asUtf8(read.html) };
  return { text: text ?? read?.text, html: undefined };
}

/** Undefined for damaged RTF that is not needed, as there is text that says the same. */
async function rtfBody(compressed: Uint8Array, isSpare: boolean): Promise<RtfBody | undefined> {
  try {
    return await readRtf(decompressRtf(compressed));
  } catch (error) {
    if (isSpare) return undefined;
    throw new Unsendable(`its body is damaged: ${(error as Error).message}`);
  }
}

function htmlIn(properties: OutboundParts['properties']): Html | undefined {
  const text = findValue(properties, PR_BODY_HTML_W);
  if (text !== undefined && text !== '') return asUtf8(text);
  const value = findValue(properties, PR_HTML);
  if (value === undefined || value.length === 0) return undefined;
  const bytes = Buffer.from(value);
  const codePage = findValue(properties, PR_INTERNET_CPID);
  const charset = charsetOfHtml(bytes, codePage === undefined ? undefined : charsetOf(codePage));
  // RFC 2045 has no line ends for them.
  if (charset.startsWith('utf-16')) return asUtf8(decode(bytes, charset));
  return { bytes, charset, text: decode(bytes, charset) };
}

function asUtf8(text: string): Html {
  return { bytes: Buffer.from(text), charset: 'utf-8', text };
}
