import { Buffer } from 'node:buffer';
import { Transform, type TransformCallback } from 'node:stream';

const NEWLINE = 0x0a;
/** Nothing that node says of its debugger is as long. */
const LONGEST_LINE = 1_024;
const LISTENING = /^Debugger listening on (ws:\S+)\r?\n$/u;
const OF_DEBUGGER =
  /^(?:Debugger (?:listening|ending) on ws:.*|For help, see: https:\/\/nodejs\.org\/\S*(?:inspector|debugging)|Debugger attached\.|Waiting for the debugger to disconnect\.{3})\r?\n$/u;

/** What a process writes to stderr, without what node says there of its debugger, which is no word of the process. */
export class DebuggerOutput extends Transform {
  readonly #tell: (url: string) => void;
  #line: Buffer = Buffer.alloc(0);

  /**
   * @param tell - told where a debugger may attach
   */
  constructor(tell: (url: string) => void) {
    super();
    this.#tell = tell;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let rest = Buffer.concat([this.#line, chunk]);
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      this.#take(rest.subarray(0, end + 1));
      rest = rest.subarray(end + 1);
    }
    this.#line = rest;
    if (rest.length > LONGEST_LINE) this.#pass();
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#pass();
    done();
  }

  #take(line: Buffer): void {
    const text = line.length > LONGEST_LINE ? '' : line.toString('utf8');
    if (!OF_DEBUGGER.test(text)) this.push(line);
    const url = LISTENING.exec(text)?.[1];
    if (url !== undefined) this.#tell(url);
  }

  #pass(): void {
    if (this.#line.length > 0) this.push(this.#line);
    this.#line = Buffer.alloc(0);
  }
}
