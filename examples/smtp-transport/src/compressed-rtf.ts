/** What every message begins with in the eyes of the compression (MS-OXRTFCP 3.1.2.1.1). */
const dictionary: Buffer = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans Serif' +
    'SymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
);
const HEAD = 16;
const COMPRESSED = 0x75465a4c;
const UNCOMPRESSED = 0x414c454d;
const WINDOW = 4096;

/**
 * Takes the RTF out of PR_RTF_COMPRESSED.
 *
 * @throws RangeError when the bytes are none, or end too early
 * @see https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxrtfcp
 */
export function decompressRtf(compressed: Uint8Array): Buffer {
  const input = Buffer.from(compressed.buffer, compressed.byteOffset, compressed.byteLength);
  if (input.length < HEAD) throw new RangeError('compressed RTF has a header of 16 bytes');
  const rawSize = input.readUInt32LE(4);
  const kind = input.readUInt32LE(8);
  if (kind === UNCOMPRESSED) {
    if (input.length < HEAD + rawSize) throw new RangeError('the RTF ends too early');
    return input.subarray(HEAD, HEAD + rawSize);
  }
  if (kind !== COMPRESSED) throw new RangeError('this is no compressed RTF');
  return inflate(input, rawSize);
}

function inflate(input: Buffer, rawSize: number): Buffer {
  const window = Buffer.alloc(WINDOW);
  dictionary.copy(window);
  let end = dictionary.length;
  const output: number[] = [];
  const put = (byte: number): void => {
    output.push(byte);
    window[end] = byte;
    end = (end + 1) % WINDOW;
  };
  let position = HEAD;
  const next = (): number => {
    if (position >= input.length) throw new RangeError('the compressed RTF ends too early');
    return input.readUInt8(position++);
  };
  for (;;) {
    // Eight things follow, and their bits say of each whether it is a byte or a part of what was before.
    let control = next();
    for (let bit = 0; bit < 8; bit++, control >>= 1) {
      if (output.length >= rawSize && position >= input.length) return Buffer.from(output);
      if ((control & 1) === 0) {
        put(next());
        continue;
      }
      const reference = (next() << 8) | next();
      const from = reference >> 4;
      // It refers to what is not there yet: this is the end.
      if (from === end) return Buffer.from(output);
      const length = (reference & 0xf) + 2;
      for (let index = 0; index < length; index++) put(window.readUInt8((from + index) % WINDOW));
    }
  }
}
