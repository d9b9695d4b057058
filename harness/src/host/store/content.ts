import { PR_BODY_W, PR_SUBJECT_W, PROP_ID, PROP_TYPE, PT_ERROR, type SPropValue } from '@mapi-kit/sdk';
import { digestOfAll, digestOfProperties, digestOfText } from '../../recording/digest.js';
import type { ItemState } from '../../recording/events.js';
import { labelOf, parseLabel } from '../../recording/item-names.js';
import { type Parts, partOf, propertyKey } from '../../recording/parts.js';
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

/**
 * The state of a message in a folder.
 *
 * @param inParts - also part by part, so that a report can say which one differs; bulk messages are too many for it
 */
export function stateOfMessage(content: MessageContent, folder: string, inParts: boolean = true): ItemState {
  return {
    label: labelOfContent(content),
    properties: digestOfMessageProperties(content),
    ...part('body', content.body === undefined ? undefined : digestOfText(content.body)),
    ...part('recipients', digestOfAll(content.recipients.map(digestOfProperties))),
    ...part('attachments', digestOfAll(content.attachments.map(digestOfAttachment))),
    ...(inParts ? { parts: partsOfContent(content, '', {}) } : {}),
    folder,
  };
}

function partsOfContent(content: MessageContent, path: string, parts: Record<string, string>): Parts {
  partsOfProperties(content.properties, path, parts);
  if (content.body !== undefined) parts[propertyKey(path, PR_BODY_W)] = partOf(content.body);
  if (content.associated) parts[`${path}flag/associated`] = 'true';
  if (content.read !== undefined) parts[`${path}flag/read`] = String(content.read);
  content.recipients.forEach((recipient, index) => {
    partsOfProperties(recipient, `${path}r${index + 1}/`, parts);
  });
  content.attachments.forEach(({ properties, embedded }, index) => {
    const here = `${path}a${index + 1}/`;
    partsOfProperties(properties, here, parts);
    if (embedded !== undefined) partsOfContent(embedded, `${here}e/`, parts);
  });
  return parts;
}

/** The parts of a list of properties, besides others; those that are only there as an error count as absent. */
export function partsOfProperties(
  properties: readonly SPropValue[],
  path: string = '',
  parts: Record<string, string> = {},
): Parts {
  for (const { tag, value } of properties) {
    if (PROP_TYPE(tag) !== PT_ERROR && PROP_ID(tag) !== 0) parts[propertyKey(path, tag)] = partOf(value);
  }
  return parts;
}

/** The state of a folder, which lies in `parent`. */
export function stateOfFolder(name: string, properties: readonly SPropValue[], parent: string): ItemState {
  const label = parseLabel(name);
  return {
    label: label === undefined ? cut(name) : labelOf(label.item, label.version),
    properties: digestOfProperties(properties),
    parts: partsOfProperties(properties),
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
  const { label, ...parts } = stateOfMessage(embedded, '', false);
  return digestOfText([own, label, ...Object.values(parts)].join());
}

function labelOfContent(content: MessageContent): string {
  return labelOfSubject(content.properties.find(({ tag }) => tag === PR_SUBJECT_W)?.value);
}

/** What a human knows a message by, from its subject. One that is not the harness's may be of somebody's own mail. */
export function labelOfSubject(subject: unknown): string {
  if (typeof subject !== 'string') return 'no subject';
  const label = parseLabel(subject);
  return label === undefined ? `a subject of ${subject.length} characters` : labelOf(label.item, label.version);
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
