import type { OutputStream } from './output.js';

/** What a command knows of the process it runs in. */
export interface Context {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}
