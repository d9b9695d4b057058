import { messageOf } from '../input/configuration-error.js';
import { inspectWine, type Part } from './inspect-wine.js';
import { koffiVersion } from './wine-folder.js';

/** A kind of provider, and what is needed to certify it here. */
export interface KindOfProvider {
  /** In a reader's words. */
  readonly kind: string;
  /** Why it is certified on no machine like this one; null: it may be. */
  readonly never: string | null;
  readonly parts: readonly Part[];
}

/** The Node that the harness needs at least. */
const OLDEST_NODE: readonly number[] = [20, 19];

/**
 * Looks what is there on this machine for each kind of provider.
 *
 * @param environment - of this process
 */
export async function examine(environment: NodeJS.ProcessEnv): Promise<readonly KindOfProvider[]> {
  const { platform, arch } = process;
  const koffi = await koffiPart();
  const here = `${platform} on ${arch}`;
  const isX64 = arch === 'x64';
  const onWindows = platform === 'win32';
  const dlls = isX64 && platform === 'linux' ? [koffi, ...inspectWine(environment).parts] : [koffi];
  return [
    { kind: 'Modules of JavaScript', never: null, parts: [nodePart()] },
    { kind: 'Shared objects (.so)', never: isX64 && platform === 'linux' ? null : here, parts: [koffi] },
    {
      kind: onWindows ? 'DLLs' : 'DLLs, through Wine',
      never: isX64 && (onWindows || platform === 'linux') ? null : here,
      parts: dlls,
    },
  ];
}

function nodePart(): Part {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldest = 0, least = 0] = OLDEST_NODE;
  const isEnough = major > oldest || (major === oldest && minor >= least);
  return {
    name: 'Node',
    found: isEnough ? process.version : null,
    install: `a Node of version ${OLDEST_NODE.join('.')} or newer`,
  };
}

/** A version for this machine may be missing although the package is there. */
async function koffiPart(): Promise<Part> {
  const part = { name: 'koffi', install: 'npm install koffi' };
  try {
    await import('koffi');
    return { ...part, found: koffiVersion() };
  } catch (error) {
    return { ...part, found: null, install: `${part.install} (${messageOf(error)})` };
  }
}
