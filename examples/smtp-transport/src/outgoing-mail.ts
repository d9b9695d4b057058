import { createHash } from 'node:crypto';
import type { OutboundAttachment, OutboundContent, OutboundParts } from '@mapi-kit/sdk/transport';
import type { SendMailOptions } from 'nodemailer';
import MimeNode, { type MimeNodeHeader } from 'nodemailer/lib/mime-node';
import { senderAddress } from './outgoing-addresses.js';
import { type AttachedPart, embeddedPart, partOf } from './outgoing-attachments.js';
import { type Body, bodyOf, type Html } from './outgoing-body.js';
import { dateOf, embeddedHeadersOf, headersOf, type Identity } from './outgoing-headers.js';

/** A part of a message, before nodemailer writes it. */
interface Entity {
  readonly type: string;
  readonly children?: readonly Entity[];
  readonly content?: string | Buffer;
  readonly filename?: string | undefined;
  readonly headers?: readonly MimeNodeHeader[];
}

/**
 * A message as nodemailer sends it.
 *
 * The envelope has the recipients that are this transport's; the headers name everybody whom the message names, save the
 * blind ones.
 *
 * @throws Unsendable when it cannot be sent as it is
 */
export async function mailOf(message: OutboundContent, from: string): Promise<SendMailOptions> {
  const identity: Identity = { from, messageId: message.messageId, date: dateOf(message) ?? new Date() };
  const raw = await write(await entityOf(message, identity), headersOf(message, identity));
  return { raw, envelope: { from, to: message.recipients.map(({ address }) => address) } };
}

/**
 * nodemailer's own composer would send an attachment as a message because of its name, and change its line ends; here every
 * part says itself what it is.
 */
async function entityOf(parts: OutboundParts, identity: Identity): Promise<Entity> {
  const body = await bodyOf(parts);
  const attached: AttachedPart[] = [];
  for (const [index, attachment] of parts.attachments.entries()) {
    const { embedded } = attachment;
    if (embedded === undefined) attached.push(partOf(attachment, body.html?.text));
    else attached.push(await embeddedOf(attachment, embedded, index, identity));
  }
  const shown = attached.filter(({ disposition }) => disposition === 'inline');
  const others = attached.filter(({ disposition }) => disposition !== 'inline');
  const main = bodyEntity(body, shown);
  return others.length === 0 ? main : { type: 'multipart/mixed', children: [main, ...others.map(attachedEntity)] };
}

function bodyEntity({ text, html }: Body, shown: readonly AttachedPart[]): Entity {
  const inText = text === undefined && html !== undefined ? [] : [textEntity(text ?? '')];
  const inHtml = html === undefined ? [] : [htmlEntity(html, shown)];
  const [only, ...more] = [...inText, ...inHtml];
  return only !== undefined && more.length === 0
    ? only
    : { type: 'multipart/alternative', children: [...inText, ...inHtml] };
}

function textEntity(text: string): Entity {
  const content = text.replaceAll(/\r\n?|\n/g, '\r\n');
  // Any other encoding may fold long lines (format=flowed), and a reader unfolds too much.
  const headers = [{ key: 'Content-Transfer-Encoding', value: 'quoted-printable' }];
  return { type: 'text/plain; charset=utf-8', content, headers };
}

function htmlEntity({ bytes, charset }: Html, shown: readonly AttachedPart[]): Entity {
  const headers = [{ key: 'Content-Transfer-Encoding', value: 'base64' }];
  const html: Entity = { type: `text/html; charset=${charset}`, content: bytes, headers };
  if (shown.length === 0) return html;
  return { type: 'multipart/related; type="text/html"', children: [html, ...shown.map(attachedEntity)] };
}

function attachedEntity(part: AttachedPart): Entity {
  const { type, filename, content, encoding, disposition, contentId, location } = part;
  const headers: MimeNodeHeader[] = [
    { key: 'Content-Transfer-Encoding', value: encoding },
    { key: 'Content-Disposition', value: disposition },
  ];
  if (contentId !== undefined) headers.push({ key: 'Content-ID', value: `<${contentId}>` });
  if (location !== undefined && location !== '') headers.push({ key: 'Content-Location', value: location });
  return { type, filename, content, headers };
}

async function embeddedOf(
  { name }: OutboundAttachment,
  embedded: OutboundParts,
  index: number,
  outer: Identity,
): Promise<AttachedPart> {
  const identity: Identity = {
    from: senderAddress(embedded),
    // A message that was never sent has no name of its own; it is the same at each attempt.
    messageId: `<${createHash('sha256').update(`${outer.messageId} ${index}`).digest('hex').slice(0, 40)}@mapi-kit.invalid>`,
    date: outer.date,
  };
  const content = await write(await entityOf(embedded, identity), embeddedHeadersOf(embedded, identity));
  return embeddedPart(name || embedded.subject || 'message', content);
}

async function write(entity: Entity, headers: readonly MimeNodeHeader[]): Promise<Buffer> {
  const root = new MimeNode(entity.type, { disableFileAccess: true, disableUrlAccess: true });
  for (const { key, value } of headers) {
    // Of a list addHeader makes a header for each address; setHeader replaces what is there.
    if (Array.isArray(value)) root.setHeader(key, value);
    else root.addHeader(key, value);
  }
  fill(root, entity);
  return root.build();
}

function fill(node: MimeNode, { children = [], content, headers = [] }: Entity): void {
  for (const { key, value } of headers) node.setHeader(key, value);
  if (content !== undefined) node.setContent(content);
  for (const child of children) fill(node.createChild(child.type, { filename: child.filename }), child);
}
