// A plugin of TypeDoc for the guides: each is called by its heading, its page by its file, and what is linked in them is what
// GitHub links.
import { basename } from 'node:path';
import { Application, Converter, RendererEvent } from 'typedoc';

export function load(application) {
  const { converter, options, renderer } = application;
  const titles = new Map();
  converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, guide) => {
    const [, title] = /^# (.*)$/m.exec(guide.content.map(({ text }) => text).join('')) ?? [];
    if (title === undefined) throw new Error(`${guide.name} has no heading`);
    titles.set(guide, title);
    guide.name = basename(guide.name);
  });
  // By then the pages have their addresses, and nothing that shows names has been made.
  renderer.on(
    RendererEvent.BEGIN,
    ({ project: { readme } }) => {
      // The front page has the name of the project above it.
      readme[0].text = readme[0].text.replace(/^# .*\n/, '');
      for (const [guide, title] of titles) guide.name = title;
    },
    1_000,
  );
  // A name like example.com in a sentence is no link.
  application.on(Application.EVENT_BOOTSTRAP_END, () => {
    options.setValue('markdownItLoader', ({ linkify }) => linkify.set({ fuzzyLink: false }));
  });
}
