import type { KeyStream } from './keys.js';
import type { OutputStream } from './output.js';

/** What a command knows of the process it runs in. */
export interface Context {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Where keys come from, if it is a terminal; absent: from nowhere. */
  readonly stdin?: KeyStream;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}
