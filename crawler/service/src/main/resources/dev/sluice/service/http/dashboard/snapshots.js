// The states of the store that are kept.

import { ask, post, remove } from './api.js';
import { h } from './draw.js';
import { button, dialog, facts, field, table, time, trouble } from './parts.js';
import { named, number, size, t } from './words.js';

export class Snapshots {
  #told = null;
  #error = null;

  constructor(app) {
    this.app = app;
  }

  start() {
    this.open();
  }

  async open() {
    try {
      this.#take(await ask('/api/v1/snapshots'));
    } catch (error) {
      this.#error = error;
      this.app.redraw();
    }
  }

  hear(name, data) {
    if (name === 'snapshots') this.#take(data);
  }

  #take(told) {
    this.#told = told;
    this.#error = null;
    this.app.redraw();
  }

  draw() {
    return [
      h('div', { class: 'title' }, h('h1', { tabindex: -1 }, t('nav.snapshots')), button(t('snapshots.make'), () => this.#make(), { class: 'strong' })),
      trouble(this.#error),
      this.#told ? this.#list() : !this.#error && h('p', { class: 'empty' }, t('waiting')),
    ];
  }

  #list() {
    const { snapshots, damaged, schedule, retention, next_at: next, problem } = this.#told;
    return [
      facts([
        [t('snapshots.schedule'), schedule ? h('code', null, schedule) : t('snapshots.no_schedule')],
        [t('snapshots.retention'), retention ? h('code', null, retention) : t('snapshots.no_retention')],
        next && [t('snapshots.next'), time(next)],
      ]),
      problem && h('div', { class: 'trouble' }, h('p', null, t('snapshots.problem')), h('p', null, problem)),
      damaged.length > 0 && h('div', { class: 'trouble' }, h('p', null, t('snapshots.damaged')), h('ul', null, damaged.map((it) => h('li', null, it)))),
      table({
        label: t('nav.snapshots'),
        columns: [
          { key: 'name', label: t('snapshots.name'), main: true, cell: (it) => h('span', { class: 'what' }, it.name) },
          { key: 'made', label: t('snapshots.made'), cell: (it) => [time(it.created_at), h('span', { class: 'more' }, named('made', it.made))] },
          { key: 'captures', label: t('snapshots.captures'), number: true, cell: (it) => number(it.captures) },
          { key: 'bodies', label: t('snapshots.bodies'), number: true, cell: (it) => [number(it.bodies), h('span', { class: 'more' }, size(it.body_bytes))] },
          { key: 'bytes', label: t('snapshots.on_disk'), number: true, cell: (it) => size(it.bytes) },
          { key: 'apart', label: t('snapshots.apart'), number: true, cell: (it) => size(it.bytes_not_in_store) },
          { key: 'freed', label: t('snapshots.freed'), number: true, cell: (it) => size(it.bytes_freed_if_deleted) },
          { key: 'actions', label: t('actions'), kind: 'acts', cell: (it) => this.#actions(it) },
        ],
        items: snapshots.toReversed(),
        keyOf: (it) => it.name,
        empty: t('snapshots.none'),
      }),
      h('p', { class: 'note' }, t('snapshots.note')),
    ];
  }

  #actions(it) {
    return [
      h('a', { class: 'button', href: this.app.link('exports', { snapshot: it.name }), 'aria-label': t('snapshots.export_name', { name: it.name }) }, t('snapshots.export')),
      button(t('snapshots.delete'), () => this.#delete(it), { 'aria-label': t('snapshots.delete_name', { name: it.name }) }),
    ];
  }

  #make() {
    let name = '';
    dialog({
      title: t('snapshots.make_title'),
      action: t('snapshots.make_go'),
      body: () =>
        field(t('snapshots.name'), h('input', { autocomplete: 'off', autofocus: true, oninput: (event) => (name = event.target.value.trim()) }), t('snapshots.name_hint')),
      run: async () => {
        const made = await post('/api/v1/snapshots', name ? { name } : {});
        this.app.say(t('snapshots.was_made', { name: made.name }));
        this.open();
      },
    });
  }

  #delete({ name, bytes_freed_if_deleted: freed }) {
    dialog({
      title: t('snapshots.delete_title', { name }),
      action: t('snapshots.delete_go'),
      danger: true,
      body: () => h('p', null, t('snapshots.delete_what', { size: size(freed) })),
      run: async () => {
        await remove('/api/v1/snapshots', { name });
        this.app.say(t('snapshots.was_deleted', { name }));
        this.open();
      },
    });
  }
}
