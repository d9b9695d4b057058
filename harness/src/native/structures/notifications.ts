import {
  fnevCriticalError,
  fnevExtended,
  fnevNewMail,
  fnevTableModified,
  hresult,
  MAPI_UNICODE,
  type NOTIFICATION,
} from '@mapi-kit/sdk';
import type { Reader } from '../reader.js';
import type { Writer } from '../writer.js';
import { readProperties, there, writeProperties } from './properties.js';

/** sizeof(NOTIFICATION): the event, and at 8 what there is to say of it. */
const NOTIFICATION_BYTES = 88;
const INFO_AT = 8;

/** Writes an array of notifications into the present block. */
export function writeNotifications(writer: Writer, notifications: readonly NOTIFICATION[]): number {
  const at = writer.reserve(Math.max(1, notifications.length) * NOTIFICATION_BYTES);
  notifications.forEach((notification, index) => {
    write(writer, at + index * NOTIFICATION_BYTES, notification);
  });
  return at;
}

function write(writer: Writer, at: number, notification: NOTIFICATION): void {
  const { eventType, entryId, parentId, objectType } = notification;
  const info = at + INFO_AT;
  const bytes = (count: number, pointer: number, value: Uint8Array | undefined): void => {
    if (value === undefined) return;
    writer.u32(info + count, value.length);
    writer.pointer(info + pointer, writer.blob(value));
  };
  writer.u32(at, eventType);
  switch (eventType >>> 0) {
    case fnevExtended:
      writer.u32(info, notification.event ?? 0);
      bytes(4, 8, notification.eventParameters);
      return;
    case fnevTableModified:
      writer.u32(info, notification.tableEvent ?? 0);
      writer.u32(info + 4, notification.scode ?? 0);
      if (notification.row === undefined) return;
      writer.u32(info + 60, notification.row.length);
      writer.pointer(info + 64, writeProperties(writer, notification.row));
      return;
    case fnevCriticalError:
      bytes(0, 8, entryId);
      writer.u32(info + 16, notification.scode ?? 0);
      return;
    case fnevNewMail:
      bytes(0, 8, entryId);
      bytes(16, 24, parentId);
      writer.u32(info + 32, MAPI_UNICODE);
      if (notification.messageClass !== undefined) writer.pointer(info + 40, writer.text(notification.messageClass));
      return;
    default:
      bytes(0, 8, entryId);
      writer.u32(info + 16, objectType ?? 0);
      bytes(20, 24, parentId);
  }
}

/** Reads an array of notifications. */
export function readNotifications(reader: Reader, address: number, count: number): readonly NOTIFICATION[] {
  if (count === 0) return [];
  return reader.reading(() => {
    const at = reader.load(
      there(address, 'the notifications'),
      count * NOTIFICATION_BYTES,
      'an array of notifications',
    );
    return Array.from({ length: count }, (_, index) => read(reader, at + index * NOTIFICATION_BYTES));
  });
}

function read(reader: Reader, at: number): NOTIFICATION {
  const eventType = reader.u32(at);
  const info = at + INFO_AT;
  const bytes = (count: number, pointer: number): Uint8Array | undefined => {
    const address = reader.pointer(info + pointer);
    return address === 0 ? undefined : reader.bytes(address, reader.u32(info + count), 'an entry id');
  };
  switch (eventType) {
    case fnevExtended:
      return { eventType, event: reader.u32(info), eventParameters: bytes(4, 8) };
    case fnevTableModified:
      return {
        eventType,
        tableEvent: reader.u32(info),
        scode: hresult(reader.i32(info + 4)),
        row: readProperties(reader, reader.pointer(info + 64), reader.u32(info + 60)),
      };
    case fnevCriticalError:
      return { eventType, entryId: bytes(0, 8), scode: hresult(reader.i32(info + 16)) };
    case fnevNewMail: {
      const text = reader.pointer(info + 40);
      const unicode = (reader.u32(info + 32) & MAPI_UNICODE) !== 0;
      const messageClass = text === 0 ? undefined : unicode ? reader.text(text) : reader.ansi(text);
      return { eventType, entryId: bytes(0, 8), parentId: bytes(16, 24), messageClass };
    }
    default:
      return { eventType, entryId: bytes(0, 8), parentId: bytes(20, 24), objectType: reader.u32(info + 16) };
  }
}
