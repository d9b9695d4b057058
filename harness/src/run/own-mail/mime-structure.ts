import { Buffer } from 'node:buffer';

/**
 * Whether a message in MIME is there to its end: the parts of a multipart message end with a line of their own.
 *
 * @param bytes - of the message
 */
export function isWholeMime(bytes: Uint8Array): boolean {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const [head = ''] = whole.split(/\r?\n\r?\n/u, 1);
  const type = /^content-type:\s*multipart\/[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/imu.exec(head)?.[0];
  if (type === undefined) return true;
  const boundary = /;\s*boundary\s*=\s*(?:"([^"]*)"|([^\s;]+))/iu.exec(type.replace(/\r?\n/gu, ''));
  const line = boundary?.[1] ?? boundary?.[2];
  return line === undefined || whole.includes(`\n--${line}--`);
}
