import { join } from 'node:path';
import test from 'ava';
import ts from 'typescript';

const COMMON = ['open', 'prepareForExit', 'persistForExit', 'close'];

/** The hooks of each base that give nothing back, with the parameters that an author writes. */
const bases: readonly (readonly [string, string, readonly string[], string])[] = [
  ['AbstractMessageStore', 'store', [...COMMON, 'write', 'remove'], ''],
  ['AbstractWriteBehindStore', 'store', [...COMMON, 'write', 'remove', 'commit', 'maintain'], ''],
  ['AbstractAddressBook', 'address-book', [...COMMON, 'write', 'remove', 'validate'], ''],
  [
    'AbstractWriteBehindAddressBook',
    'address-book',
    [...COMMON, 'write', 'remove', 'commit', 'maintain', 'validate'],
    '',
  ],
  [
    'AbstractTransport',
    'transport',
    [...COMMON, 'opened', 'finished', 'cancelled', 'activityChanged', 'received', 'idle', 'validate'],
    '',
  ],
  [
    'AbstractQueueingTransport',
    'transport',
    [
      ...COMMON,
      ...['opened', 'finished', 'cancelled', 'activityChanged', 'received', 'idle', 'validate'],
      ...['storeOutbound', 'removeOutbound'],
    ],
    '',
  ],
];

/** Also hooks that give something back, for which TypeScript has always said so. */
const giving: Readonly<Record<string, string>> = { store: 'read', 'address-book': 'read', transport: 'submit' };

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.Node20,
  types: [],
};

const source = (base: string, entry: string, hook: string, prefix: string, type: string): string =>
  `import { ${base} } from '@mapi-kit/sdk/${entry}';\n` +
  `export abstract class Mine extends ${base} {\n  protected ${prefix}override ${hook}(): ${type} {}\n}\n`;

/** The first line that the compiler says of each source, '' for one that it takes. */
function compile(sources: ReadonlyMap<string, string>): Map<string, string> {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => sources.has(name) || fileExists(name);
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const text = sources.get(name);
    return text === undefined
      ? getSourceFile(name, languageVersion, ...rest)
      : ts.createSourceFile(name, text, languageVersion);
  };
  const program = ts.createProgram([...sources.keys()], OPTIONS, host);
  return new Map(
    [...sources.keys()].map((name) => {
      const [first] = ts.getPreEmitDiagnostics(program, program.getSourceFile(name));
      return [name, first === undefined ? '' : ts.flattenDiagnosticMessageText(first.messageText, '\n')];
    }),
  );
}

test('an async hook of any base is a type error, and a synchronous one is none', (t) => {
  t.timeout(60_000);
  const sources = new Map<string, string>();
  const expected = new Map<string, RegExp>();
  for (const [base, entry, hooks] of bases) {
    for (const hook of hooks) {
      const name = (kind: string): string => join(import.meta.dirname, `${base}-${hook}-${kind}.mts`);
      sources.set(name('sync'), source(base, entry, hook, '', 'void'));
      expected.set(name('sync'), /^$/);
      sources.set(
        name('async'),
        source(base, entry, hook, 'async ', 'Promise<void>').replace('async override', 'override async'),
      );
      expected.set(name('async'), new RegExp(`^Property '${hook}' in type 'Mine' is not assignable`));
    }
    const gives = join(import.meta.dirname, `${base}-gives.mts`);
    const hook = giving[entry] ?? '';
    sources.set(
      gives,
      source(base, entry, hook, 'async ', 'Promise<undefined>').replace('async override', 'override async'),
    );
    expected.set(gives, new RegExp(`^Property '${hook}' in type 'Mine' is not assignable`));
  }
  for (const [name, said] of compile(sources)) t.regex(said, expected.get(name) ?? /^never$/, name);
});
