import test from 'ava';
import { failingLine } from '#harness/cli/failing-line.js';
import { createStyle } from '#harness/report/style.js';
import { columns } from '#harness/report/text.js';
import { finding } from '../support/certification-report.js';

const style = createStyle(false);
const lost = finding({ status: 'fail', message: '6 items deleted, but there again' });

test('A failure is one line that says when it was seen, and that it is to be confirmed', (t) => {
  t.is(
    failingLine({ kind: 'failing', finding: lost, isRepeated: true }, 3, 80, style),
    '✗ DUR-2  6 items deleted, but there again (after 3 s; to be confirmed)',
  );
});

test('A warning that nobody repeats has its own mark, and promises nothing', (t) => {
  const warned = { ...lost, status: 'warn' } as const;
  t.is(
    failingLine({ kind: 'failing', finding: warned, isRepeated: false }, 3, 80, style),
    '! DUR-2  6 items deleted, but there again (after 3 s)',
  );
});

test('The message is cut to the terminal, also where its characters are wide, and cannot paint it', (t) => {
  for (const message of ['items lost, '.repeat(20), '全部 の 項目 '.repeat(20)]) {
    const cut = failingLine({ kind: 'failing', finding: { ...lost, message }, isRepeated: true }, 12, 80, style);
    t.regex(cut, /^✗ DUR-2 {2}\S.+ … \(after 12 s; to be confirmed\)$/u);
    t.true(columns(cut) <= 80 && columns(cut) > 65, cut);
  }
  const painting = { ...lost, message: 'lost\n\u001b[31mall\u001b[2J' };
  const line = failingLine({ kind: 'failing', finding: painting, isRepeated: true }, 3, 80, style);
  t.true(line.startsWith('✗ DUR-2  lost all ('), line);
});

test('A failure is red and a warning yellow where there are colours', (t) => {
  const colours = createStyle(true);
  const line = (status: 'fail' | 'warn'): string =>
    failingLine({ kind: 'failing', finding: { ...lost, status }, isRepeated: true }, 3, 80, colours);
  t.true(line('fail').startsWith(colours.red('✗')));
  t.true(line('warn').startsWith(colours.yellow('!')));
});
