import { PR_BODY_W, propValue, type SPropValue } from '@mapi-kit/sdk';
import { Libmime } from 'libmime';
import { decode } from 'libmime/lib/charset';
import { codePageOf } from './code-pages.js';
import { charsetOfHtml } from './html-charset.js';
import { PR_HTML, PR_INTERNET_CPID } from './mail-properties.js';
import { type MimePart, textOf } from './mime-tree.js';

/** UTF-8. */
const UNICODE = 65_001;

const mime = new Libmime();

/** A part of the body: in one form, or the same in two. */
export interface BodyPart {
  text?: MimePart;
  html?: MimePart;
}

/** What a message consists of. */
export interface Contents {
  readonly body: readonly BodyPart[];
  readonly attachments: readonly MimePart[];
}

/** Tells the body of a message from what is attached to it; nothing is in neither. */
export function contentsOf(root: MimePart): Contents {
  const body: BodyPart[] = [];
  const attachments: MimePart[] = [];
  const sort = (part: MimePart, alternative: BodyPart | undefined): void => {
    if (part.multipart !== undefined) {
      const isChoice = part.multipart === 'alternative' && alternative === undefined;
      const choice: BodyPart | undefined = isChoice ? {} : alternative;
      for (const child of part.children) sort(child, choice);
      return;
    }
    const form = formOf(part);
    // Of an alternative the first text and the first HTML are the body. Another one may say something else.
    if (form === undefined || alternative?.[form] !== undefined) {
      attachments.push(part);
      return;
    }
    const whole = alternative ?? {};
    if (!body.includes(whole)) body.push(whole);
    whole[form] = part;
  };
  sort(root, undefined);
  return { body, attachments };
}

/** A text with a file name is a file, also where it is to be shown. */
function formOf({ type, disposition, filename }: MimePart): 'text' | 'html' | undefined {
  if (disposition === 'attachment' || filename !== undefined) return undefined;
  return type === 'text/plain' ? 'text' : type === 'text/html' ? 'html' : undefined;
}

/** The properties of a body: text where all of it has text, HTML where some of it has, and the code page. */
export function bodyProperties(body: readonly BodyPart[]): SPropValue[] {
  const properties: SPropValue[] = [];
  const texts = body.flatMap(({ text }) => text ?? []);
  if (texts.length === body.length && texts.length > 0) {
    properties.push(propValue(PR_BODY_W, texts.map(plainText).join('\r\n')));
  }
  const [only, ...more] = body;
  if (!body.some(({ html }) => html !== undefined)) {
    const codePage = codePageOf(only?.text?.charset ?? '');
    if (codePage !== undefined) properties.push(propValue(PR_INTERNET_CPID, codePage));
    return properties;
  }
  const { bytes, codePage } = more.length === 0 && only?.html !== undefined ? asItIs(only.html) : joined(body);
  properties.push(propValue(PR_HTML, new Uint8Array(bytes)), propValue(PR_INTERNET_CPID, codePage));
  return properties;
}

/** The HTML of a message, as far as it has some; to find what it refers to. */
export function htmlTextOf(body: readonly BodyPart[]): string {
  return body.flatMap(({ html }) => (html === undefined ? [] : htmlText(html))).join('\n');
}

/** Byte for byte in its own code page, when MAPI has a number for that. */
function asItIs(html: MimePart): { readonly bytes: Buffer; readonly codePage: number } {
  const codePage = codePageOf(charsetOfHtml(html.content, html.charset));
  if (codePage === undefined) return { bytes: Buffer.from(htmlText(html)), codePage: UNICODE };
  return { bytes: html.content, codePage };
}

function joined(body: readonly BodyPart[]): { readonly bytes: Buffer; readonly codePage: number } {
  const parts = body.map(({ html, text }) =>
    html !== undefined ? htmlText(html) : `<pre>${text === undefined ? '' : escaped(plainText(text))}</pre>`,
  );
  return { bytes: Buffer.from(parts.join('\n')), codePage: UNICODE };
}

function htmlText({ content, charset }: MimePart): string {
  return decode(content, charsetOfHtml(content, charset));
}

function plainText(part: MimePart): string {
  const text = textOf(part);
  return part.flowed === undefined ? text : mime.decodeFlowed(text, part.flowed.delSp);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
