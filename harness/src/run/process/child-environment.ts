const notPassedOn: ReadonlySet<string> = new Set([
  // Channels to a parent's parent: a child that finds them would talk into somebody else's pipe.
  'NODE_CHANNEL_FD',
  'NODE_CHANNEL_SERIALIZATION_MODE',
  'NODE_UNIQUE_ID',
  // Coverage is written at an orderly exit, which a killed process has not; a test runner's child marks are not ours.
  'NODE_V8_COVERAGE',
  'NODE_TEST_CONTEXT',
  // A debugger that stops at the first line, or keeps the process alive after its end.
  'VSCODE_INSPECTOR_OPTIONS',
  // Whoever is certified does not sign the certificate.
  'MAPI_CERTIFY_SIGN_KEY',
]);

/** Options of node that would stop the process, keep it alive, or have it write files. */
const unwanted: RegExp = /^--(inspect|debug|cpu-prof|heap-prof|prof|watch|test|trace-|report-|heapsnapshot)/;
const word: RegExp = /(?:[^\s"]|"(?:\\.|[^"\\])*")+/g;

/**
 * The environment of a process under test: the user's own, without what would change how a process starts or ends.
 *
 * NODE_OPTIONS is passed on, since a provider may need one of them (`--experimental-sqlite`), without the ones that
 * debug, profile or trace.
 *
 * @param environment - the parent's, as a rule `process.env`
 * @param compileCache - the folder in which Node 22.1 and newer keep compiled code, unless the user has named one
 * @returns a new object
 */
export function childEnvironment(environment: NodeJS.ProcessEnv, compileCache?: string): NodeJS.ProcessEnv {
  const result: NodeJS.ProcessEnv = compileCache === undefined ? {} : { NODE_COMPILE_CACHE: compileCache };
  for (const [name, value] of Object.entries(environment)) {
    if (!notPassedOn.has(name.toUpperCase())) result[name] = value;
  }
  const options = result['NODE_OPTIONS'];
  if (options !== undefined) {
    const kept = (options.match(word) ?? []).filter((option) => !unwanted.test(option));
    if (kept.length === 0) delete result['NODE_OPTIONS'];
    else result['NODE_OPTIONS'] = kept.join(' ');
  }
  return result;
}
