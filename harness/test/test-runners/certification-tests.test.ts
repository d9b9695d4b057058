import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { CATALOGUE } from '#harness/catalogue/catalogue.js';
import { ConfigurationError, certificationTests, type TestContext, type TestRegistrar } from '#harness/index.js';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}.js`, import.meta.url));

/** What a registered test said. */
interface Said {
  readonly title: string;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly logged: readonly string[];
}

function registered(): {
  readonly register: TestRegistrar;
  readonly titles: string[];
  readonly run: () => Promise<readonly Said[]>;
} {
  const tests: { title: string; implementation: (t: TestContext) => Promise<void> }[] = [];
  const titles: string[] = [];
  const register: TestRegistrar = (title, implementation) => {
    titles.push(title);
    tests.push({ title, implementation });
  };
  const run = async (): Promise<readonly Said[]> =>
    await Promise.all(
      tests.map(async ({ title, implementation }) => {
        const said = { title, passed: [] as string[], failed: [] as string[], logged: [] as string[] };
        await implementation({
          pass: (message = '') => said.passed.push(message),
          fail: (message = '') => said.failed.push(message),
          log: (...values) => said.logged.push(...values),
          timeout: () => {},
        });
        return said;
      }),
    );
  return { register, titles, run };
}

async function outcomes(t: ExecutionContext, provider: string, only: readonly string[]): Promise<readonly Said[]> {
  t.timeout(120_000);
  const { register, run } = registered();
  certificationTests(register, { provider: fixture(provider), only, seed: 7 });
  return await run();
}

test('there is a test for each requirement, and one for the verdict', (t) => {
  const { register, titles } = registered();
  certificationTests(register, { provider: './nowhere.js' });
  t.deepEqual(titles, [...CATALOGUE.map(({ id, title }) => `${id} ${title}`), 'the provider is certified']);
});

test('a wrong option is told when the tests are registered', (t) => {
  const { register } = registered();
  t.throws(() => certificationTests(register, { provider: './nowhere.js', only: ['DUR-99'] }), {
    instanceOf: ConfigurationError,
    message: /^only: there is no requirement or group DUR-99/,
  });
});

test("AVA's own test can be given", (t) => {
  const registrar: TestRegistrar = test;
  t.is(registrar, test);
});

test('what holds passes, with the verdict', async (t) => {
  const said = await outcomes(t, 'stores/correct-opt-out', ['COM-1', 'SEQ-1']);
  t.deepEqual(
    said.map(({ title, passed, failed }) => [title.split(' ')[0], passed.length, failed.length]),
    [
      ['COM-1', 1, 0],
      ['SEQ-1', 1, 0],
      ['the', 1, 0],
    ],
  );
  t.regex(said[1]?.logged[0] ?? '', /^not-applicable: /);
});

test('in the quick mode what it does not try to the end is told to be not judged', async (t) => {
  t.timeout(120_000);
  const { register, run } = registered();
  const options = { only: ['ANS-3', 'SEQ-2'], quick: true, seed: 7 };
  certificationTests(register, { provider: fixture('stores/write-through-store'), ...options });
  const said = await run();
  t.deepEqual(
    said.map(({ title, passed, failed }) => [title.replace(/ .*/, ''), passed.length, failed.length]),
    [
      ['ANS-3', 1, 0],
      ['SEQ-2', 1, 0],
      ['the', 1, 0],
    ],
  );
  t.deepEqual(
    said.map(({ logged }) => logged.length),
    [1, 0, 0],
  );
  t.is(said[0]?.logged[0], 'not judged: a quick run does not try it to the end');
  t.is(said[2]?.title, 'the provider passes the quick mode');
});

test('what is broken fails, with all that an author needs', async (t) => {
  const said = await outcomes(t, 'broken/same-object-twice', ['COM-1']);
  const [finding, verdict] = said;
  t.deepEqual([finding?.passed, finding?.failed.length], [[], 1]);
  const text = finding?.failed[0] ?? '';
  for (const label of ['COM-1', 'expected', 'seen', 'look at', 'source', 'again']) t.true(text.includes(label), label);
  t.regex(verdict?.failed[0] ?? '', /^not-certified: /);
});

test('a provider that is not there fails every test with the reason', async (t) => {
  const { register, run } = registered();
  certificationTests(register, { provider: './nowhere.js', only: ['COM-1'] });
  await t.throwsAsync(run(), { instanceOf: ConfigurationError, message: /^\.\/nowhere\.js does not exist/ });
});
