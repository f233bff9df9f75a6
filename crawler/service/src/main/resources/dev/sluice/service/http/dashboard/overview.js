// How does it go? The last hour, what waits and why, what came back, and where it lies.

import { ask } from './api.js';
import { chart } from './chart.js';
import { h } from './draw.js';
import { bars, facts } from './parts.js';
import { moment, named, number, rate, size, sizeParts, span, t, untilMs } from './words.js';

const HOSTS_MS = 10_000;
const HOSTS = 100;

export class Overview {
  showsStatus = true;
  #hosts = null;
  #charts = new Map();

  constructor(app) {
    this.app = app;
  }

  start() {
    this.app.every(HOSTS_MS, () => this.#readHosts());
  }

  async #readHosts() {
    try {
      this.#hosts = await ask('/api/v1/hosts', { limit: HOSTS });
      this.app.redraw();
    } catch {
      // The stream tells whether the daemon is there; the hosts of before stay.
    }
  }

  draw() {
    const { status } = this.app;
    return [
      h('h1', { tabindex: -1 }, t('nav.overview')),
      status
        ? [this.#river(status), flow(status), h('div', { class: 'columns' }, this.#columns(status)), machine(status)]
        : h('p', { class: 'empty' }, t('waiting')),
    ];
  }

  // --- the last hour

  #river({ rates, progress }) {
    const [received, unit] = sizeParts(rates.body_bytes_per_s);
    return h(
      'section',
      { class: 'river', 'aria-label': t('overview.hour') },
      h(
        'div',
        { class: 'first' },
        figure(rate(rates.pages_per_s), t('overview.pages_a_second')),
        this.#chart('pages_per_s', t('overview.pages_a_second'), 1, rate, 'gold', true),
      ),
      h(
        'div',
        { class: 'others' },
        h(
          'div',
          null,
          figure(received, t('overview.received', { unit: `${unit}/s` })),
          this.#chart('body_bytes_per_s', t('overview.received', { unit: 'B/s' }), 1024, perSecond, 'water', false, 1024),
        ),
        h(
          'div',
          null,
          figure(rate(rates.errors_per_s), t('overview.errors_a_second')),
          this.#chart('errors_per_s', t('overview.errors_a_second'), 1, rate, 'rust'),
        ),
        h(
          'div',
          null,
          figure(number(progress.in_flight), t('overview.in_flight')),
          this.#chart('in_flight', t('overview.in_flight'), 10, number, 'water'),
        ),
      ),
    );
  }

  /** A chart, drawn anew only when there is another sample. */
  #chart(name, label, least, text, tone, tall, unit) {
    const { samples } = this.app;
    const before = this.#charts.get(name);
    if (before?.samples === samples && before.label === label) return before.drawn;
    const drawn = chart({ samples, name, label, least, unit, text, tone, tall });
    this.#charts.set(name, { samples, label, drawn });
    return drawn;
  }

  // --- the columns

  #columns(status) {
    const { progress, store } = status;
    // Columns of their own: a row more in one moves nothing in another.
    return [
      h(
        'div',
        null,
        section(t('overview.answers'), bars(answers(progress.answers), t('overview.no_answers'))),
        section(t('overview.failures'), bars(counts('failure', progress.failures, 'rust'), t('overview.no_failures'))),
      ),
      h(
        'div',
        null,
        section(t('overview.hosts'), this.#whyHostsWait(progress)),
        section(t('overview.refusals'), bars(counts('refusal', progress.links_not_followed), t('overview.no_refusals'))),
      ),
      h(
        'div',
        null,
        section(t('overview.urls'), bars(urls(store), t('overview.no_urls'))),
        section(t('overview.storage'), storage(store)),
      ),
    ];
  }

  #whyHostsWait({ unreachable }) {
    if (!this.#hosts) return h('p', { class: 'empty' }, t('waiting'));
    const { hosts, next } = this.#hosts;
    const byReason = {};
    for (const { reason } of hosts) byReason[reason] = (byReason[reason] ?? 0) + 1;
    return [
      bars(counts('reason', byReason, 'water'), t('overview.no_hosts')),
      h(
        'p',
        { class: 'note' },
        next ? t('overview.first_hosts', { n: hosts.length }) : t('overview.all_hosts', { n: hosts.length }),
        ' ',
        h('a', { href: '#/hosts' }, t('overview.to_hosts')),
      ),
      unreachable.length > 0 &&
        h('details', { class: 'given-up' }, h('summary', null, t('overview.given_up', { n: unreachable.length })), h('ul', null, unreachable.map((it) => h('li', null, it)))),
    ];
  }
}

const perSecond = (bytes) => `${size(bytes)}/s`;

function figure(value, label) {
  return h('p', { class: 'figure' }, h('strong', null, value), h('span', null, label));
}

/** From the queue to the store, in the order in which a page goes through. */
function flow({ progress, store }) {
  const stages = [
    ['queued', progress.queued, progress.over_budget > 0 && t('flow.over_budget', { n: progress.over_budget })],
    ['hosts_waiting', progress.hosts_waiting],
    ['hosts_ready', progress.hosts_ready],
    ['in_flight', progress.in_flight],
    // The store is counted more seldom than the pages of this run.
    ['pages', progress.pages, store.captures > progress.pages && t('flow.in_all', { n: store.captures })],
  ];
  return h(
    'ol',
    { class: 'flow', 'aria-label': t('flow.label') },
    stages.map(([name, count, note]) =>
      h(
        'li',
        { class: name },
        h('strong', null, number(count)),
        h('span', null, t(`flow.${name}`)),
        h('small', { class: note ? '' : 'none' }, note || '\u00a0'),
      ),
    ),
  );
}

function section(title, ...content) {
  return h('section', null, h('h2', null, title), content);
}

function answers(byStatus) {
  return Object.entries(byStatus).map(([code, count]) => ({
    key: code,
    name: [h('b', { class: 'code' }, code), ' ', named('http', code) === code ? '' : named('http', code)],
    count,
    tone: code === '429' || code >= '500' ? 'rust' : code < '300' ? 'gold' : 'water',
  }));
}

function counts(group, byCode, tone) {
  return Object.entries(byCode)
    .filter(([, count]) => count > 0)
    .map(([code, count]) => ({ key: code, name: named(group, code), count, tone }));
}

function urls(store) {
  const byStatus = {};
  for (const [name, count] of Object.entries(store)) {
    if (name.startsWith('urls_')) byStatus[name.slice('urls_'.length)] = count;
  }
  return counts('url', byStatus);
}

function storage({ bytes_on_disk: tables, disk_free_bytes: free }) {
  const all = Object.values(tables).reduce((sum, bytes) => sum + bytes, 0);
  return [
    facts([
      [t('storage.all'), size(all)],
      [t('storage.free'), size(free)],
    ]),
    bars(
      Object.entries(tables)
        .filter(([, bytes]) => bytes > 0)
        .map(([name, bytes]) => ({ key: name, name: h('code', null, name), count: bytes, text: size(bytes), tone: 'gold' })),
      t('storage.none'),
    ),
  ];
}

function machine({ process, started_at: started, data, seeds_path: seeds }) {
  return h(
    'section',
    { class: 'machine' },
    h('h2', null, t('machine.title')),
    facts([
      [t('machine.up'), h('time', { datetime: started, title: moment(started) }, span(-untilMs(started)))],
      [t('machine.heap'), t('machine.of', { used: size(process.heap_bytes), most: size(process.heap_max_bytes) })],
      process.rss_bytes !== undefined && [t('machine.rss'), size(process.rss_bytes)],
      [t('machine.cpu'), span(process.cpu_s * 1_000)],
      process.open_files !== undefined && [t('machine.files'), number(process.open_files)],
      [t('machine.threads'), number(process.threads)],
      [t('machine.data'), h('code', null, data)],
      [t('machine.seeds'), h('code', null, seeds)],
    ]),
  );
}
