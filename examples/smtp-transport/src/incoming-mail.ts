import type { InboundMessage } from '@mapi-kit/sdk/transport';
import { attachmentOf } from './incoming-attachments.js';
import { bodyProperties, contentsOf, htmlTextOf } from './incoming-body.js';
import { correspondenceOf, headerProperties } from './incoming-headers.js';
import { readMime } from './mime-tree.js';

/**
 * Reads a message as it comes over the wire. All of it is in what this gives: what is no body is an attachment.
 *
 * @throws Error when it cannot be read
 */
export async function readMail(raw: Buffer): Promise<InboundMessage> {
  const root = await readMime(raw);
  const { body, attachments } = contentsOf(root);
  const html = htmlTextOf(body);
  return {
    ...correspondenceOf(root.headers),
    attachments: attachments.map((part) => attachmentOf(part, html)),
    properties: [...headerProperties(root.headers), ...bodyProperties(body)],
  };
}
