import { extname } from 'node:path';
import { ConfigurationError } from '../input/configuration-error.js';
import type { CertificationSubject } from '../input/subject.js';
import type { Leftovers } from '../process/leftovers.js';
import { type NodeRuntime, OWN_NODE } from '../process/runtime.js';
import { inspectWine } from './inspect-wine.js';
import { WineSession } from './wine-session.js';

/** What runs the processes under test, while it is needed. */
export interface OpenRuntime {
  readonly runtime: NodeRuntime;
  /** Nothing of it is left after this. */
  close(): Promise<void>;
}

/**
 * Opens what runs the processes under test: Wine for DLLs anywhere but on Windows, otherwise the Node of this process.
 *
 * @param subject - what is certified
 * @param leftovers - of the certification
 * @param environment - of this process
 * @throws ConfigurationError when Wine, or something that it needs, is missing, with the command that brings it
 */
export async function openRuntime(
  { modules }: CertificationSubject,
  leftovers: Leftovers,
  environment: NodeJS.ProcessEnv,
): Promise<OpenRuntime> {
  const dll = process.platform === 'win32' ? undefined : modules.find(({ resolved }) => isDll(resolved.file));
  if (dll === undefined) return { runtime: OWN_NODE, close: async () => {} };
  const { given } = dll.resolved;
  const other = modules.find(({ resolved }) => !isDll(resolved.file));
  if (other !== undefined) {
    throw new ConfigurationError(
      `${given} is a DLL of Windows, which runs through Wine here, and ${other.resolved.given} is none; certify them together on Windows, or each by itself`,
    );
  }
  const { folder, programs, parts } = inspectWine(environment);
  const missing = parts.filter(({ found }) => found === null);
  if (programs === null || missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    const commands = [...new Set(missing.map(({ install }) => install))].join(' && ');
    throw new ConfigurationError(
      `${given} is a DLL of Windows, which runs through Wine here, and this is missing: ${names}; to bring it: ${commands}`,
    );
  }
  const session = await WineSession.begin(programs, folder, leftovers);
  return { runtime: session.runtime(), close: () => session.end() };
}

function isDll(file: string): boolean {
  return extname(file).toLowerCase() === '.dll';
}
