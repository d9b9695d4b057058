import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRequirement } from '#harness/catalogue/catalogue.js';
import type { CertificationReport } from '#harness/report/report.js';
import { hang, spread } from '#harness/report/text.js';
import { ROOT, run } from '../../support/npm.js';
import { COMMAND, type ShownOutput, shownOutputs } from './shown-output.js';
import { fileOf, javascriptIn, type Snippet, snippetsOf } from './snippets.js';
import { spliced } from './splice.js';

/** One section of `docs/common-mistakes.md`. */
export interface Mistake {
  readonly title: string;
  /** What replaces or adds methods in the module of a guide. */
  readonly wrong: Snippet;
  /** What replaces or adds methods in that again. */
  readonly right: Snippet;
  readonly shown: ShownOutput;
}

const WIDTH = 80;

/** The sections of a page of mistakes. */
export function mistakesOf(page: string): readonly Mistake[] {
  return page
    .split(/^(?=## )/m)
    .slice(1)
    .flatMap((section) => {
      const [shown, ...more] = shownOutputs(section, 'finding');
      if (shown === undefined) return [];
      const title = section.slice(3, section.indexOf('\n'));
      const codes = snippetsOf(section);
      const wrong = codes.find(({ index }) => index < shown.index);
      const right = codes.find(({ index }) => index > shown.index);
      if (more.length > 0 || wrong === undefined || right === undefined || codes.length !== 2) {
        throw new Error(`"${title}" must have the mistake, one finding, and the right way`);
      }
      return [{ title, wrong, right, shown }];
    });
}

/** The id of the requirement that a mistake breaks. */
export function idOf({ shown: { args } }: Mistake): string {
  return args[args.indexOf('--only') + 1] ?? '';
}

/**
 * Certifies the module of a guide with the mistake, or with the mistake and then the right way.
 *
 * @returns the exit code and the report
 */
export async function certifyMistake(
  mistake: Mistake,
  how: 'wrong' | 'right',
): Promise<{ readonly code: number | null; readonly report: CertificationReport }> {
  const [file = '', ...options] = mistake.shown.args;
  mkdirSync(join(ROOT, 'harness', 'build'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'harness', 'build', 'mistake-'));
  try {
    writeFileSync(join(folder, file), moduleWith(mistake, how, javascriptIn));
    const more = ['--json', '-', '--out', join(folder, 'out')];
    const ran = await run(process.execPath, [COMMAND, file, ...options, ...more], folder);
    if (ran.stdout === '')
      throw new Error(`mapi-certify ${mistake.shown.args.join(' ')} printed nothing: ${ran.stderr}`);
    return { code: ran.code, report: JSON.parse(ran.stdout) as CertificationReport };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The module of a guide with the mistake, or with the mistake and then the right way.
 *
 * @param code - which of the two languages is taken
 */
export function moduleWith(
  { shown: { args }, wrong, right }: Mistake,
  how: 'wrong' | 'right',
  code: (snippet: Snippet) => string,
): string {
  const name = (args[0] ?? '').replace('./', '').replace(/\.js$/, '.ts');
  const mistaken = spliced(code(moduleOfGuide(name)), code(wrong));
  return how === 'wrong' ? mistaken : spliced(mistaken, code(right));
}

/** What the page shows of a mistake: the lines of its finding that are the same on every machine. */
export async function findingNow(mistake: Mistake): Promise<string> {
  const id = idOf(mistake);
  if (findRequirement(id) === undefined) return pending(id);
  const { report } = await certifyMistake(mistake, 'wrong');
  const { findings } = report;
  const broken = findings.filter(({ status }) => status === 'fail' || status === 'warn');
  if (broken.length === 0) {
    throw new Error(`"${mistake.title}" breaks nothing: ${findings.map(({ message }) => message).join('; ')}`);
  }
  const lines = broken.flatMap(({ id, title, strength, status, message }) => [
    ...spread(title, strength, WIDTH, `${status === 'fail' ? '✗' : '!'} ${id}  `),
    ...hang('  broken   ', lasting(id, message), WIDTH),
    ...hang('  look at  ', findRequirement(id)?.lookAt ?? '', WIDTH),
  ]);
  return `${lines.join('\n')}\n`;
}

/** What stands in the place of a finding whose requirement the catalogue does not have. */
function pending(id: string): string {
  return `(this catalogue does not have ${id})\n`;
}

/** Times, in how many runs it was seen, and how far mail has come when the kill comes, differ from machine to machine. */
function lasting(id: string, message: string): string {
  const isMail = findRequirement(id)?.kinds.every((kind) => kind === 'transport') === true;
  return (isMail ? message.replace(/^\d[\d,]* items/, '… items') : message)
    .replaceAll(/\d[\d,.]* (?=m?s\b)/g, '… ')
    .replaceAll('… s', '… ms')
    .replace(/, in \d+ of \d+ runs?(?: \([^)]*\))?/, '');
}

/** The module that a guide tells its reader to save under a name. */
function moduleOfGuide(name: string): Snippet {
  const docs = join(ROOT, 'docs');
  const guides = readdirSync(docs).filter((file) => file.startsWith('write-your-first-'));
  return fileOf(
    guides.flatMap((guide) => snippetsOf(readFileSync(join(docs, guide), 'utf8'))),
    name,
  );
}
