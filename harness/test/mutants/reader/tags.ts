import * as sdk from '@mapi-kit/sdk';
import { PROP_ID, PROP_TYPE, type PropTag, propTag } from '@mapi-kit/sdk';

/** What the contract has constants for, less what says how a message is kept, and what is ours. */
const HOW_KEPT = [
  'PR_MESSAGE_FLAGS',
  'PR_MSG_STATUS',
  'PR_SUBMIT_FLAGS',
  'PR_DELETE_AFTER_SUBMIT',
  'PR_ROWID',
  'PR_RECIPIENT_TYPE',
  'PR_RESPONSIBILITY',
  'PR_ATTACH_METHOD',
  'PR_ATTACH_NUM',
  'PR_ATTACH_DATA_BIN',
  'PR_SUBJECT_PREFIX_W',
  'PR_NORMALIZED_SUBJECT_W',
  'PR_MESSAGE_CLASS_W',
  // Stores give these to each version of a message, whatever a client sets.
  'PR_SOURCE_KEY',
  'PR_CHANGE_KEY',
  'PR_PREDECESSOR_CHANGE_LIST',
];

const SCALARS = [0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0xb, 0x14, 0x1e, 0x1f, 0x40, 0x48, 0x102];
const LISTS = [0x1002, 0x1003, 0x1004, 0x1005, 0x1006, 0x1007, 0x1014, 0x101e, 0x101f, 0x1040, 0x1048, 0x1102];

/** The property types that a client can set. */
export const TYPES: readonly number[] = [...SCALARS, ...LISTS];

/** The properties of the contract that hold values of these types, each id once. */
export const CONTRACT_TAGS: readonly PropTag[] = contractTags();

/** Properties of real mail that the contract has no constants for (MS-OXPROPS): id and type. */
export const MAIL_TAGS: readonly PropTag[] = (
  [
    [0x1013, 0x102],
    [0x0071, 0x102],
    [0x0070, 0x1f],
    [0x0049, 0x1f],
    [0x1039, 0x1f],
    [0x1042, 0x1f],
    [0x1080, 0x3],
    [0x1081, 0x3],
    [0x1082, 0x40],
    [0x1090, 0x3],
    [0x3fde, 0x3],
    [0x3ff1, 0x3],
    [0x0e1f, 0xb],
    [0x0030, 0x40],
    [0x0015, 0x40],
    [0x5d01, 0x1f],
    [0x0057, 0xb],
    [0x007f, 0x102],
  ] as const
).map(([id, type]) => propTag(id, type));

/** One property of each type, in the range that is left to message classes. */
export const TYPED_TAGS: readonly PropTag[] = TYPES.map((type, index) => propTag(0x6940 + index, type));

/** Of attachments, besides name and bytes. */
export const ATTACHMENT_TAGS: readonly PropTag[] = (
  [
    [0x3703, 0x1f],
    [0x370b, 0x3],
    [0x370e, 0x1f],
    [0x3712, 0x1f],
    [0x3713, 0x1f],
    [0x3714, 0x3],
    [0x7ffe, 0xb],
    [0x7ffb, 0x40],
    [0x370a, 0x102],
    [0x3702, 0x102],
  ] as const
).map(([id, type]) => propTag(id, type));

/** Of recipients, besides name, address and type. */
export const RECIPIENT_TAGS: readonly PropTag[] = (
  [
    [0x39fe, 0x1f],
    [0x39ff, 0x1f],
    [0x3a08, 0x1f],
    [0x3a16, 0x1f],
    [0x3a18, 0x1f],
    [0x3a40, 0xb],
    [0x3900, 0x3],
    [0x5ffd, 0x3],
    [0x5ffb, 0x40],
    [0x300b, 0x102],
    [0x5ff7, 0x102],
  ] as const
).map(([id, type]) => propTag(id, type));

/** Of folders, besides the name. */
export const FOLDER_TAGS: readonly PropTag[] = (
  [
    [0x3004, 0x1f],
    [0x3613, 0x1f],
    [0x36d9, 0x102],
    [0x36e5, 0x1f],
    [0x36d1, 0x3],
    [0x670b, 0x40],
  ] as const
).map(([id, type]) => propTag(id, type));

/** Of people, besides name and address. */
export const CONTACT_TAGS: readonly PropTag[] = (
  [
    [0x3a06, 0x1f],
    [0x3a11, 0x1f],
    [0x3a08, 0x1f],
    [0x3a16, 0x1f],
    [0x3a17, 0x1f],
    [0x3a18, 0x1f],
    [0x3a1c, 0x1f],
    [0x3a26, 0x1f],
    [0x3a27, 0x1f],
    [0x3a29, 0x1f],
    [0x3004, 0x1f],
    [0x3a42, 0x40],
    [0x3a40, 0xb],
    [0x3a70, 0x102],
  ] as const
).map(([id, type]) => propTag(id, type));

function contractTags(): readonly PropTag[] {
  const tags = new Map<number, PropTag>();
  for (const [name, tag] of Object.entries(sdk)) {
    if (!/^PR_/.test(name) || /^PR_(MAPI_)?KIT|_A$/.test(name) || HOW_KEPT.includes(name) || typeof tag !== 'number')
      continue;
    const id = PROP_ID(tag as PropTag);
    if (TYPES.includes(PROP_TYPE(tag as PropTag)) && isOfMessages(id)) tags.set(id, tag as PropTag);
  }
  return [...tags.values()].sort((a, b) => PROP_ID(a) - PROP_ID(b));
}

/** Neither of stores, folders, tables, attachments and profiles, nor computed by every store. */
function isOfMessages(id: number): boolean {
  return (id < 0x3000 && id !== 0x0e22 && (id < 0x0ff4 || id > 0x0fff)) || isOfPeople(id) || id >= 0x3fd0;
}

/** Names, addresses, and what contacts have. */
function isOfPeople(id: number): boolean {
  return (id > 0x3000 && id < 0x3005) || id === 0x300b || (id >= 0x3900 && id < 0x3b00);
}
