import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutboundContent, OutboundRecipient } from '@mapi-kit/sdk/transport';

/** A message as it arrives in the folder that is the reader's far side. */
export interface Letter {
  readonly subject: string;
  readonly body: string;
  /** Type and address of those whom it goes to, in order. */
  readonly recipients: readonly string[];
  /** And of those whom it names. */
  readonly addressees: readonly string[];
  /** Name and bytes. */
  readonly attachments: readonly string[];
}

/** A file of this name in the folder: nothing is taken. */
export const CLOSED = 'closed';

/** Puts a message into the folder. */
export function post(folder: string, message: OutboundContent): void {
  if (existsSync(join(folder, CLOSED))) throw new Error('nobody takes mail now');
  const { subject, body, recipients, addressees, attachments } = message;
  const letter: Letter = {
    subject,
    body,
    // Nobody is sent the same twice.
    recipients: [...new Set(recipients.map(inWords))],
    addressees: addressees.map(inWords),
    attachments: attachments.map(({ name, data }) => `${name} ${Buffer.from(data).toString('hex')}`),
  };
  const name = join(folder, `${Date.now()}-${randomUUID()}`);
  writeFileSync(`${name}.part`, JSON.stringify(letter));
  renameSync(`${name}.part`, `${name}.json`);
}

function inWords({ type, address }: OutboundRecipient): string {
  return `${type} ${address}`;
}
