// What somebody asked to be used no more.

import { ask, post, remove, search } from './api.js';
import { h } from './draw.js';
import { button, dialog, exactTime, field, mark, table, time, trouble } from './parts.js';
import { named, number, t } from './words.js';

/** A purge reads all captures, and a report the ledgers of all exports. */
const PATIENCE_MS = 30 * 60_000;
const LOOK_MS = 30_000;

export class Takedowns {
  #demands = null;
  #error = null;
  #report = null;

  constructor(app) {
    this.app = app;
  }

  start() {
    this.app.every(LOOK_MS, () => this.open());
  }

  async open() {
    try {
      this.#demands = (await ask('/api/v1/takedowns')).takedowns;
      this.#error = null;
    } catch (error) {
      this.#error = error;
    }
    this.app.redraw();
  }

  draw() {
    return [
      h('div', { class: 'title' }, h('h1', { tabindex: -1 }, t('nav.takedowns')), button(t('takedowns.add'), () => this.#add(), { class: 'strong' })),
      trouble(this.#error),
      this.#demands ? this.#list() : !this.#error && h('p', { class: 'empty' }, t('waiting')),
      this.#report && this.#found(this.#report),
      h('p', { class: 'note' }, t('takedowns.note')),
    ];
  }

  #list() {
    return table({
      label: t('nav.takedowns'),
      columns: [
        { key: 'id', label: t('takedowns.id'), main: true, cell: (it) => it.id },
        {
          key: 'what',
          label: t('takedowns.what'),
          cell: (it) => [h('span', { class: 'what' }, it.what), h('span', { class: 'more' }, named('demand', it.kind))],
        },
        {
          key: 'reason',
          label: t('takedowns.reason'),
          cell: (it) => [it.reason, it.asker && h('span', { class: 'more' }, t('takedowns.asked_by', { asker: it.asker }))],
        },
        { key: 'at', label: t('takedowns.at'), cell: (it) => time(it.at) },
        { key: 'state', label: t('takedowns.state'), cell: (it) => state(it) },
        { key: 'actions', label: t('actions'), kind: 'acts', cell: (it) => this.#actions(it) },
      ],
      items: this.#demands.toReversed(),
      keyOf: (it) => it.id,
      empty: t('takedowns.none'),
    });
  }

  #actions(it) {
    const { id, kind, stands } = it;
    return [
      button(t('takedowns.report'), () => this.#ask(id), { 'aria-label': t('takedowns.report_id', { id }) }),
      stands && kind !== 'text' && button(t('takedowns.purge'), () => this.#purge(it), { 'aria-label': t('takedowns.purge_id', { id }) }),
      stands && button(t('takedowns.withdraw'), () => this.#withdraw(it), { 'aria-label': t('takedowns.withdraw_id', { id }) }),
    ];
  }

  #add() {
    const form = { targets: '', reason: '', asker: '' };
    const set = (name) => (event) => (form[name] = event.target.value);
    dialog({
      title: t('takedowns.add_title'),
      action: t('takedowns.add_go'),
      body: () => [
        field(t('takedowns.targets'), h('textarea', { rows: 4, required: true, autofocus: true, spellcheck: 'false', oninput: set('targets') }), t('takedowns.targets_hint')),
        field(t('takedowns.reason'), h('input', { required: true, autocomplete: 'off', oninput: set('reason') })),
        field(t('takedowns.asker'), h('input', { autocomplete: 'off', oninput: set('asker') }), t('takedowns.asker_hint')),
      ],
      run: async () => {
        const targets = form.targets.split('\n').map((it) => it.trim()).filter(Boolean);
        const { takedowns } = await post('/api/v1/takedowns', { targets, reason: form.reason.trim(), asker: form.asker.trim() || null });
        this.app.say(t('takedowns.was_added', { n: takedowns.length }));
        this.open();
      },
    });
  }

  #withdraw({ id, what }) {
    let reason = '';
    dialog({
      title: t('takedowns.withdraw_title', { id }),
      action: t('takedowns.withdraw_go'),
      danger: true,
      body: () => [
        h('p', null, h('span', { class: 'what' }, what)),
        h('p', null, t('takedowns.withdraw_what')),
        field(t('takedowns.reason'), h('input', { autocomplete: 'off', oninput: (event) => (reason = event.target.value.trim()) })),
      ],
      run: async () => {
        await remove('/api/v1/takedowns', { id, reason: reason || null });
        this.app.say(t('takedowns.was_withdrawn', { id }));
        this.open();
      },
    });
  }

  #purge({ id, what }) {
    dialog({
      title: t('takedowns.purge_title', { id }),
      action: t('takedowns.purge_go'),
      danger: true,
      body: () => [h('p', null, h('span', { class: 'what' }, what)), h('p', null, t('takedowns.purge_what'))],
      run: async () => {
        const { captures } = await post('/api/v1/takedowns/purge', { id }, PATIENCE_MS);
        this.app.say(t('takedowns.was_purged', { id, n: captures }));
        this.open();
      },
    });
  }

  async #ask(id) {
    this.#report = { id, found: null, error: null };
    this.app.redraw();
    try {
      const { takedowns } = await ask('/api/v1/takedowns/report', { id }, PATIENCE_MS);
      if (this.#report?.id === id) this.#report.found = takedowns[0];
    } catch (error) {
      if (this.#report?.id === id) this.#report.error = error;
    }
    this.app.redraw();
  }

  #found({ id, found, error }) {
    const page = `/api/v1/takedowns/report.html${search({ id })}`;
    return h(
      'section',
      { class: 'report', 'aria-label': t('takedowns.report_of', { id }) },
      h('h2', null, t('takedowns.report_of', { id })),
      trouble(error),
      !found && !error && h('p', { class: 'empty' }, t('waiting')),
      found && [
        h('p', null, t('takedowns.in_store', { n: found.captures_in_store }), ' ', h('a', { href: page, target: '_blank', rel: 'noopener' }, t('takedowns.page'))),
        Object.entries(found.snapshots).map(([name, captures]) => h('p', { key: name }, t('takedowns.in_snapshot', { name, n: captures }))),
        found.exports.map((it) => exported(it)),
        found.exports.length === 0 && h('p', null, t('takedowns.in_no_export')),
      ],
    );
  }
}

function state({ stands, withdrawn, removed_from_store: removed }) {
  return [
    stands ? mark('good', t('takedowns.stands')) : mark('quiet', t('takedowns.withdrawn')),
    withdrawn && h('span', { class: 'more' }, time(withdrawn.at), ' ', withdrawn.what),
    removed.map((it) => h('span', { key: it.at, class: 'more' }, t('takedowns.removed'), ' ', time(it.at), `: ${it.what}`)),
  ];
}

function exported({ folder, state: there, note, documents }) {
  const places = documents.flatMap((it) => it.places.map((place) => ({ ...it, ...place })));
  return h(
    'div',
    { key: folder },
    h('h3', null, h('code', null, folder)),
    there !== 'there' && h('p', { class: 'note' }, named('exported', there), note && ` (${note})`),
    places.length > 0 &&
      table({
        label: folder,
        columns: [
          { key: 'url', label: t('takedowns.page_url'), main: true, cell: (it) => h('span', { class: 'what' }, it.url) },
          { key: 'fetched', label: t('takedowns.fetched'), cell: (it) => exactTime(it.fetched_at) },
          { key: 'shard', label: t('takedowns.shard'), cell: (it) => h('code', null, it.shard) },
          { key: 'line', label: t('takedowns.line'), number: true, cell: (it) => number(it.line) },
          { key: 'tokens', label: t('takedowns.tokens'), number: true, cell: (it) => (it.tokens ? `${number(it.tokens[0])} – ${number(it.tokens[1] - 1)}` : '') },
        ],
        items: places,
        keyOf: (it) => `${it.shard} ${it.line}`,
        empty: '',
      }),
  );
}
