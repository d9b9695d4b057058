import { PR_BODY_W, PR_SUBJECT_W, type SPropValue } from '@mapi-kit/sdk';
import { digestOfAll, digestOfProperties, digestOfText } from '../../recording/digest.js';
import type { ItemState } from '../../recording/events.js';
import { labelOf, parseLabel } from '../../recording/item-names.js';
import { HARNESS_ASSOCIATED, HARNESS_READ } from './tags.js';

/** An attachment: its properties with its bytes, or the message embedded in it. */
export interface AttachmentContent {
  readonly properties: readonly SPropValue[];
  readonly embedded?: MessageContent;
}

/** A message as the workload fills it, and as a read-back finds it: the same shape, so that one function digests both. */
export interface MessageContent {
  readonly properties: readonly SPropValue[];
  readonly body?: string;
  readonly recipients: readonly (readonly SPropValue[])[];
  readonly attachments: readonly AttachmentContent[];
  readonly associated: boolean;
  /** The read flag, where it belongs to the state. */
  readonly read?: boolean;
}

/** The state of a message in a folder. */
export function stateOfMessage(content: MessageContent, folder: string): ItemState {
  return {
    label: labelOfContent(content),
    properties: digestOfMessageProperties(content),
    ...part('body', content.body === undefined ? undefined : digestOfText(content.body)),
    ...part('recipients', digestOfAll(content.recipients.map(digestOfProperties))),
    ...part('attachments', digestOfAll(content.attachments.map(digestOfAttachment))),
    folder,
  };
}

/** The state of a folder, which lies in `parent`. */
export function stateOfFolder(name: string, properties: readonly SPropValue[], parent: string): ItemState {
  const label = parseLabel(name);
  return {
    label: label === undefined ? cut(name) : labelOf(label.item, label.version),
    properties: digestOfProperties(properties),
    folder: parent,
  };
}

/** The state of a setting: its value, and for the receive folder the path it maps to. */
export function stateOfSetting(value: string, folder: string): ItemState {
  return { label: cut(value), properties: digestOfText(value), folder };
}

function digestOfMessageProperties(content: MessageContent): string {
  const flags: SPropValue[] = [];
  if (content.associated) flags.push({ tag: HARNESS_ASSOCIATED, value: true });
  if (content.read !== undefined) flags.push({ tag: HARNESS_READ, value: content.read });
  return digestOfProperties([...content.properties, ...flags]);
}

function digestOfAttachment({ properties, embedded }: AttachmentContent): string {
  const own = digestOfProperties(properties);
  if (embedded === undefined) return own;
  const { label, ...parts } = stateOfMessage(embedded, '');
  return digestOfText([own, label, ...Object.values(parts)].join());
}

function labelOfContent(content: MessageContent): string {
  const subject = content.properties.find(({ tag }) => tag === PR_SUBJECT_W)?.value;
  if (typeof subject !== 'string') return 'no subject';
  const label = parseLabel(subject);
  return label === undefined ? cut(subject) : labelOf(label.item, label.version);
}

function part<K extends string>(name: K, digest: string | undefined): { readonly [P in K]?: string } {
  return (digest === undefined ? {} : { [name]: digest }) as { readonly [P in K]?: string };
}

function cut(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

/** The body as a property. */
export function bodyProperty(body: string): SPropValue {
  return { tag: PR_BODY_W, value: body };
}
