import { createHash } from 'node:crypto';
import { modernCard } from './modern-card.js';

/** A card of a file. */
export interface CardInFile {
  readonly id: string;
  /** In a form that a reader of versions 3.0 and 4.0 takes. */
  readonly text: string;
}

/** A piece of a file: a card, or what stands between cards. */
interface Piece {
  readonly bytes: Buffer;
  readonly card: CardInFile | undefined;
}

/**
 * The cards of a file, each with the id of its entry.
 *
 * The card of a file that has only one is called by the file. Of several, each is called by its UID, or by what is in it, so
 * that nobody else's name changes when one of them goes; a card that was written with its entry has the name of that.
 */
export class CardFile {
  readonly #fileId: string;
  readonly #writtenId: (text: string) => string | undefined;
  #pieces: readonly Piece[];

  /**
   * @param bytes - what is in the file
   * @param fileId - what a card is called by that is alone in it
   * @param writtenId - the id of the entry that was written into the text of a card
   */
  constructor(bytes: Buffer, fileId: string, writtenId: (text: string) => string | undefined) {
    this.#fileId = fileId;
    this.#writtenId = writtenId;
    this.#pieces = this.#named(split(bytes));
  }

  get cards(): readonly CardInFile[] {
    return this.#pieces.flatMap(({ card }) => card ?? []);
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#pieces.map(({ bytes }) => bytes));
  }

  /** Replaces the text of a card, or adds one. The rest of the file stays as it is, byte for byte. */
  put(id: string, text: string): void {
    const piece: Piece = { bytes: Buffer.from(text), card: { id, text } };
    const isKnown = this.#pieces.some(({ card }) => card?.id === id);
    this.#pieces = isKnown
      ? this.#pieces.map((one) => (one.card?.id === id ? piece : one))
      : [...this.#pieces.map(ended), piece];
  }

  remove(id: string): void {
    this.#pieces = this.#pieces.filter(({ card }) => card?.id !== id);
  }

  #named(pieces: readonly Buffer[]): Piece[] {
    const isAlone = pieces.filter(isCard).length === 1;
    const taken = new Set<string>();
    return pieces.map((bytes) => {
      if (!isCard(bytes)) return { bytes, card: undefined };
      const text = modernCard(bytes);
      const id = unused(this.#idOf(text, isAlone), taken);
      taken.add(id);
      return { bytes, card: { id, text } };
    });
  }

  #idOf(text: string, isAlone: boolean): string {
    const written = this.#writtenId(text);
    if (written?.startsWith(`${this.#fileId}#`)) return written;
    if (isAlone) return this.#fileId;
    const [, uid] = /^UID(?:;[^:\r\n]*)?:(.+?)\r?$/im.exec(text) ?? [];
    return `${this.#fileId}#${digestOf(uid === undefined ? text.replaceAll('\r\n', '\n') : `UID ${uid}`)}`;
  }
}

function split(bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  let begin = 0;
  let depth = 0;
  let end = 0;
  for (const [line, at] of linesOf(bytes)) {
    end = at + line.length;
    if (/^(?:\xef\xbb\xbf)?\s*BEGIN:VCARD\s*$/i.test(line)) {
      if (depth === 0 && at > begin) pieces.push(bytes.subarray(begin, at));
      if (depth === 0) begin = at;
      depth += 1;
    } else if (depth > 0 && /^END:VCARD\s*$/i.test(line)) {
      depth -= 1;
      if (depth > 0) continue;
      pieces.push(bytes.subarray(begin, end));
      begin = end;
    }
  }
  return end > begin ? [...pieces, bytes.subarray(begin, end)] : pieces;
}

function* linesOf(bytes: Buffer): Iterable<readonly [line: string, at: number]> {
  let at = 0;
  while (at < bytes.length) {
    const newline = bytes.indexOf(0x0a, at);
    const end = newline === -1 ? bytes.length : newline + 1;
    yield [bytes.toString('latin1', at, end), at];
    at = end;
  }
}

function isCard(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  return /^(?:\xef\xbb\xbf)?\s*BEGIN:VCARD\s*$/im.test(text) && /\nEND:VCARD\s*$/i.test(text);
}

/** The last line of a file may have no end. */
function ended(piece: Piece): Piece {
  return piece.bytes.at(-1) === 0x0a ? piece : { ...piece, bytes: Buffer.concat([piece.bytes, Buffer.from('\r\n')]) };
}

/** Two cards may be the same, letter by letter. */
function unused(id: string, taken: ReadonlySet<string>): string {
  let number = 2;
  let free = id;
  while (taken.has(free)) free = `${id}-${number++}`;
  return free;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
