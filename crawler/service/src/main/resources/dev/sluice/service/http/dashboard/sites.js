// The seeds, each with what came of it; paused, limited, added and removed here.

import { ask, post } from './api.js';
import { h } from './draw.js';
import { button, choice, debounce, dialog, field, mark, table, trouble } from './parts.js';
import { number, span, t } from './words.js';

const REFRESH_MS = 5_000;
const PENDING_MS = 1_000;
const LIMIT = 50;
/** So long a change of the files may take until it holds; then the row shows what is. */
const MOST_PENDING_MS = 20_000;
/** So long the removal of stored pages may take. */
const MOST_PURGE_MS = 3_600_000;

export class Sites {
  #answer = null;
  #error = null;
  #pending = new Map();
  #search = debounce(250, (q) => this.#change({ q, offset: 0 }));

  constructor(app) {
    this.app = app;
  }

  start() {
    this.app.every(REFRESH_MS, () => this.open());
    this.app.every(PENDING_MS, () => this.#pending.size > 0 && this.open());
  }

  async open() {
    const asked = this.#wanted();
    try {
      const answer = await ask('/api/v1/sites', { ...asked, limit: LIMIT });
      // A slow answer must not overtake what was typed after it was asked for.
      if (JSON.stringify(asked) !== JSON.stringify(this.#wanted())) return;
      this.#answer = answer;
      this.#error = null;
      this.#settle();
    } catch (error) {
      this.#error = error;
    }
    this.app.redraw();
  }

  hear(name) {
    if (name === 'seeds') this.open();
  }

  #wanted() {
    const { query } = this.app;
    return {
      q: query.get('q') ?? '',
      sort: query.get('sort') ?? 'seed',
      order: query.get('order') ?? 'asc',
      offset: Number(query.get('offset') ?? 0),
    };
  }

  #change(part) {
    const { q, sort, order, offset } = { ...this.#wanted(), ...part };
    this.app.note({ q, sort: sort === 'seed' ? '' : sort, order: order === 'asc' ? '' : order, offset: offset || '' });
    this.open();
  }

  #settle() {
    for (const { seed, paused } of this.#answer.sites) {
      const wish = this.#pending.get(seed);
      if (wish && (wish.paused === paused || Date.now() > wish.until)) this.#pending.delete(seed);
    }
  }

  draw() {
    const wanted = this.#wanted();
    return [
      h('div', { class: 'title' }, h('h1', { tabindex: -1 }, t('nav.sites')), button(t('sites.add'), () => this.#add(), { class: 'strong' })),
      h(
        'div',
        { class: 'tools', role: 'search' },
        field(
          t('sites.search'),
          h('input', { type: 'search', value: wanted.q, oninput: (event) => this.#search(event.target.value), spellcheck: 'false' }),
        ),
      ),
      trouble(this.#error),
      this.#answer ? this.#list(wanted) : !this.#error && h('p', { class: 'empty' }, t('waiting')),
    ];
  }

  #list(wanted) {
    const { total, sites } = this.#answer;
    return [
      table({
        label: t('nav.sites'),
        columns: this.#columns(),
        items: sites,
        keyOf: (it) => it.seed,
        sort: { key: wanted.sort, order: wanted.order },
        onSort: (sort, order) => this.#change({ sort, order, offset: 0 }),
        empty: wanted.q ? t('sites.none_found') : t('sites.none'),
      }),
      h(
        'div',
        { class: 'pager' },
        button(t('previous'), () => this.#change({ offset: Math.max(0, wanted.offset - LIMIT) }), { disabled: wanted.offset === 0 }),
        h(
          'span',
          { role: 'status' },
          total > 0 && t('range', { from: wanted.offset + 1, to: wanted.offset + sites.length, total }),
        ),
        button(t('next'), () => this.#change({ offset: wanted.offset + LIMIT }), { disabled: wanted.offset + sites.length >= total }),
      ),
    ];
  }

  #columns() {
    return [
      { key: 'seed', label: t('sites.seed'), sortable: true, main: true, cell: nameOf },
      { key: 'state', label: t('sites.state'), cell: (it) => this.#state(it) },
      { key: 'pages', label: t('sites.pages'), sortable: true, number: true, cell: pagesOf },
      { key: 'queued', label: t('sites.queued'), sortable: true, number: true, cell: queuedOf },
      { key: 'hosts', label: t('sites.hosts'), sortable: true, number: true, cell: hostsOf },
      { key: 'priority', label: t('sites.priority'), sortable: true, number: true, cell: (it) => number(it.priority) },
      { key: 'delay', label: t('sites.delay'), number: true, cell: (it) => (it.delay_ms === undefined ? '–' : span(it.delay_ms)) },
      { key: 'actions', label: t('actions'), kind: 'acts', cell: (it) => this.#actions(it) },
    ];
  }

  #state({ seed, paused }) {
    const wish = this.#pending.get(seed);
    if (wish) return mark('quiet', t(wish.paused ? 'sites.pausing' : 'sites.resuming'));
    return paused ? mark('quiet', t('sites.paused')) : mark('good', t('sites.crawled'));
  }

  #actions(site) {
    const name = { name: site.seed };
    return [
      site.paused
        ? button(t('sites.resume'), () => this.#pause(site, false), { 'aria-label': t('sites.resume_name', name) })
        : button(t('sites.pause'), () => this.#pause(site, true), { 'aria-label': t('sites.pause_name', name) }),
      button(t('sites.limit'), () => this.#limit(site), { 'aria-label': t('sites.limit_name', name) }),
      button(t('sites.remove'), () => this.#remove(site), { 'aria-label': t('sites.remove_name', name) }),
    ];
  }

  async #pause({ seed }, paused) {
    this.#pending.set(seed, { paused, until: Date.now() + MOST_PENDING_MS });
    this.app.redraw();
    try {
      await post(`/api/v1/seeds/${paused ? 'pause' : 'resume'}`, { seed });
      this.app.say(t(paused ? 'sites.was_paused' : 'sites.was_resumed', { name: seed }));
    } catch (error) {
      this.#pending.delete(seed);
      this.app.say(error.message, 'bad');
    }
    this.open();
  }

  #limit(site) {
    const before = {
      delay: site.delay_ms === undefined ? '' : spanField(site.delay_ms),
      pages: site.budget_pages === undefined ? '' : String(site.budget_pages),
      priority: String(site.priority),
      recrawl: site.recrawl_s === undefined ? '' : spanField(site.recrawl_s * 1_000),
    };
    const now = { ...before };
    const input = (name, properties) =>
      field(
        t(`limit.${name}`),
        h('input', { value: now[name], oninput: (event) => (now[name] = event.target.value.trim()), autocomplete: 'off', ...properties }),
        t(`limit.${name}_hint`),
      );
    dialog({
      title: t('limit.title', { name: site.seed }),
      action: t('limit.go'),
      body: () => [
        input('delay'),
        input('pages', { inputmode: 'numeric' }),
        input('priority', { inputmode: 'numeric' }),
        input('recrawl'),
      ],
      run: async () => {
        const changed = Object.keys(now).filter((name) => now[name] !== before[name]);
        if (!changed.length) return;
        const fields = Object.fromEntries(changed.map((name) => [name, now[name] || null]));
        await post('/api/v1/seeds/set', { seed: site.seed, fields });
        this.app.say(t('limit.done', { name: site.seed }));
        this.open();
      },
    });
  }

  #remove({ seed }) {
    let purge = false;
    const choose = (event) => (purge = event.target.checked);
    dialog({
      title: t('remove.title', { name: seed }),
      action: t('remove.go'),
      danger: true,
      body: () => [
        h('p', null, t('remove.what')),
        choice(t('remove.purge'), h('input', { type: 'checkbox', onchange: choose }), t('remove.purge_hint')),
      ],
      run: async () => {
        const { purged } = await post('/api/v1/seeds/remove', { seed, purge }, purge ? MOST_PURGE_MS : undefined);
        this.app.say(purged ? t('remove.purged', { name: seed, n: purged.captures }) : t('remove.done', { name: seed }));
        this.open();
      },
    });
  }

  #add() {
    const seed = { url: '', name: '', extent: 'host' };
    const set = (name) => (event) => (seed[name] = event.target.value.trim());
    dialog({
      title: t('add.title'),
      action: t('add.go'),
      body: () => [
        field(t('add.url'), h('input', { type: 'url', required: true, oninput: set('url'), placeholder: 'https://example.org/' })),
        field(t('add.name'), h('input', { oninput: set('name'), autocomplete: 'off' }), t('add.name_hint')),
        field(
          t('add.extent'),
          h('select', { onchange: set('extent') }, ['host', 'domain', 'prefix'].map((it) => h('option', { value: it }, t(`extent.${it}`)))),
        ),
      ],
      run: async () => {
        const { url, name, extent } = seed;
        await post('/api/v1/seeds/add', { url, ...(name && { name }), ...(extent !== 'host' && { extent }) });
        this.app.say(t('add.done', { url }));
        this.open();
      },
    });
  }
}

function nameOf({ seed, url, extent }) {
  return [
    h('span', { class: 'what' }, seed),
    h('span', { class: 'more' }, seed === url ? '' : `${url} · `, t(`extent.${extent}`)),
  ];
}

function pagesOf({ pages, budget_pages: most }) {
  return [
    number(pages),
    most !== undefined && h('span', { class: 'more' }, t('sites.of', { n: most })),
  ];
}

function queuedOf({ queued, over_budget: over }) {
  return [
    queued === undefined ? '–' : number(queued),
    over > 0 && h('span', { class: 'more' }, t('sites.over_budget', { n: over })),
  ];
}

function hostsOf({ hosts, hosts_waiting: waiting, hosts_given_up: givenUp }) {
  return [
    number(hosts),
    waiting > 0 && h('span', { class: 'more' }, t('sites.waiting', { n: waiting })),
    givenUp > 0 && h('span', { class: 'more' }, t('sites.given_up', { n: givenUp })),
  ];
}

/** A span as a seed file has it. */
function spanField(ms) {
  const [unit, length] = [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1_000], ['ms', 1]].find(
    ([, it]) => ms % it === 0,
  );
  return `${ms / length}${unit}`;
}
