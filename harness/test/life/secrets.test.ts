import test from 'ava';
import {
  HIDDEN,
  hasSecret,
  hideIn,
  hideInEvent,
  isSecret,
  looksSecret,
  secretsOf,
  withoutSecrets,
} from '#harness/life/secrets.js';

test('A setting is a secret by its name', (t) => {
  const secret = [
    'password',
    'PR_PROFILE_TOKEN',
    'clientSecret',
    'api-key',
    'apiKey',
    'smtpPwd',
    'auth',
    'signing.key',
  ];
  t.deepEqual(
    secret.filter((name) => !isSecret(name)),
    [],
  );
  const harmless = ['server', 'keyboard', 'monkey', 'author', 'pinned', 'folder', 'maildrop', 'PR_DISPLAY_NAME_W'];
  t.deepEqual(harmless.filter(isSecret), []);
});

test('A setting is a secret by its value, whatever it is called', (t) => {
  const secret = [
    '-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
    'ghp_0123456789abcdefghij',
    'AKIAIOSFODNN7EXAMPLE',
    'Bearer abc.def',
    'smtp://user:word@mail.example.org',
    'q7Zt1Xw9Lk3Vb5Nm8Pa2',
  ];
  t.deepEqual(
    secret.filter((value) => !looksSecret(value)),
    [],
  );
  const harmless = [
    'mail.example.org',
    'https://mail.example.org/a/b',
    '/home/somebody/Mail/Box1/Data2',
    'a9f8a4c0-1b2c-4d3e-8f90-0123456789ab',
    'A display name of Several Words 2',
    '20261129',
  ];
  t.deepEqual(harmless.filter(looksSecret), []);
});

test('Settings are shown without secrets, and with everything else', (t) => {
  t.deepEqual(withoutSecrets({ password: 'x', endpoint: 'ghp_0123456789abcdefghij', server: 'mail' }), {
    password: HIDDEN,
    endpoint: HIDDEN,
    server: 'mail',
  });
});

test('Secrets of all providers come the longest first, each once, and none that is part of any word', (t) => {
  const profiles = [{ password: 'abcd' }, { token: 'abcdef', secret: 'abcd', pin: '123', server: 'mail.example.org' }];
  t.deepEqual(secretsOf(profiles), ['YWJjZGVm', 'YWJjZA', 'abcdef', 'abcd']);
});

test('Secrets of the environment count too, but for numbers and short words', (t) => {
  const environment = {
    SMTP_PASSWORD: 'swordfish',
    PATH: '/usr/bin',
    TOKEN: '123456789',
    PRIVATE: 'yes',
    NONE: undefined,
  };
  t.deepEqual(secretsOf([{ password: 'abcd' }], environment), ['c3dvcmRmaXNo', 'swordfish', 'YWJjZA', 'abcd']);
});

test('A secret that another one begins with leaves nothing of the longer one', (t) => {
  t.is(hideIn('abcdef, abcd and abc', secretsOf([{ password: 'abcd', token: 'abcdef' }])), '***, *** and abc');
});

test('What is left of a secret where a text was cut is hidden too, from four characters on', (t) => {
  const secrets = ['swordfish', 'fishbone'];
  t.is(hideIn('it is swordf', secrets, { atEnd: true }), `it is ${HIDDEN}`);
  t.is(hideIn('dfish, and more', secrets, { atStart: true }), `${HIDDEN}, and more`);
  t.is(hideIn('ish, and more swo', secrets, { atStart: true, atEnd: true }), 'ish, and more swo');
  t.is(hideIn('dfish and swordf', secrets), 'dfish and swordf', 'nothing was cut');
  t.is(hideIn('swordfish', secrets, { atStart: true, atEnd: true }), HIDDEN);
});

test('An event without secrets stays an event: names, texts and lists lose them, and its own words stay', (t) => {
  const event = { e: 'step', do: 'step', text: 'it is step', list: ['step', 1, null], inner: { step: true }, n: 3 };
  t.deepEqual(hideInEvent(event, ['step']), {
    e: 'step',
    do: 'step',
    text: 'it is ***',
    list: [HIDDEN, 1, null],
    inner: { [HIDDEN]: true },
    n: 3,
  });
});

test('A secret is seen as JSON writes it', (t) => {
  const secret = 'with "quotes"\nand lines';
  t.true(hasSecret(JSON.stringify({ text: `it is ${secret}` }), [secret]));
  t.false(hasSecret(JSON.stringify({ text: 'it is with quotes' }), [secret]));
});

test('A secret is hidden in the forms that JSON, URLs and Base64 give it', (t) => {
  const secret = 'open "sesame" \ud800';
  const text = [
    JSON.stringify({ text: secret }),
    `smtp://u:${encodeURIComponent(secret.toWellFormed())}@mail.example.org`,
    `AUTH ${Buffer.from(secret).toString('base64')}`,
  ];
  const secrets = secretsOf([{ password: secret }]);
  t.deepEqual(
    text.map((each) => hideIn(each, secrets)),
    [
      '{"text":"***"}',
      'smtp://u:***@mail.example.org',
      `AUTH ***${'='.repeat(/[=]*$/.exec(text[2] ?? '')?.[0].length ?? 0)}`,
    ],
  );
});
