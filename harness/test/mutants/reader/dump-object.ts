import { createHash } from 'node:crypto';
import {
  FAILED,
  findValue,
  IID_IMessage,
  IID_IStream,
  type IMAPIProp,
  type IMAPITable,
  type IMessage,
  MAPI_UNICODE,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_NUM,
  PR_DISPLAY_NAME_W,
  PR_RECORD_KEY,
  PROP_ID,
  PROP_TYPE,
  type PropTag,
  type Result,
  type SRow,
  TBL_ALL_COLUMNS,
} from '@mapi-kit/sdk';
import { demand } from './demand.js';

/** Everything that was read, by where it is: short values as they are, long ones by a digest. */
export type Dump = Record<string, string>;

const OBJECT = 0xd;
const ERROR = 0xa;

/** Reads all rows of a table with all columns that it has, in its order. */
export function rowsOf(opened: Result<IMAPITable>, what: string): readonly SRow[] {
  const table = demand(opened, what);
  const columns = demand(table.QueryColumns(TBL_ALL_COLUMNS), 'QueryColumns');
  demand(
    {
      value: true,
      hr: table.SetColumns(
        columns.filter((tag) => PROP_TYPE(tag) !== OBJECT),
        0,
      ),
    },
    'SetColumns',
  );
  const rows: SRow[] = [];
  for (;;) {
    const some = demand(table.QueryRows(200, 0), 'QueryRows');
    if (some.length === 0) break;
    rows.push(...some);
  }
  table.Release();
  return rows;
}

/** Writes all properties of an object into a dump. */
export function dumpProperties(object: IMAPIProp, path: string, dump: Dump): void {
  const tags = demand(object.GetPropList(MAPI_UNICODE), 'GetPropList').filter((tag) => PROP_TYPE(tag) !== OBJECT);
  if (tags.length === 0) return;
  const values = demand(object.GetProps(tags, MAPI_UNICODE), 'GetProps');
  for (const [index, { tag, value }] of values.entries()) {
    const asked = tags[index] as PropTag;
    dump[`${path}/${nameOf(object, asked)}`] = PROP_TYPE(tag) === ERROR ? throughStream(object, asked) : print(value);
  }
}

/** Writes a message into a dump: properties, recipients, attachments, and what is in them. */
export function dumpMessage(message: IMessage, path: string, dump: Dump): void {
  dumpProperties(message, path, dump);
  const recipients = rowsOf(message.GetRecipientTable(MAPI_UNICODE), 'GetRecipientTable');
  recipients.forEach((row, index) => {
    for (const { tag, value } of row) {
      if (PROP_TYPE(tag) !== ERROR) dump[`${path}/recipient ${index}/${hex(tag)}`] = print(value);
    }
  });
  const attachments = rowsOf(message.GetAttachmentTable(MAPI_UNICODE), 'GetAttachmentTable');
  // MAPI promises no order of attachments, and their numbers hold for as long as the message is open.
  const byName = attachments.map((row) => ({ row, name: nameOfAttachment(row) }));
  byName.sort((a, b) => (a.name < b.name ? -1 : 1));
  byName.forEach(({ row }, index) => {
    const here = `${path}/attachment ${index}`;
    const attach = demand(message.OpenAttach(findValue(row, PR_ATTACH_NUM) ?? -1, null, 0), 'OpenAttach');
    dumpProperties(attach, here, dump);
    for (const number of [PR_ATTACH_NUM, PR_RECORD_KEY]) delete dump[`${here}/${hex(number)}`];
    const inner = attach.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, 0);
    if (!FAILED(inner.hr) && inner.value !== null) {
      dumpMessage(inner.value, `${here}/message`, dump);
      inner.value.Release();
    }
    attach.Release();
  });
}

function nameOfAttachment(row: SRow): string {
  return findValue(row, PR_ATTACH_LONG_FILENAME_W) ?? findValue(row, PR_DISPLAY_NAME_W) ?? '';
}

function nameOf(object: IMAPIProp, tag: PropTag): string {
  if (PROP_ID(tag) < 0x8000) return hex(tag);
  const [name] = demand(object.GetNamesFromIDs([tag], null, 0), 'GetNamesFromIDs').names;
  if (name === null || name === undefined) return `nameless ${hex(tag)}`;
  return `${name.guid}${name.kind === 0 ? `#${name.id}` : `/${name.name}`} ${PROP_TYPE(tag).toString(16)}`;
}

function throughStream(object: IMAPIProp, tag: PropTag): string {
  const opened = object.OpenProperty(tag, IID_IStream, 0, 0);
  if (FAILED(opened.hr) || opened.value === null) return 'cannot be read';
  const hash = createHash('sha256');
  let size = 0;
  for (;;) {
    const bytes = demand(opened.value.Read(50_000), 'Read');
    if (bytes.length === 0) break;
    size += bytes.length;
    hash.update(bytes);
  }
  opened.value.Release();
  return `${size} bytes ${hash.digest('hex').slice(0, 16)}`;
}

/** A value as text: short ones whole. */
export function print(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `${part}n`;
    return part instanceof Uint8Array ? Buffer.from(part).toString('hex') : part;
  });
  return text.length <= 60
    ? text
    : `${text.length} characters ${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

function hex(tag: number): string {
  return (tag >>> 0).toString(16).padStart(8, '0');
}
