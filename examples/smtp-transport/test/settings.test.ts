import test from 'ava';
import { live, makeHome, pause } from './support/life.js';

const clear = test.macro({
  title: (_title, settings: Readonly<Record<string, string>>, sentence: string) =>
    `${JSON.stringify(settings)} does not open: ${sentence}`,
  exec: async (t, settings: Readonly<Record<string, string>>, sentence: string) => {
    t.timeout(30_000);
    const warnings: string[] = [];
    const listen = ({ message }: Error): number => warnings.push(message);
    process.on('warning', listen);
    t.teardown(() => process.off('warning', listen));
    live(t, makeHome(t), settings);
    const expected = `in the settings of the SMTP transport, ${sentence}: MAPI_E_UNCONFIGURED (0x8004011C)`;
    const deadline = performance.now() + 5000;
    while (!warnings.includes(expected) && performance.now() < deadline) await pause(1);
    t.true(warnings.includes(expected), warnings.join('\n'));
  },
});

test(clear, {}, 'smtpPort is missing: the port of the SMTP server');
test(clear, { smtpPort: '25', smtpHost: '' }, 'smtpHost is missing: the name of the SMTP server');
test(clear, { smtpPort: 'smtp' }, "smtpPort is a whole number from 1 to 65535, not 'smtp'");
test(clear, { smtpPort: '65536' }, "smtpPort is a whole number from 1 to 65535, not '65536'");
test(clear, { smtpPort: '25', retryMs: '-1' }, "retryMs is a whole number from 1 to 86400000, not '-1'");
test(clear, { smtpPort: '25', secure: 'yes' }, "secure is true or false, not 'yes'");
test(clear, { smtpPort: '25', user: 'ann' }, 'user and password come together, or not at all');
test(clear, { smtpPort: '25', maildrop: '/no/such/folder' }, 'maildrop is no folder: /no/such/folder');
