/**
 * What a page does in a browser: filters the requirements, copies commands, opens what a link points to, and opens what is
 * broken before it is printed. Without it everything can be read all the same.
 */
export const SCRIPT: string = `
(() => {
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  document.documentElement.classList.add('js');
  const form = one('#filter');
  form.hidden = false;
  const rows = all('.r');
  const groups = all('.g').map((group) => ({ group, rows: [...group.querySelectorAll('.r')] }));
  const search = one('input[type=search]', form);
  const boxes = all('#filter input[name=s]');
  const total = rows.length;
  let texts;
  const apply = () => {
    texts ??= new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let shown = 0;
    for (const { group, rows: own } of groups) {
      let inGroup = 0;
      for (const row of own) {
        const fits = wanted.has(row.dataset.s) && words.every((word) => texts.get(row).includes(word));
        if (row.hidden === fits) row.hidden = !fits;
        if (fits) inGroup += 1;
      }
      group.hidden = inGroup === 0;
      shown += inGroup;
    }
    one('#shown').textContent = shown + ' of ' + total + ' requirements';
    one('#none').hidden = shown > 0;
  };
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', apply);
  // A browser that goes back fills the form in again.
  if (search.value !== '' || boxes.some((box) => !box.checked)) apply();

  document.addEventListener('click', async ({ target }) => {
    if (!target.classList.contains('cp')) return;
    const command = target.previousElementSibling;
    try {
      await navigator.clipboard.writeText(command.textContent);
      target.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(command);
      target.textContent = 'Selected';
    }
    setTimeout(() => { target.textContent = 'Copy'; }, 2000);
  });

  const reveal = () => {
    const row = document.getElementById(location.hash.slice(1));
    if (row === null || !row.classList.contains('r')) return;
    if (row.hidden) {
      form.reset();
      apply();
    }
    row.open = true;
    row.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  reveal();

  let opened = [];
  addEventListener('beforeprint', () => {
    opened = all('.r.fail, .r.warn, .r.inconclusive').filter((row) => !row.open);
    for (const row of opened) row.open = true;
  });
  addEventListener('afterprint', () => {
    for (const row of opened) row.open = false;
  });
})();
`;
