// Exports: started from a snapshot, watched, stopped, and gone on with.

import { ask, post } from './api.js';
import { h } from './draw.js';
import { button, dialog, field, mark, time, trouble } from './parts.js';
import { named, number, share, span, t } from './words.js';

const PHASES = ['learn', 'prepare', 'choose', 'write', 'ledger', 'record'];
const TONES = { running: 'good', done: 'good', failed: 'bad' };

export class Exports {
  #exports = null;
  #snapshots = [];
  #recipes = [];
  #error = null;
  #form = { snapshot: '', recipe: '', name: '', since: '', index: '' };
  #refused = null;

  constructor(app) {
    this.app = app;
  }

  start() {
    this.open();
  }

  async open() {
    this.#form.snapshot = this.app.query.get('snapshot') ?? this.#form.snapshot;
    const [exports, snapshots] = await Promise.all([
      ask('/api/v1/exports').catch((error) => (this.#error = error) && null),
      ask('/api/v1/snapshots').catch(() => null),
    ]);
    if (exports) {
      this.#error = null;
      this.#take(exports);
    }
    if (snapshots) this.#takeSnapshots(snapshots);
    this.app.redraw();
  }

  hear(name, data) {
    if (name === 'exports') this.#take(data);
    if (name === 'snapshots') this.#takeSnapshots(data);
  }

  #take({ exports, recipes }) {
    this.#exports = exports;
    this.#recipes = recipes;
    this.#form.recipe ||= recipes[0];
  }

  #takeSnapshots({ snapshots }) {
    this.#snapshots = snapshots.map((it) => it.name).toReversed();
    if (!this.#snapshots.includes(this.#form.snapshot)) this.#form.snapshot = this.#snapshots[0] ?? '';
    if (!this.#older().includes(this.#form.since)) this.#form.since = '';
  }

  /** The snapshots before the one that is to be exported; the latest is the first of all. */
  #older() {
    return this.#snapshots.slice(this.#snapshots.indexOf(this.#form.snapshot) + 1);
  }

  #pickSnapshot(name) {
    this.#form.snapshot = name;
    if (!this.#older().includes(this.#form.since)) this.#form.since = '';
    this.app.redraw();
  }

  draw() {
    return [
      h('h1', { tabindex: -1 }, t('nav.exports')),
      trouble(this.#error),
      this.#exports && this.#start(),
      this.#exports ? this.#list() : !this.#error && h('p', { class: 'empty' }, t('waiting')),
    ];
  }

  #start() {
    if (!this.#snapshots.length) {
      return h('p', { class: 'note' }, t('exports.no_snapshot'), ' ', h('a', { href: '#/snapshots' }, t('exports.to_snapshots')));
    }
    const set = (name) => (event) => (this.#form[name] = event.target.value.trim());
    return h(
      'form',
      { class: 'tools start', onsubmit: (event) => this.#submit(event) },
      field(
        t('exports.snapshot'),
        h('select', { value: this.#form.snapshot, onchange: (event) => this.#pickSnapshot(event.target.value) }, this.#snapshots.map((it) => h('option', { key: it, value: it }, it))),
      ),
      field(
        t('exports.recipe'),
        h('select', { value: this.#form.recipe, onchange: set('recipe') }, this.#recipes.map((it) => h('option', { key: it, value: it }, it))),
      ),
      field(t('exports.own'), h('input', { type: 'file', name: 'own', accept: '.yaml,.yml', onchange: (event) => this.#keep(event) })),
      field(t('exports.name'), h('input', { name: 'name', value: this.#form.name, required: true, oninput: set('name'), spellcheck: 'false', autocomplete: 'off', placeholder: 'first' })),
      field(
        t('exports.since'),
        h('select', { name: 'since', value: this.#form.since, onchange: set('since') }, h('option', { key: '', value: '' }, t('exports.everything')), this.#older().map((it) => h('option', { key: it, value: it }, it))),
      ),
      field(t('exports.index'), h('input', { name: 'index', value: this.#form.index, oninput: set('index'), spellcheck: 'false', autocomplete: 'off' })),
      h('button', { type: 'submit', class: 'strong' }, t('exports.go')),
      trouble(this.#refused),
    );
  }

  // A recipe from the reader's machine; the daemon keeps it, and it is chosen.
  async #keep(event) {
    const file = event.target.files[0];
    if (!file) return;
    const name = file.name.replace(/\.ya?ml$/, '');
    try {
      this.#recipes = (await post('/api/v1/exports/recipes', { name, text: await file.text() })).recipes;
      this.#form.recipe = name;
      this.#refused = null;
      this.app.say(t('exports.kept', { name }));
    } catch (error) {
      this.#refused = error;
    }
    this.app.redraw();
  }

  async #submit(event) {
    event.preventDefault();
    try {
      await post('/api/v1/exports', this.#form);
      this.#refused = null;
      this.app.say(t('exports.started', { name: this.#form.name }));
      this.#form.name = '';
      this.open();
    } catch (error) {
      this.#refused = error;
    }
    this.app.redraw();
  }

  #list() {
    if (!this.#exports.length) return h('p', { class: 'empty' }, t('exports.none'));
    return h('ul', { class: 'exports' }, this.#exports.map((it) => this.#export(it)));
  }

  #export(it) {
    return h(
      'li',
      { key: it.id },
      h(
        'div',
        { class: 'title' },
        h('h2', null, it.id),
        mark(TONES[it.state] ?? 'quiet', named('export', it.state)),
        h('div', { class: 'acts' }, this.#action(it)),
      ),
      it.state === 'running' && this.#progress(it),
      h(
        'p',
        { class: 'more' },
        t('exports.of', { snapshot: it.snapshot, recipe: it.recipe }),
        it.since && [' · ', t('exports.since_what', { snapshot: it.since })],
        it.index && [' · ', t('exports.index_what', { name: it.index })],
        when(it),
      ),
      h('p', { class: 'more' }, h('code', null, it.out)),
      it.message && h('p', { class: it.state === 'failed' ? 'message bad' : 'message' }, it.message),
      it.state === 'failed' && h('p', { class: 'more' }, t('exports.log'), ' ', h('code', null, it.log)),
    );
  }

  #action(it) {
    if (it.state === 'running' || it.state === 'queued') {
      return button(t('exports.cancel'), () => this.#cancel(it), { 'aria-label': t('exports.cancel_name', { name: it.id }) });
    }
    if (it.state === 'done') return null;
    return button(t('exports.resume'), () => this.#resume(it), { 'aria-label': t('exports.resume_name', { name: it.id }) });
  }

  #progress(it) {
    if (it.done === undefined) return null;
    const part = it.total > 0 ? Math.min(1, it.done / it.total) : 0;
    return h(
      'div',
      { class: 'progress' },
      h(
        'ol',
        { class: 'phases' },
        PHASES.slice(0, it.phases).map((phase) => h('li', { 'aria-current': phase === it.phase ? 'step' : null }, t(`phase.${phase}`))),
      ),
      h('progress', { max: 1, value: part, 'aria-label': t('exports.progress', { name: it.id }) }),
      h(
        'p',
        { class: 'figures' },
        h('span', null, share(part)),
        h('span', null, it.total > 0 ? t('exports.so_far', { done: it.done, total: it.total }) : number(it.done)),
        h('span', null, it.eta_s === undefined ? '\u00a0' : t('exports.left', { span: span(it.eta_s * 1_000) })),
      ),
    );
  }

  #cancel({ id }) {
    dialog({
      title: t('exports.cancel_title', { name: id }),
      action: t('exports.cancel_go'),
      danger: true,
      body: () => h('p', null, t('exports.cancel_what')),
      run: async () => {
        await post('/api/v1/exports/cancel', { id });
        this.open();
      },
    });
  }

  async #resume({ id }) {
    await this.app.attempt(post('/api/v1/exports/resume', { id }));
    this.open();
  }
}

/** When it was begun or ended, and how long that took; nothing while it waits for its turn. */
function when({ started_at: started, ended_at: ended }) {
  if (!started) return null;
  if (!ended) return [' · ', t('exports.began'), ' ', time(started)];
  const took = t('exports.took', { span: span(Date.parse(ended) - Date.parse(started)) });
  return [' · ', t('exports.ended'), ' ', time(ended), ` (${took})`];
}
