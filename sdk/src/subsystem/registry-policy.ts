import {
  checkOption,
  FAST_SHUTDOWN_KEY,
  FAST_SHUTDOWN_VALUE,
  type FastShutdownPolicy,
  optionOfRegistryValue,
  type StoredPolicyOptions,
} from './fast-shutdown-policy.js';

/**
 * Makes a policy that reads the registry of the current user, by reg.exe.
 *
 * @param options - what an absent setting means
 * @throws TypeError on a system that is not Windows
 */
export function registryPolicy(options: StoredPolicyOptions = {}): FastShutdownPolicy {
  if (process.platform !== 'win32') {
    throw new TypeError(
      `registryPolicy needs the Windows registry, and this is ${process.platform}; use regFilePolicy or fixedPolicy`,
    );
  }
  const defaultOption = checkOption(options.defaultOption ?? 1);
  return { read: () => readRegistry() ?? defaultOption };
}

function readRegistry(): ReturnType<typeof optionOfRegistryValue> {
  // Loaded where there is a registry: it would take a tenth of what a process takes to start.
  const { execFileSync } = process.getBuiltinModule('node:child_process');
  let output: string;
  try {
    output = execFileSync('reg.exe', ['query', FAST_SHUTDOWN_KEY, '/v', FAST_SHUTDOWN_VALUE], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
    });
  } catch (error) {
    // reg.exe ends with 1 when there is no such key or value.
    if ((error as { status?: number }).status === 1) return undefined;
    throw new Error(`reg.exe could not read ${FAST_SHUTDOWN_KEY}: ${(error as Error).message}`, { cause: error });
  }
  return parseRegQuery(output);
}

/**
 * Reads the option from what `reg.exe query` printed.
 *
 * @throws Error when the value is no REG_DWORD of 0, 1 or 2
 */
function parseRegQuery(output: string): ReturnType<typeof optionOfRegistryValue> {
  const found = new RegExp(`^\\s+${FAST_SHUTDOWN_VALUE}\\s+(REG_\\w+)\\s+(.*?)\\s*$`, 'im').exec(output);
  const option = found?.[1] === 'REG_DWORD' ? optionOfRegistryValue(Number(found[2])) : undefined;
  if (option !== undefined) return option;
  const seen = found === null ? 'no such value' : `${found[1]} ${found[2]}`;
  throw new Error(
    `The registry has ${seen} for ${FAST_SHUTDOWN_VALUE} under ${FAST_SHUTDOWN_KEY}; allowed is REG_DWORD 0, 1 or 2`,
  );
}
