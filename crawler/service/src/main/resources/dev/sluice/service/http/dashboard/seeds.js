// The seed files: read, edited, checked before they are saved, and what became of changes.

import { ask, post, put, remove } from './api.js';
import { h } from './draw.js';
import { button, debounce, dialog, exactTime, field, mark, table, trouble } from './parts.js';
import { named, number, t } from './words.js';

const CHECK_MS = 500;
const LOG = 20;
/** Longer files are for an editor of their own: the daemon takes no more at once, either. */
const MOST_CHARACTERS = 400_000;
const TONES = { added: 'good', removed: 'bad', mistake: 'bad', ok: 'good', unreachable: 'bad' };

/** What was typed and not saved, by file; it outlives a look at another view. */
const drafts = new Map();

addEventListener('beforeunload', (event) => {
  if (drafts.size > 0) event.preventDefault();
});

export class Seeds {
  #told = null;
  #log = [];
  #error = null;
  #name = null;
  /** What saving would do: mistakes and changes; null while that is not known. */
  #check = null;
  #conflict = null;
  #findings = null;
  #busy = false;
  #gutter = null;
  #checkSoon = debounce(CHECK_MS, () => this.#look());

  constructor(app) {
    this.app = app;
  }

  start() {
    this.open();
  }

  async open() {
    const [told, log] = await Promise.all([
      ask('/api/v1/seeds').catch((error) => (this.#error = error) && null),
      ask('/api/v1/seeds/log', { last: LOG }).catch(() => null),
    ]);
    if (told) {
      this.#error = null;
      this.#told = told;
      if (!this.#file()) this.#choose(drafts.keys().next().value ?? told.files[0]?.name ?? null);
      this.#compare();
    }
    if (log) this.#log = log.changes.toReversed();
    this.app.redraw();
  }

  hear(name) {
    if (name === 'seeds') this.open();
  }

  #choose(name) {
    this.#name = name;
    this.#check = null;
    this.#conflict = null;
    this.#findings = null;
    if (this.#draft) this.#look();
    this.app.redraw();
  }

  /** The file that is open, as it is on the disk; a new one is empty and has no digest. */
  #file() {
    const file = this.#told?.files.find((it) => it.name === this.#name);
    return file ?? (drafts.has(this.#name) ? { name: this.#name, text: '', digest: null, seeds: [] } : null);
  }

  get #draft() {
    return drafts.get(this.#name);
  }

  /** Whether the file on the disk is another one than that which was edited. */
  #compare() {
    const draft = this.#draft;
    const file = this.#file();
    if (!draft || !file) return;
    if (draft.text === file.text) drafts.delete(this.#name);
    else if (draft.digest !== file.digest) this.#conflict = true;
  }

  #type(typed) {
    const file = this.#file();
    // A text area knows no other ends of lines; the file keeps its own.
    const text = file.text.includes('\r\n') ? typed.replaceAll('\n', '\r\n') : typed;
    if (text === file.text && file.digest !== null) {
      drafts.delete(this.#name);
      this.#conflict = null;
    } else {
      drafts.set(this.#name, { text, digest: this.#draft ? this.#draft.digest : file.digest });
    }
    this.#check = null;
    this.#checkSoon();
    this.app.redraw();
  }

  async #look() {
    const name = this.#name;
    const draft = this.#draft;
    if (!draft) return;
    try {
      const check = await post('/api/v1/seeds/check', { files: { [name]: draft.text } });
      if (this.#draft === draft) this.#check = check;
    } catch (error) {
      if (this.#draft === draft) this.#check = { mistakes: [], changes: [], error };
    }
    this.app.redraw();
  }

  async #save() {
    const name = this.#name;
    const draft = this.#draft;
    if (!draft || this.#busy) return;
    this.#busy = true;
    try {
      const { changes } = await put('/api/v1/seeds/files', { name, text: draft.text, digest: draft.digest });
      drafts.delete(name);
      this.#check = null;
      this.#conflict = null;
      this.app.say(t('seeds.saved', { name, n: changes.length }));
      await this.open();
    } catch (error) {
      if (error.status === 409) {
        await this.open();
        this.#conflict = true;
      } else if (error.mistakes?.length) {
        this.#check = { mistakes: error.mistakes, changes: [] };
      } else {
        this.#check = { mistakes: [], changes: [], error };
      }
    }
    this.#busy = false;
    this.app.redraw();
  }

  async #probe() {
    const draft = this.#draft;
    this.#findings = { waiting: true };
    this.app.redraw();
    try {
      const text = draft ? draft.text : this.#file().text;
      this.#findings = await post('/api/v1/seeds/probe', { files: { [this.#name]: text } });
    } catch (error) {
      this.#findings = { error };
    }
    this.app.redraw();
  }

  // --- what is seen

  draw() {
    return [
      h(
        'div',
        { class: 'title' },
        h('h1', { tabindex: -1 }, t('nav.seeds')),
        this.#told?.writable && button(t('seeds.new'), () => this.#new()),
      ),
      trouble(this.#error),
      this.#told ? this.#desk() : !this.#error && h('p', { class: 'empty' }, t('waiting')),
      this.#log.length > 0 && h('section', { class: 'log' }, h('h2', null, t('seeds.log')), h('ol', null, this.#log.map(entry))),
    ];
  }

  #desk() {
    const { path, writable, mistakes } = this.#told;
    return [
      h('p', { class: 'note' }, t('seeds.folder'), ' ', h('code', null, path), !writable && [' · ', t('seeds.not_writable')]),
      mistakes.length > 0 &&
        h('div', { class: 'trouble' }, h('p', null, t('seeds.stored_mistakes')), h('ul', null, mistakes.map((it) => h('li', null, it)))),
      h('div', { class: 'desk' }, this.#files(), this.#file() ? this.#editor(writable) : h('p', { class: 'empty' }, t('seeds.none'))),
    ];
  }

  #files() {
    const fresh = [...drafts.keys()].filter((name) => !this.#told.files.some((it) => it.name === name));
    const all = [...this.#told.files, ...fresh.map((name) => ({ name, seeds: [] }))];
    return h(
      'ul',
      { class: 'files', 'aria-label': t('seeds.files') },
      all.map(({ name, seeds }) =>
        h(
          'li',
          { key: name },
          button(
            [
              h('span', { class: 'what' }, name),
              h('span', { class: 'more' }, drafts.has(name) ? t('seeds.unsaved') : t('seeds.count', { n: seeds.length })),
            ],
            () => this.#choose(name),
            { 'aria-current': name === this.#name ? 'true' : null },
          ),
        ),
      ),
    );
  }

  #editor(mayWrite) {
    const file = this.#file();
    const writable = mayWrite && file.editable !== false;
    const text = (this.#draft ? this.#draft.text : file.text).replaceAll('\r\n', '\n');
    if (text.length > MOST_CHARACTERS) return h('p', { class: 'empty', key: file.name }, t('seeds.too_long'));
    const marked = new Set((this.#check?.mistakes ?? []).map((it) => this.#place(it)?.line));
    return h(
      'div',
      { class: 'editor', key: file.name },
      h(
        'div',
        { class: 'paper' },
        this.#numbers(text.split('\n').length, marked),
        h('textarea', {
          id: 'seed-text',
          'aria-label': t('seeds.text', { name: file.name }),
          'aria-describedby': 'seed-check',
          'aria-invalid': marked.size > 0 ? 'true' : null,
          value: text,
          wrap: 'off',
          spellcheck: 'false',
          autocapitalize: 'none',
          readonly: !writable,
          oninput: (event) => this.#type(event.target.value),
          onscroll: (event) => (event.target.previousSibling.scrollTop = event.target.scrollTop),
        }),
      ),
      this.#conflict && this.#draft && this.#dispute(file),
      h('div', { id: 'seed-check', class: 'check-result', role: 'status' }, this.#checked()),
      h(
        'div',
        { class: 'actions' },
        writable && file.digest !== null && button(t('seeds.delete'), () => this.#delete(file), { class: 'apart' }),
        button(t('seeds.probe'), () => this.#probe(), { disabled: this.#findings?.waiting === true }),
        writable && button(t('seeds.discard'), () => this.#discard(), { disabled: !this.#draft }),
        writable &&
          button(t('seeds.save'), () => this.#save(), {
            class: 'strong',
            disabled: !this.#draft || !this.#check || this.#check.mistakes.length > 0 || Boolean(this.#check.error) || Boolean(this.#conflict),
          }),
      ),
      this.#findings && this.#found(),
    );
  }

  /** The numbers of the lines, made anew only when there are others. */
  #numbers(lines, marked) {
    const what = `${lines} ${[...marked]}`;
    if (this.#gutter?.what !== what) {
      const numbers = Array.from({ length: lines }, (_, i) => h('span', { class: marked.has(i + 1) ? 'bad' : '' }, i + 1));
      this.#gutter = { what, drawn: h('div', { class: 'gutter', 'aria-hidden': 'true' }, numbers) };
    }
    return this.#gutter.drawn;
  }

  #discard() {
    drafts.delete(this.#name);
    this.#choose(this.#told.files.some((it) => it.name === this.#name) ? this.#name : (this.#told.files[0]?.name ?? null));
  }

  /** Somebody else changed the file while it was edited here. */
  #dispute(file) {
    return h(
      'div',
      { class: 'trouble', role: 'alert' },
      h('p', null, t('seeds.conflict', { name: file.name })),
      h(
        'div',
        { class: 'actions' },
        button(t('seeds.take_theirs'), () => this.#discard()),
        button(t('seeds.keep_mine'), () => {
          this.#draft.digest = file.digest;
          this.#conflict = null;
          this.#look();
          this.app.redraw();
        }),
      ),
    );
  }

  #checked() {
    if (!this.#draft) return h('p', { class: 'quiet' }, t('seeds.as_stored'));
    if (!this.#check) return h('p', { class: 'quiet' }, t('seeds.checking'));
    const { mistakes, changes, error } = this.#check;
    if (error) return trouble(error);
    if (mistakes.length) {
      return [h('p', { class: 'bad' }, t('seeds.mistakes', { n: mistakes.length })), h('ul', { class: 'mistakes' }, mistakes.map((it) => this.#mistake(it)))];
    }
    if (!changes.length) return h('p', { class: 'good' }, t('seeds.no_changes'));
    return [h('p', { class: 'good' }, t('seeds.would', { n: changes.length })), h('ul', { class: 'changes' }, changes.map(change))];
  }

  #mistake(words) {
    const place = this.#place(words);
    if (!place) return h('li', null, words);
    return h('li', null, button(t('seeds.line', { n: String(place.line) }), () => goTo(place.line)), ' ', place.words);
  }

  /** Where in the open file a mistake is; nothing if it is in another. */
  #place(words) {
    const [, path, line, rest] = words.match(/^(.*?):(\d+): (.*)$/s) ?? [];
    if (path === undefined || path.split(/[\\/]/).pop() !== this.#name) return null;
    return { line: Number(line), words: rest };
  }

  #found() {
    const { waiting, error, findings } = this.#findings;
    return h(
      'section',
      { class: 'findings', 'aria-live': 'polite' },
      h('h3', null, t('seeds.findings')),
      waiting && h('p', { class: 'empty' }, t('seeds.probing')),
      trouble(error),
      findings &&
        table({
          label: t('seeds.findings'),
          columns: [
            { key: 'seed', label: t('sites.seed'), main: true, cell: (it) => h('span', { class: 'what' }, it.seed) },
            { key: 'kind', label: t('seeds.finding'), cell: (it) => mark(TONES[it.kind] ?? 'quiet', named('finding', it.kind)) },
            { key: 'detail', label: t('seeds.detail'), cell: (it) => it.detail },
          ],
          items: findings,
          keyOf: (it) => `${it.seed} ${it.kind} ${it.detail}`,
          empty: t('seeds.no_findings'),
        }),
    );
  }

  #new() {
    let name = '';
    dialog({
      title: t('seeds.new_title'),
      action: t('seeds.new_go'),
      body: () =>
        field(
          t('seeds.name'),
          h('input', { required: true, pattern: '[^.\\/\\\\][^\\/\\\\]*\\.(txt|yaml)', placeholder: 'news.txt', autocomplete: 'off', oninput: (event) => (name = event.target.value.trim()) }),
          t('seeds.name_hint'),
        ),
      run: async () => {
        if (this.#told.files.some((it) => it.name === name)) throw new Error(t('seeds.exists', { name }));
        drafts.set(name, { text: '', digest: null });
        this.#choose(name);
      },
    });
  }

  #delete({ name, digest, seeds }) {
    dialog({
      title: t('seeds.delete_title', { name }),
      action: t('seeds.delete_go'),
      danger: true,
      body: () => h('p', null, t('seeds.delete_what', { n: seeds.length })),
      run: async () => {
        await remove('/api/v1/seeds/files', { name, digest });
        drafts.delete(name);
        this.#name = null;
        this.app.say(t('seeds.deleted', { name }));
        await this.open();
      },
    });
  }
}

function change({ kind, seed, detail }) {
  return h('li', null, mark(TONES[kind] ?? 'quiet', named('change_kind', kind)), ' ', seed && h('b', null, seed), ' ', detail !== seed && detail);
}

function entry({ at, outcome, files, changes, changes_not_listed: more }) {
  return h(
    'li',
    { key: at },
    h(
      'p',
      null,
      exactTime(at),
      ' ',
      mark(outcome === 'applied' ? 'good' : 'bad', named('outcome', outcome)),
      ' ',
      files.map(({ name, owner }) => (owner ? `${name} (${owner})` : name)).join(', '),
    ),
    h('ul', { class: 'changes' }, changes.slice(0, 10).map(change)),
    changes.length + more > 10 && h('p', { class: 'more' }, t('seeds.more', { n: number(changes.length + more - 10) })),
  );
}

/** Puts the cursor on a line of the file. */
function goTo(line) {
  const area = document.getElementById('seed-text');
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, it) => sum + it.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1] ?? '').length);
  area.scrollTop = ((line - 3) / lines.length) * area.scrollHeight;
}
