import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type MimeNode, Splitter, type SplitterChunk } from '@zone-eu/mailsplit';
import { decode } from 'libmime/lib/charset';
import { filenameIn } from './filename.js';

/** A part of a message in MIME, with its bytes as they were before they were encoded for the way. */
export interface MimePart {
  /** In lower case. */
  readonly type: string;
  /** What kind of parts it consists of; undefined for one that has bytes. */
  readonly multipart: string | undefined;
  readonly charset: string | undefined;
  /** In lower case. */
  readonly disposition: string | undefined;
  readonly filename: string | undefined;
  /** Whether it is text whose lines were folded, and whether spaces were put in for that. */
  readonly flowed: { readonly delSp: boolean } | undefined;
  readonly headers: Headers;
  readonly content: Buffer;
  readonly children: readonly MimePart[];
}

/** The headers of a message or a part. */
export class Headers {
  /** As they came. */
  readonly text: string;
  readonly #fields: readonly (readonly [key: string, value: string])[];

  constructor(bytes: Buffer) {
    this.text = (isUtf8(bytes) ? bytes.toString() : bytes.toString('latin1')).replace(/(\r?\n)+$/, '');
    this.#fields = this.text.split(/\r?\n(?![ \t])/).map((line) => {
      const colon = line.indexOf(':');
      return [
        line.slice(0, colon).trim().toLowerCase(),
        line
          .slice(colon + 1)
          .replaceAll(/\r?\n/g, '')
          .trim(),
      ];
    });
  }

  /** The first one of a name, unfolded and not decoded; undefined where there is none, or it is empty. */
  first(key: string): string | undefined {
    return this.all(key)[0];
  }

  all(key: string): string[] {
    return this.#fields.flatMap(([name, value]) => (name === key && value !== '' ? value : []));
  }
}

/**
 * Takes a message apart.
 *
 * A message within it stays whole. What stands before the first and behind the last part of a multipart is none of its
 * contents (RFC 2046 5.1.1).
 *
 * @throws Error when it has too many parts or too long headers
 */
export async function readMime(raw: Buffer): Promise<MimePart> {
  const nodes: MimeNode[] = [];
  const bodies = new Map<MimeNode, Buffer[]>();
  for await (const one of Readable.from([raw]).pipe(new Splitter({ ignoreEmbedded: true }))) {
    const chunk: SplitterChunk = one;
    if (chunk.type === 'node') nodes.push(chunk);
    // Of a multipart this is what stands around its parts.
    else if (chunk.type === 'body' || chunk.node.multipart) {
      bodies.set(chunk.node, [...(bodies.get(chunk.node) ?? []), chunk.value]);
    }
  }
  const [root] = nodes;
  if (root === undefined) throw new Error('there is no message');
  return partOf(root, nodes, bodies);
}

async function partOf(
  node: MimeNode,
  nodes: readonly MimeNode[],
  bodies: ReadonlyMap<MimeNode, readonly Buffer[]>,
): Promise<MimePart> {
  const children: MimePart[] = [];
  for (const child of nodes) if (child.parentNode === node) children.push(await partOf(child, nodes, bodies));
  // One that has no parts, because nobody said what stands between them, is what it looks like: text.
  const multipart = children.length === 0 ? undefined : node.multipart || undefined;
  const headers = new Headers(node.headers ? node.headers.build() : Buffer.alloc(0));
  return {
    type: node.multipart && multipart === undefined ? 'text/plain' : typeOf(node),
    multipart,
    charset: node.charset || undefined,
    disposition: node.disposition ? node.disposition.toLowerCase() : undefined,
    filename: filenameIn(headers.first('content-disposition')) ?? (node.filename || undefined),
    flowed: node.flowed ? { delSp: node.delSp } : undefined,
    headers,
    content: multipart !== undefined ? Buffer.alloc(0) : await decoded(node, Buffer.concat(bodies.get(node) ?? [])),
    children,
  };
}

/** A part that says nothing is text; in a digest it is a message (RFC 2046 5.1.5). */
function typeOf({ parentNode, headers, contentType }: MimeNode): string {
  const isInDigest = parentNode && parentNode.multipart === 'digest';
  const says = headers ? headers.hasHeader('content-type') : false;
  if (isInDigest && !says) return 'message/rfc822';
  return contentType ? contentType.toLowerCase() : 'text/plain';
}

function decoded(node: MimeNode, bytes: Buffer): Promise<Buffer> {
  if (node.encoding !== 'base64' && node.encoding !== 'quoted-printable') return Promise.resolve(bytes);
  return buffer(Readable.from([bytes]).pipe(node.getDecoder()));
}

/** The text of a part. */
export function textOf({ content, charset }: MimePart): string {
  return decode(content, charset ?? (isUtf8(content) ? 'utf-8' : 'windows-1252'));
}
