import { counted } from '#harness/catalogue/rules/words.js';
import type { Detection, DetectionRow } from './detection.js';

const FIXTURES = '../harness/test/fixtures/broken/';

/** The one line that sums the matrix up. */
export function totalsOf({ providers, innocent, rows, caughtPercent, missedByQuick, accusations }: Detection): string {
  const tried = `${counted(providers.length, 'broken provider')}, ${counted(rows.length, 'requirement')}`;
  const guilty = providers.length - innocent.length;
  const quick = guilty === 0 ? 0 : Math.floor((100 * (guilty - missedByQuick.length)) / guilty);
  return `${tried}: caught ${caughtPercent} % (the quick mode: ${quick} %), wrongly accused ${accusations}`;
}

/** The page `docs/detection-matrix.md`. */
export function renderDetection(detection: Detection): string {
  const { rows, innocent, missedByQuick } = detection;
  const lines = [
    '# The detection matrix',
    '',
    'Who tests the tester? The harness has providers that are broken on purpose, each in one way and named by it. Each is',
    'certified as a whole, with real kills: it must fail or be warned of what it breaks, in the words that its author needs,',
    'and of nothing else.',
    '',
    `**${totalsOf(detection)}**`,
    '',
    '| Requirement | | Caught | By `--quick` | Silent | Wrongly accused |',
    '|:--|:--|:--|:--|:--|:--|',
    ...rows.map(
      (row) =>
        `| [${row.requirement.id}](catalogue.md#${row.requirement.id.toLowerCase()}) | ${row.requirement.title} | ${caughtCell(row)} | ${quickCell(row)} | ${links(row.silent)} | ${links(row.accused)} |`,
    ),
    '',
    '- **Caught**: these providers break the requirement, and the finding is the one that is expected, its words included.',
    '- **By `--quick`**: whether the quick mode, which plays each script once and leaves out the long ones, shows these breaches as well.',
    '- **Silent**: they break it, and the finding is another one, or there is none.',
    '- **Wrongly accused**: they keep it, and were told that they break it.',
    '',
    'What is inconclusive because a simpler requirement fails is no accusation: the report says which one explains it.',
    '',
    `${links(innocent)} break no requirement: they attack the harness, and must be certified all the same.`,
    `The quick mode says nothing of ${links(missedByQuick)}: only a whole certification finds these.`,
    '',
    'The correct providers of the tests and the examples are certified in tests of their own; a warning there fails the test.',
    '',
    '## How it is made',
    '',
    '`npm run detection` certifies every provider of `harness/test/certification/tables` and writes this page. It ends with',
    'exit code 1 when a breach was not caught, when somebody was wrongly accused, or when verdict or words are otherwise than',
    'the table says. The test suite asserts that this page lists exactly the providers and requirements that there are.',
  ];
  return `${lines.join('\n')}\n`;
}

/** The rows for a terminal: what is conspicuous, and what was caught. */
export function renderRows({ rows }: Pick<Detection, 'rows'>): string[] {
  return rows.flatMap(({ requirement: { id }, caught, silent, accused }) => [
    ...caught.map((provider) => `${id}  caught  ${provider}`),
    ...silent.map((provider) => `${id}  SILENT  ${provider}`),
    ...accused.map((provider) => `${id}  WRONGLY ACCUSED  ${provider}`),
  ]);
}

function caughtCell({ requirement: { strength }, caught }: DetectionRow): string {
  return strength === 'REPORT' ? 'a report, which never fails' : links(caught);
}

function quickCell({ caught, quick }: DetectionRow): string {
  if (caught.length === 0) return '';
  if (quick.length === 0) return 'no';
  return quick.length === caught.length ? 'yes' : links(quick);
}

function links(names: readonly string[]): string {
  return names.map((name) => `[${name}](${FIXTURES}${name}.ts)`).join(', ');
}
