// The hosts, each with where it stands and why it waits.

import { ask } from './api.js';
import { h } from './draw.js';
import { button, debounce, field, mark, table, time, trouble } from './parts.js';
import { named, number, span, t, untilMs } from './words.js';

const REFRESH_MS = 3_000;
const LIMIT = 50;
const STANDINGS = ['waiting', 'drained', 'given_up', 'not_ours', 'over_budget', 'paused'];
const TONES = { in_flight: 'good', ready: 'good', back_off: 'bad', robots_unreachable: 'bad' };

export class Hosts {
  #answer = null;
  #error = null;
  /** Where the pages before this one began. */
  #before = [];
  #search = debounce(250, (q) => this.#change({ q, after: '' }));

  constructor(app) {
    this.app = app;
  }

  start() {
    this.app.every(REFRESH_MS, () => this.open());
  }

  async open() {
    const asked = this.#wanted();
    try {
      const answer = await ask('/api/v1/hosts', { ...asked, limit: LIMIT });
      if (JSON.stringify(asked) !== JSON.stringify(this.#wanted())) return;
      this.#answer = answer;
      this.#error = null;
    } catch (error) {
      this.#error = error;
    }
    this.app.redraw();
  }

  #wanted() {
    const { query } = this.app;
    return { q: query.get('q') ?? '', standing: query.get('standing') ?? '', after: query.get('after') ?? '' };
  }

  #change(part) {
    if (part.after === '') this.#before = [];
    this.app.note({ ...this.#wanted(), ...part });
    this.open();
  }

  draw() {
    const wanted = this.#wanted();
    return [
      h('h1', { tabindex: -1 }, t('nav.hosts')),
      h(
        'div',
        { class: 'tools', role: 'search' },
        field(
          t('hosts.search'),
          h('input', { type: 'search', value: wanted.q, oninput: (event) => this.#search(event.target.value.trim()), spellcheck: 'false', autocapitalize: 'none' }),
        ),
        field(
          t('hosts.standing'),
          h(
            'select',
            { onchange: (event) => this.#change({ standing: event.target.value, after: '' }), value: wanted.standing },
            h('option', { value: '' }, t('hosts.any')),
            STANDINGS.map((it) => h('option', { value: it }, named('standing', it))),
          ),
        ),
      ),
      trouble(this.#error),
      this.#answer ? this.#list(wanted) : !this.#error && h('p', { class: 'empty' }, t('waiting')),
    ];
  }

  #list(wanted) {
    const { hosts, next } = this.#answer;
    return [
      table({
        label: t('nav.hosts'),
        columns: columns(),
        items: hosts,
        keyOf: (it) => it.host,
        empty: t(next !== null ? 'hosts.look_on' : wanted.q || wanted.standing ? 'hosts.none_found' : 'hosts.none'),
      }),
      h(
        'div',
        { class: 'pager' },
        button(t('previous'), () => this.#back(), { disabled: this.#before.length === 0 && wanted.after === '' }),
        h('span', { role: 'status' }, t('hosts.shown', { n: hosts.length })),
        button(t('next'), () => this.#forward(wanted.after, next), { disabled: next === null }),
      ),
    ];
  }

  #back() {
    this.#change({ after: this.#before.pop() ?? '' });
  }

  #forward(from, next) {
    this.#before.push(from);
    this.#change({ after: next });
  }
}

function columns() {
  return [
    { key: 'host', label: t('hosts.host'), main: true, cell: (it) => h('span', { class: 'what' }, it.host) },
    { key: 'why', label: t('hosts.why'), kind: 'why', cell: why },
    { key: 'standing', label: t('hosts.standing'), cell: (it) => named('standing', it.standing) },
    { key: 'pages', label: t('sites.pages'), number: true, cell: (it) => number(it.pages) },
    { key: 'priority', label: t('sites.priority'), number: true, cell: (it) => number(it.priority) },
    { key: 'failures', label: t('hosts.failures'), number: true, cell: (it) => number(it.failures) },
    { key: 'latency', label: t('hosts.latency'), number: true, cell: (it) => (it.latency_ms ? span(it.latency_ms) : '–') },
    { key: 'crawl_delay', label: 'Crawl-delay', number: true, cell: (it) => (it.crawl_delay_ms ? span(it.crawl_delay_ms) : '–') },
  ];
}

function why({ reason, words, next_request: next }) {
  return [
    h('span', { title: words }, mark(TONES[reason] ?? 'quiet', named('reason', reason))),
    next && untilMs(next) > 0 && h('span', { class: 'more' }, t('hosts.next'), ' ', time(next)),
  ];
}
