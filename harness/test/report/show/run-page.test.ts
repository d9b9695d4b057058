import { hresult } from '@mapi-kit/sdk';
import test from 'ava';
import type { EventBody } from '#harness/recording/events.js';
import type { DataEntry } from '#harness/recording/layout.js';
import { observe } from '#harness/recording/observe.js';
import type { RecordedRun } from '#harness/recording/recorded-run.js';
import type { LifeFacts, Recording } from '#harness/recording/recording.js';
import { type RunPageOptions, renderRun } from '#harness/report/show/run-page.js';
import { createStyle } from '#harness/report/style.js';
import { columns } from '#harness/report/text.js';
import { summarise } from '#harness/run/run-summary.js';
import { events, forwarded } from '../../support/certification-report.js';
import { HOSTILE } from '../../support/hostile.js';
import { type RecordedRun as KeptRun, recordedRuns } from '../../support/recorded.js';
import { facts, state } from '../../support/recordings.js';

interface Life {
  readonly events: readonly (readonly [number, EventBody])[];
  readonly facts?: Partial<LifeFacts>;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly data?: readonly DataEntry[] | null;
}

/** A run of outlook-exit, as if it had been read. */
function runOf(lives: readonly Life[], changes: Partial<Recording> = {}): RecordedRun {
  const steps = [{ do: 'logon' }, { do: 'work', workload: 'mixed', items: { share: 0.5 } }, { do: 'kill' }] as const;
  return read(
    {
      scenario: 'outlook-exit',
      control: false,
      trial: 1,
      seed: 8,
      script: { lives: lives.map(() => ({ steps })) },
      lives: lives.map((life) => ({ facts: facts(life.facts), events: events(...life.events) })),
      farSide: [],
      ...changes,
    },
    lives,
  );
}

function read(run: KeptRun | Parameters<typeof observe>[0], lives: readonly Life[]): RecordedRun {
  const observation = observe(run);
  const { script, farSide } = run;
  return {
    script,
    farSide,
    observation,
    lives: observation.lives.map((observed, index) => {
      const { stdout = '', stderr = '', data = [] } = lives[index] ?? { events: [] };
      return { observed, events: [...(run.lives[index]?.events ?? [])], stdout, stderr, data };
    }),
  };
}

function draw(run: RecordedRun, changes: Partial<RunPageOptions> = {}): readonly string[] {
  const summary = summarise({ observation: run.observation, wallMs: 1 });
  const layout = { width: 80, style: createStyle(false), all: false, isRepetition: false, life: null };
  return renderRun(run, { summary, ...layout, ...changes });
}

const START: EventBody = {
  e: 'start',
  scenario: 'outlook-exit',
  life: 0,
  lives: 1,
  control: false,
  seed: 8,
  pid: 4711,
  node: 'v20.19.0',
  platform: 'linux',
};
const KILLED = { exitCode: null, signal: 'SIGKILL' };
const saved = (ms: number, item: string): readonly [number, EventBody] => [
  ms,
  { e: 'saved', item, category: 'created', session: 0, phase: 'before-query', state: state(`${item} v1`) },
];
const LOADED: EventBody = { e: 'loaded', module: 'box-store', entryPoints: ['MSProviderInit'], ns: 2_000_000 };
const LIFE: Life['events'] = [
  [1, START],
  [2, LOADED],
  [3, { e: 'step', index: 1, do: 'work' }],
  saved(4, 'm1'),
  [5, { e: 'thrown', where: 'BoxStore.write()', name: 'Error', message: 'no room', at: 'box-store.js:12' }],
  ...forwarded(1, 'DoFastShutdown', 6, 0.2),
  [7, { e: 'kill', after: 'shutdown' }],
];

test('A life is told step by step, with its calls and saves, the kill and what proves it', (t) => {
  t.deepEqual(draw(runOf([{ events: LIFE, facts: KILLED, data: [] }])), [
    'outlook-exit-trial-2',
    '  Outlook: Query, Notify, Do with pauses between the calls, then the process is',
    '  gone',
    '  scenario outlook-exit · trial 2 · seed 8 · 1 life · 0 of 1 found again',
    '',
    'Life 1 of 1, killed',
    '',
    '   ms  ┌ client',
    '       │ ┌ subsystem',
    '       │ │ ┌ box-store',
    '1.000  │ │ │  process 4711 begins (node v20.19.0, linux)',
    '2.000  │ │ │  box-store is loaded in 2.0 ms: MSProviderInit',
    '3.000  │ │ │  ▸ work: workload mixed, items share 0.5',
    '4.000  ├─┼▶│  SaveChanges message "m1 v1" in Inbox: S_OK',
    '5.000  │ │ │  BoxStore.write() threw Error: no room, at box-store.js:12',
    '6.000  ├▶├▶│  DoFastShutdown: S_OK after 0.2 ms',
    '       ✖ killed 7.000 ms (SIGKILL, proven)',
    '         the parent saw signal SIGKILL; process 4711 is gone; nothing follows',
    '         the kill in the journal; no exit handler ran',
    '',
    '  data directory: before 0 files, 0 bytes; after 0 files, 0 bytes',
    '    nothing is there',
  ]);
});

test('A kill that only the plan called for has nobody say so in the journal', (t) => {
  const lines = draw(runOf([{ events: [[1, START]], facts: { ...KILLED, killPlanned: true } }]));
  t.true(lines.includes('       ✖ killed at a moment that was planned (proven)'), lines.join('\n'));
  t.regex(lines.join('\n'), /no step called for\n +it: the plan of the life did/u);
});

test('A life that died says what of', (t) => {
  const text = draw(
    runOf([
      {
        events: [
          [1, START],
          [2, LOADED],
        ],
        facts: { exitCode: 3 },
      },
    ]),
  ).join('\n');
  t.regex(text, /^Life 1 of 1, died$/mu);
  t.regex(text, /^ {7}✖ the process died\n {9}the parent saw exit code 3; process 4711 is gone\n/mu);
  t.regex(text, /^ {9}the process ended by itself with code 3 before its first step, while$/mu);
});

test('Results that are no success are told by name', (t) => {
  const refused: EventBody = {
    e: 'refused',
    item: 'm1',
    session: 0,
    phase: 'before-query',
    method: 'IMAPIProp::SaveChanges',
    hr: hresult(0x8004010f),
  };
  t.true(
    draw(
      runOf([
        {
          events: [
            [1, START],
            [2, refused],
          ],
        },
      ]),
    ).includes('2.000  ├─┼▶│  SaveChanges: MAPI_E_NOT_FOUND (0x8004010F)'),
  );
});

test('A long life is shortened in its middle, but for steps and what went wrong; --all has all of it', (t) => {
  const many = Array.from({ length: 200 }, (_, index) => saved(10 + index, `m${index + 1}`));
  const thrown: readonly [number, EventBody] = [
    100.5,
    { e: 'thrown', where: 'BoxStore.write()', name: 'Error', message: 'no room' },
  ];
  const life = [{ events: [[1, START] as const, ...many.slice(0, 90), thrown, ...many.slice(90)] }];
  const lines = draw(runOf(life));
  const at = lines.findIndex((line) => line.includes('threw Error: no room'));
  t.is(lines[at - 1], '         … 67 entries are left out; --all shows all');
  t.is(lines[at + 1], '         … 74 entries are left out; --all shows all');
  const all = draw(runOf(life), { all: true });
  t.is(all.filter((line) => line.includes('SaveChanges')).length, 200);
  t.notRegex(all.join('\n'), /left out/u);
});

test('What was printed, what the far side saw and what became of the data follow life by life', (t) => {
  const first: readonly DataEntry[] = [{ name: 'data-1/log', bytes: 1, sha256: 'a'.repeat(64) }];
  const second: readonly DataEntry[] = [{ name: 'data-1/log', bytes: 2_000, sha256: 'b'.repeat(64) }];
  const run = runOf(
    [
      { events: [[1, START]], facts: { stdoutBytes: 4 }, stdout: 'one\n', data: first },
      { events: [[1, START]], facts: { stderrBytes: 8 }, stderr: 'two\nten\n', data: second },
    ],
    {
      farSide: [
        { e: 'mode', life: 0, mode: 'silent' },
        { e: 'delivered', life: 1, item: 'o1', state: state('o1 v1') },
        { e: 'answered', life: 1, item: 'o1' },
        { e: 'waiting', items: ['i1'] },
      ],
    },
  );
  const section = (life: number): readonly string[] => {
    const lines = draw(run, { life });
    return lines.slice(
      lines.indexOf(
        '',
        lines.findIndex((line) => line.includes('the parent saw')),
      ) + 1,
    );
  };
  t.deepEqual(section(0), [
    '  printed to stdout (4 bytes)',
    '    │ one',
    '  the far side, in this order',
    '    it is silent from here on',
    '  data directory: before 0 files, 0 bytes; after 1 file, 1 byte',
    '    + data-1/log  1 byte, sha256 aaaaaaaaaaaaaaaa…',
  ]);
  t.deepEqual(section(1), [
    '  printed to stderr (8 bytes)',
    '    │ two',
    '    │ ten',
    '  the far side, in this order',
    '    has taken over message "o1 v1"',
    '    its answer that o1 was accepted has been read',
    '    in the end 1 message still waits there: i1',
    '  data directory: before 1 file, 1 byte; after 1 file, 2,000 bytes',
    '    ~ data-1/log  2,000 bytes, sha256 bbbbbbbbbbbbbbbb…, before 1 byte, before',
    '    sha256 aaaaaaaaaaaaaaaa…',
  ]);
});

test('A line that nobody reads to its end is cut, unless all is wanted', (t) => {
  const run = runOf([{ events: [[1, START]], stdout: `${'x'.repeat(299)} ${'y'.repeat(900)}\n` }]);
  t.regex(draw(run).join('\n'), /… 900 more characters; --all\s+shows all$/mu);
  t.true(draw(run, { all: true }).join('\n').includes('y'.repeat(900)));
});

test('What a life reads back otherwise than it was acknowledged is told below it', (t) => {
  const run = recordedRuns('loses-deletes').find(({ scenario }) => scenario === 'outlook-exit');
  if (run === undefined) return t.fail('it is not among the recordings');
  const lines = draw(read(run, []), { width: 200 });
  const at = lines.indexOf('  not as it was acknowledged, the first of each sort');
  t.true(at > lines.findIndex((line) => line.startsWith('Life 2 of 2')));
  t.regex(lines[at + 1] ?? '', /^ {4}no message ".*\(deleted at .* first life; seen: message ".*in the second life$/u);
});

for (const name of [
  'loses-deletes',
  'outbox-in-memory',
  'says-ok-on-a-full-disk',
  'hangs-in-do',
  'polls-after-notify',
]) {
  test(`Every recorded run of ${name} is drawn within 40, 80 and 110 columns`, (t) => {
    for (const run of recordedRuns(name)) {
      for (const width of [40, 80, 110]) {
        const lines = draw(read(run, []), { width, all: width === 110 });
        t.true(lines.length > 10);
        // Words that are longer than a line stay whole.
        t.deepEqual(
          lines.filter((line) => columns(line) > width && line.trim().includes(' ') && !/\S{22}/u.test(line)),
          [],
        );
      }
    }
  });
}

test('What a provider says cannot paint the terminal, break lines, or command a CI server', (t) => {
  const provider = { name: HOSTILE, kind: 'store', session: 0, instance: 1 } as const;
  const run = runOf(
    [
      {
        events: [
          [1, START],
          [2, { e: 'loaded', module: HOSTILE, entryPoints: [HOSTILE], ns: 1 }],
          [3, { e: 'step', index: 9, do: HOSTILE as 'work' }],
          [4, { e: 'call', call: 1, provider, interface: HOSTILE, method: HOSTILE }],
          [4, { e: 'return', call: 1, outcome: { kind: 'threw', message: HOSTILE } }],
          [5, { e: 'thrown', where: HOSTILE, name: HOSTILE, message: HOSTILE, at: HOSTILE }],
          [
            6,
            {
              e: 'saved',
              item: HOSTILE,
              category: 'created',
              session: 0,
              phase: 'before-query',
              state: state(HOSTILE, { folder: HOSTILE }),
            },
          ],
          [7, { e: 'found', item: HOSTILE, session: 0, state: state(HOSTILE) }],
          [8, { e: 'written', file: HOSTILE, change: 'changed', afterNs: 1 }],
          [9, { e: 'problem', what: HOSTILE }],
        ],
        stdout: HOSTILE,
        stderr: HOSTILE,
        data: [{ name: HOSTILE, bytes: 1, sha256: HOSTILE }],
      },
    ],
    {
      farSide: [
        { e: 'delivered', life: 0, item: null, state: state(HOSTILE) },
        { e: 'mode', life: 0, mode: HOSTILE },
      ],
    },
  );
  for (const line of draw(run, { all: true })) {
    t.notRegex(line, /[\p{Cc}\p{Cs}\u202e\ufffe]/u);
    t.notRegex(line, /^\s*::|##\[|##vso\[/u);
  }
});
