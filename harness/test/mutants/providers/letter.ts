import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutboundContent } from '@mapi-kit/sdk/transport';

/** A message as it arrives in the folder that is the reader's far side. */
export interface Letter {
  readonly subject: string;
  readonly body: string;
  /** Type and address, in order. */
  readonly recipients: readonly string[];
  /** Name and bytes. */
  readonly attachments: readonly string[];
}

/** A file of this name in the folder: nothing is taken. */
export const CLOSED = 'closed';

/** Puts a message into the folder. */
export function post(folder: string, message: OutboundContent): void {
  if (existsSync(join(folder, CLOSED))) throw new Error('nobody takes mail now');
  const { subject, body, recipients, attachments } = message;
  const letter: Letter = {
    subject,
    body,
    recipients: recipients.map(({ type, address }) => `${type} ${address}`),
    attachments: attachments.map(({ name, data }) => `${name} ${Buffer.from(data).toString('hex')}`),
  };
  const name = join(folder, `${Date.now()}-${randomUUID()}`);
  writeFileSync(`${name}.part`, JSON.stringify(letter));
  renameSync(`${name}.part`, `${name}.json`);
}
