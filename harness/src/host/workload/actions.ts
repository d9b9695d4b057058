import type { SPropValue } from '@mapi-kit/sdk';
import type { ItemCategory } from '../../recording/events.js';
import type { AttachmentContent, MessageContent } from '../store/content.js';

/** Where messages go: a path of folders of the harness's own, for example `f1/f2`, or the store's inbox. */
export type FolderRef = string;

/** The folder that receives messages. */
export const INBOX: FolderRef = '@inbox';
/** The folder in which the harness's own folders are made: the top of what clients show. */
export const BASE: FolderRef = '';

/** What changes in a message, besides what it says of its version. */
export interface MessageUpdate {
  /** Properties to be set, the subject among them. */
  readonly properties: readonly SPropValue[];
  readonly body?: string;
  /** Recipients to be added. */
  readonly addRecipients?: readonly (readonly SPropValue[])[];
  /** The whole list of recipients instead. */
  readonly recipients?: readonly (readonly SPropValue[])[];
  readonly addAttachments?: readonly AttachmentContent[];
  /** Deletes the first attachment that was there. */
  readonly dropAttachment?: boolean;
}

/** The name, comment and text of a folder. */
export interface FolderContent {
  readonly name: string;
  readonly comment: string;
  readonly text: string;
}

/** What a folder has of it: a store may keep its name alone. */
export type FolderHas = Pick<FolderContent, 'name'> & Partial<FolderContent>;

/** The value of a setting, all of which begin with the mark of the harness. */
export type SettingAction =
  | { readonly act: 'set-comment' | 'set-display-name' | 'set-profile-section'; readonly value: string }
  | { readonly act: 'set-receive-folder'; readonly to: FolderRef };

/** One thing a client does to a store: plain data, made from a seed. */
export type Action =
  | {
      readonly act: 'create-folder';
      readonly item: string;
      readonly parent: FolderRef;
      readonly content: FolderContent;
    }
  | { readonly act: 'change-folder'; readonly item: string; readonly content: FolderContent }
  | { readonly act: 'delete-folder'; readonly item: string }
  | {
      readonly act: 'create';
      readonly item: string;
      readonly category: ItemCategory;
      readonly folder: FolderRef;
      readonly content: MessageContent;
    }
  | { readonly act: 'update'; readonly item: string; readonly update: MessageUpdate }
  /** Replaces everything the message has: for messages whose content this process has not written. */
  | { readonly act: 'rewrite'; readonly item: string; readonly content: MessageContent }
  | { readonly act: 'move'; readonly item: string; readonly to: FolderRef }
  /** Copies the message, and makes the copy an item of its own. */
  | {
      readonly act: 'copy';
      readonly item: string;
      readonly to: FolderRef;
      readonly copy: string;
      readonly subject: SPropValue;
    }
  | { readonly act: 'delete'; readonly item: string }
  | { readonly act: 'set-read'; readonly item: string; readonly read: boolean }
  | {
      readonly act: 'leave-unsaved';
      readonly item: string;
      readonly folder: FolderRef;
      readonly content: MessageContent;
    }
  | { readonly act: 'leave-modified'; readonly item: string; readonly update: MessageUpdate }
  | { readonly act: 'leave-attachment'; readonly item: string; readonly attachment: AttachmentContent }
  | SettingAction;

/**
 * Applies an update to what a message holds.
 *
 * @param content - the message before
 * @param update - what was saved
 * @returns the message after
 */
export function applyUpdate(content: MessageContent, update: MessageUpdate): MessageContent {
  const set = new Set(update.properties.map(({ tag }) => tag));
  const kept = content.attachments.slice(update.dropAttachment === true ? 1 : 0);
  return {
    ...content,
    properties: [...content.properties.filter(({ tag }) => !set.has(tag)), ...update.properties],
    ...(update.body === undefined ? {} : { body: update.body }),
    recipients: update.recipients ?? [...content.recipients, ...(update.addRecipients ?? [])],
    attachments: [...kept, ...(update.addAttachments ?? [])],
  };
}
