import { deserialize, serialize } from 'node:v8';
import type { Mail } from './mail.js';

/** A message of the author's own, from a .msg or .eml file. */
export interface OwnMail {
  /** The file, relative to the folder that was given, with `/` between folders: messages are called by it. */
  readonly file: string;
  readonly mail: Mail;
  /** It was read already. */
  readonly read: boolean;
}

/** Where the process of a life finds the author's own mail, and how much there is. */
export interface PlannedMail {
  readonly file: string;
  readonly messages: number;
  readonly bytes: number;
}

/**
 * Puts messages into a file that the processes of the lives read: the parent and they are of one version of Node.
 *
 * @param mails - the messages
 */
export function packOwnMail(mails: readonly OwnMail[]): Uint8Array {
  return serialize(mails);
}

/**
 * The messages in such a file again.
 *
 * @param bytes - what {@link packOwnMail} made
 */
export function unpackOwnMail(bytes: Uint8Array): readonly OwnMail[] {
  return deserialize(bytes) as readonly OwnMail[];
}
