import {
  ATTACH_BY_REF_ONLY,
  ATTACH_BY_REF_RESOLVE,
  ATTACH_BY_REFERENCE,
  ATTACH_OLE,
  findValue,
  PR_ATTACH_METHOD,
} from '@mapi-kit/sdk';
import type { OutboundAttachment } from '@mapi-kit/sdk/transport';
import { detectMimeType } from 'nodemailer/lib/mime-funcs';
import {
  ATT_MHTML_REF,
  PR_ATTACH_CONTENT_ID_W,
  PR_ATTACH_CONTENT_LOCATION_W,
  PR_ATTACH_FLAGS,
  PR_ATTACH_MIME_TAG_W,
  PR_ATTACHMENT_HIDDEN,
} from './mail-properties.js';
import { Unsendable } from './unsendable.js';

/** An attachment as a part of a message in MIME. */
export interface AttachedPart {
  readonly type: string;
  readonly filename: string;
  readonly content: Buffer;
  readonly encoding: 'base64' | '7bit' | '8bit';
  readonly disposition: 'attachment' | 'inline';
  readonly contentId: string | undefined;
  readonly location: string | undefined;
}

const references: ReadonlyMap<number | undefined, string> = new Map([
  [ATTACH_BY_REFERENCE, 'a link to a file'],
  [ATTACH_BY_REF_RESOLVE, 'a link to a file'],
  [ATTACH_BY_REF_ONLY, 'a link to a file'],
  [7, 'a link to a file on the web'],
  [ATTACH_OLE, 'an OLE object'],
]);

/**
 * An attachment with bytes.
 *
 * Its type never says that it is a message or that it has parts: nothing on the way may look into it, and base64, which
 * keeps every byte, is forbidden for both (RFC 2046 5.2.1).
 *
 * @param html - the body that may show it; undefined for a message without
 * @throws Unsendable when the attachment has no bytes of its own
 */
export function partOf(attachment: OutboundAttachment, html: string | undefined): AttachedPart {
  const { name, data, properties } = attachment;
  const method = findValue(properties, PR_ATTACH_METHOD);
  const reference = references.get(method);
  if (reference !== undefined && data.length === 0) {
    throw new Unsendable(`the attachment ${name || 'without a name'} is ${reference}, which cannot be sent`);
  }
  const isShown = html !== undefined && isShownIn(attachment, html);
  return {
    type: typeOf(name, findValue(properties, PR_ATTACH_MIME_TAG_W)),
    filename: name || 'unnamed',
    content: Buffer.from(data),
    encoding: 'base64',
    disposition: isShown ? 'inline' : 'attachment',
    contentId: contentIdOf(attachment),
    location: findValue(properties, PR_ATTACH_CONTENT_LOCATION_W),
  };
}

/** A message within a message. */
export function embeddedPart(name: string, content: Buffer): AttachedPart {
  const encoding = content.every((byte) => byte < 0x80) ? '7bit' : '8bit';
  const [type, disposition] = ['message/rfc822', 'attachment'] as const;
  return { type, filename: `${name}.eml`, content, encoding, disposition, contentId: undefined, location: undefined };
}

/** Whether HTML refers to an attachment: it belongs to the body then. */
function isShownIn(attachment: OutboundAttachment, html: string): boolean {
  const { properties } = attachment;
  const contentId = contentIdOf(attachment);
  const location = findValue(properties, PR_ATTACH_CONTENT_LOCATION_W);
  if (contentId !== undefined) {
    if (html.includes(`cid:${contentId}`) || html.includes(`cid:${encodeURIComponent(contentId)}`)) return true;
    const isHidden = findValue(properties, PR_ATTACHMENT_HIDDEN) === true;
    if (isHidden || ((findValue(properties, PR_ATTACH_FLAGS) ?? 0) & ATT_MHTML_REF) !== 0) return true;
  }
  return location !== undefined && location !== '' && html.includes(location);
}

function contentIdOf({ properties }: OutboundAttachment): string | undefined {
  return findValue(properties, PR_ATTACH_CONTENT_ID_W)?.trim().replace(/^<|>$/g, '') || undefined;
}

function typeOf(name: string, tag: string | undefined): string {
  const type = (tag?.trim() || detectMimeType(name) || '').toLowerCase();
  const isUsable = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(type) && !/^(message|multipart)\//.test(type);
  return isUsable ? type : 'application/octet-stream';
}
