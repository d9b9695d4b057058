import { propValue, type SPropValue } from '@mapi-kit/sdk';
import type { InboundAttachment } from '@mapi-kit/sdk/transport';
import { Libmime } from 'libmime';
import { detectExtension } from 'nodemailer/lib/mime-funcs';
import {
  ATT_MHTML_REF,
  PR_ATTACH_CONTENT_ID_W,
  PR_ATTACH_CONTENT_LOCATION_W,
  PR_ATTACH_FLAGS,
  PR_ATTACH_MIME_TAG_W,
  PR_ATTACHMENT_HIDDEN,
  PR_RENDERING_POSITION,
} from './mail-properties.js';
import { Headers, type MimePart } from './mime-tree.js';

const mime = new Libmime();

/**
 * An attachment, byte for byte. A message within the message is one as well, whole.
 *
 * @param html - the body; what it shows is left out of the list of attachments
 */
export function attachmentOf(part: MimePart, html: string): InboundAttachment {
  const contentId = part.headers.first('content-id')?.replace(/^<|>$/g, '');
  const location = part.headers.first('content-location');
  const properties: SPropValue[] = [propValue(PR_ATTACH_MIME_TAG_W, part.type), propValue(PR_RENDERING_POSITION, -1)];
  if (contentId !== undefined) properties.push(propValue(PR_ATTACH_CONTENT_ID_W, contentId));
  if (location !== undefined) properties.push(propValue(PR_ATTACH_CONTENT_LOCATION_W, location));
  const isShown =
    (contentId !== undefined &&
      [contentId, encodeURIComponent(contentId)].some((name) => html.includes(`cid:${name}`))) ||
    (location !== undefined && html.includes(location));
  if (isShown) properties.push(propValue(PR_ATTACH_FLAGS, ATT_MHTML_REF), propValue(PR_ATTACHMENT_HIDDEN, true));
  return { name: nameOf(part), data: new Uint8Array(part.content), properties };
}

function nameOf({ type, filename, content }: MimePart): string {
  if (filename !== undefined) return filename;
  if (type !== 'message/rfc822') return `unnamed.${detectExtension(type)}`;
  const end = /\r?\n\r?\n/.exec(content.toString('latin1'))?.index ?? content.length;
  const subject = mime.decodeWords(new Headers(content.subarray(0, end)).first('subject') ?? '');
  return `${subject || 'message'}.eml`;
}
