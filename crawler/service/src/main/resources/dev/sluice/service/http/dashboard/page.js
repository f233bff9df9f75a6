// Everything that is known of one URL. What the page itself says is shown as text, never as a page.

import { ask, askText } from './api.js';
import { h } from './draw.js';
import { exactTime, facts, field, mark, table, time, trouble } from './parts.js';
import { named, number, size, span, t } from './words.js';

const TABS = ['explain', 'steps', 'text', 'raw'];
/** More of a body is not shown: browsers grow slow with it. */
const MOST_RAW_BYTES = 1 << 20;

export class Page {
  #url = '';
  #tab = 'explain';
  /** The capture whose bytes are shown; empty for the newest. */
  #fetchedAt = '';
  #known = null;
  #steps = null;
  #text = null;
  #raw = null;
  #error = null;
  #round = 0;

  constructor(app) {
    this.app = app;
  }

  start() {
    this.open();
  }

  open() {
    const { query } = this.app;
    const tab = query.get('tab') ?? 'explain';
    const url = query.get('url') ?? '';
    if (url !== this.#url) {
      this.#url = url;
      this.#forget();
      this.#read('explain');
    }
    this.#show(TABS.includes(tab) ? tab : 'explain');
  }

  #forget() {
    this.#round++;
    this.#known = null;
    this.#steps = null;
    this.#text = null;
    this.#raw = null;
    this.#error = null;
    this.#fetchedAt = '';
  }

  #show(tab) {
    this.#tab = tab;
    if (tab === 'steps' && !this.#steps) this.#read('steps');
    if (tab === 'text' && !this.#text) this.#read('text');
    if (tab === 'raw' && !this.#raw) this.#read('raw');
    this.app.redraw();
  }

  async #read(what) {
    if (!this.#url) return;
    const round = this.#round;
    const take = (told) => {
      // Another URL may have been asked for meanwhile.
      if (round !== this.#round) return;
      if (what === 'explain') [this.#known, this.#error] = [told.known, told.error];
      else if (what === 'steps') this.#steps = told;
      else if (what === 'text') this.#text = told;
      else this.#raw = told;
      this.app.redraw();
    };
    try {
      if (what === 'explain') take({ known: await ask('/api/v1/page', { url: this.#url }), error: null });
      else if (what === 'steps') take({ recipe: await ask('/api/v1/page/steps', { url: this.#url }) });
      else if (what === 'text') take(await ask('/api/v1/page/text', { url: this.#url }));
      else take(await askText('/api/v1/page/raw', { url: this.#url, fetched_at: this.#fetchedAt }, MOST_RAW_BYTES));
    } catch (error) {
      take({ known: null, error });
    }
  }

  draw() {
    return [
      h('h1', { tabindex: -1 }, t('nav.page')),
      h(
        'form',
        { class: 'tools', role: 'search', onsubmit: (event) => this.#submit(event) },
        field(
          t('page.url'),
          h('input', { type: 'text', name: 'url', inputmode: 'url', value: this.#url, required: true, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', placeholder: 'https://example.org/page' }),
        ),
        h('button', { type: 'submit', class: 'strong' }, t('page.go')),
      ),
      trouble(this.#error),
      this.#known && this.#answer(),
      !this.#url && h('p', { class: 'empty' }, t('page.hint')),
      this.#url && !this.#known && !this.#error && h('p', { class: 'empty' }, t('waiting')),
    ];
  }

  #submit(event) {
    event.preventDefault();
    const url = event.target.elements.url.value.trim();
    if (url === this.#url) this.#forget();
    this.#url = '';
    this.app.note({ url, tab: this.#tab === 'explain' ? '' : this.#tab });
    this.open();
  }

  #answer() {
    return [
      h('h2', { class: 'address' }, this.#known.url),
      h(
        'div',
        { class: 'tabs', role: 'tablist', 'aria-label': t('page.tabs'), onkeydown: (event) => this.#move(event) },
        TABS.map((it) =>
          h(
            'button',
            {
              type: 'button',
              role: 'tab',
              id: `tab-${it}`,
              'aria-selected': String(it === this.#tab),
              'aria-controls': 'panel',
              tabindex: it === this.#tab ? 0 : -1,
              onclick: () => this.#choose(it),
            },
            t(`page.${it}`),
          ),
        ),
      ),
      h(
        'div',
        { id: 'panel', class: 'panel', role: 'tabpanel', tabindex: 0, 'aria-labelledby': `tab-${this.#tab}`, key: this.#tab },
        this.#panel(),
      ),
    ];
  }

  #choose(tab) {
    this.app.note({ url: this.#url, tab: tab === 'explain' ? '' : tab });
    this.#show(tab);
  }

  /** The arrow keys go from tab to tab, as they do everywhere. */
  #move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tab = TABS[(TABS.indexOf(this.#tab) + step + TABS.length) % TABS.length];
    this.#choose(tab);
    document.getElementById(`tab-${tab}`).focus();
  }

  #panel() {
    if (this.#tab === 'explain') return explanation(this.#known);
    if (['steps', 'text'].includes(this.#tab) && !this.#known.captures.length) return h('p', { class: 'empty' }, t('page.no_capture'));
    if (this.#tab === 'steps') return this.#steps ? steps(this.#steps) : h('p', { class: 'empty' }, t('waiting'));
    if (this.#tab === 'text') return this.#text ? extracted(this.#text) : h('p', { class: 'empty' }, t('waiting'));
    return this.#bytes();
  }

  #bytes() {
    const captures = this.#known.captures.toReversed();
    return [
      captures.length > 1 &&
        field(
          t('page.capture'),
          h(
            'select',
            {
              value: this.#fetchedAt,
              onchange: (event) => {
                this.#fetchedAt = event.target.value;
                this.#raw = null;
                this.#show('raw');
              },
            },
            captures.map((it, i) =>
              h('option', { value: i === 0 ? '' : it.fetched_at }, `${it.fetched_at} · ${it.status} · ${size(it.body_bytes)}`),
            ),
          ),
        ),
      !this.#raw && h('p', { class: 'empty' }, t('waiting')),
      trouble(this.#raw?.error),
      this.#raw?.cut && h('p', { class: 'note' }, t('page.cut', { size: size(MOST_RAW_BYTES) })),
      this.#raw?.text !== undefined && h('pre', { class: 'raw' }, this.#raw.text),
    ];
  }
}

// --- what is known

function explanation({ known, refused, record, robots, host, captures }) {
  return [
    !known && h('p', { class: 'note' }, t('page.unknown')),
    refused && h('p', { class: 'note' }, t('page.refused', { why: refused.detail })),
    record && part(t('page.crawl'), crawl(record)),
    robots && part('robots.txt', rules(robots)),
    host && part(t('page.host'), hostFacts(host)),
    captures.length > 0 && h('section', null, h('h3', null, t('page.captures')), captures.toReversed().map(capture)),
  ];
}

const part = (title, rows) => h('section', null, h('h3', null, title), facts(rows));

function crawl(record) {
  const { history } = record;
  return [
    [t('page.state'), mark(record.status === 'failed' ? 'bad' : 'good', named('url', record.status)), ' ', exactTime(record.since), record.detail ? ` (${record.detail})` : ''],
    record.over_budget && [t('page.waits'), `${named('refusal', record.over_budget.why)}: ${record.over_budget.detail}`],
    [t('page.seed'), record.seed],
    [t('page.depth'), number(record.depth)],
    [t('page.found_on'), record.found_on ? pageLink(record.found_on) : t('page.as_seed')],
    record.kind !== 'page' && [t('page.kind'), named('kind', record.kind)],
    record.redirects > 0 && [t('page.redirects'), number(record.redirects)],
    record.attempts > 1 && [t('page.attempts'), number(record.attempts)],
    history.visits > 0 && [t('page.visits'), t('page.visits_of', { visits: history.visits, changes: history.changes })],
    history.last_visit && [t('page.last'), exactTime(history.last_visit)],
    [t('page.next'), history.next_visit ? [exactTime(history.next_visit), ` (${t('page.after', { span: span(history.interval_s * 1_000) })})`] : t('page.no_next')],
  ];
}

function rules({ allowed, outcome, detail, fetched_at: at, directives }) {
  return [
    [t('page.may'), mark(allowed ? 'good' : 'bad', t(allowed ? 'page.allowed' : 'page.disallowed'))],
    [t('page.answer'), named('robots', outcome), ` (${detail})`],
    [t('page.asked'), exactTime(at)],
    directives.length > 0 && [t('page.asks'), directives.map(directive)],
  ];
}

function hostFacts(host) {
  return [
    [t('hosts.standing'), named('standing', host.standing)],
    [t('sites.pages'), number(host.pages)],
    [t('sites.priority'), number(host.priority)],
    Date.parse(host.next_request) > 0 && [t('hosts.next'), time(host.next_request)],
    host.crawl_delay_ms > 0 && ['Crawl-delay', span(host.crawl_delay_ms)],
    host.latency_ms > 0 && [t('hosts.latency'), span(host.latency_ms)],
    host.failures > 0 && [t('hosts.failures'), number(host.failures)],
    host.habits.length > 0 && [t('page.habits'), host.habits.map((it) => h('p', null, it))],
  ];
}

function capture(it) {
  return h(
    'details',
    { class: 'capture', key: it.fetched_at, open: true },
    h('summary', null, exactTime(it.fetched_at), ' ', h('b', { class: 'code' }, it.status), ' ', it.media_type, ' ', size(it.body_bytes)),
    facts([
      [t('page.change'), named('change', it.change)],
      [t('page.address'), `${it.address}, ${span(it.latency_ms)}`],
      ['SHA-256', h('code', { class: 'hash' }, it.body_sha256)],
      it.truncated && [t('page.body'), mark('bad', t('page.truncated'))],
      it.unverified && ['TLS', mark('bad', t('page.unverified'))],
      it.directives.length > 0 && [t('page.asks'), it.directives.map(directive)],
      Object.keys(it.tags).length > 0 && [t('page.tags'), Object.entries(it.tags).map(([name, value]) => `${name}=${value}`).join(', ')],
    ]),
  );
}

const directive = ({ meaning, source, text }) =>
  h('p', null, named('directive', meaning), h('span', { class: 'more' }, `${source}: ${text}`));

/** A link to this view, never to the page itself. */
const pageLink = (url) => h('a', { href: `#/page?${new URLSearchParams({ url })}` }, url);

// --- what a recipe makes of it

function steps({ error, recipe }) {
  if (error) return trouble(error);
  return [
    facts([
      [t('page.recipe'), recipe.name],
      recipe.title && [t('page.title'), recipe.title],
      recipe.charset && [t('page.charset'), recipe.charset],
      recipe.language && [t('page.language'), recipe.language],
    ]),
    table({
      label: t('page.steps'),
      columns: [
        { key: 'step', label: t('page.step'), main: true, cell: (it) => it.first && h('code', null, it.step) },
        { key: 'result', label: t('page.result'), cell: (it) => it.first && mark({ kept: 'good', dropped: 'bad' }[it.result] ?? 'quiet', named('result', it.result)) },
        { key: 'rule', label: t('page.rule'), cell: (it) => it.rule && h('code', null, it.rule) },
        { key: 'value', label: t('page.value'), number: true, cell: (it) => it.value },
        { key: 'limit', label: t('page.limit'), cell: (it) => it.limit },
        { key: 'passed', label: t('page.passed'), cell: (it) => it.rule && mark(it.passed ? 'good' : 'bad', t(it.passed ? 'yes' : 'no')) },
      ],
      items: recipe.steps.flatMap(measured),
      keyOf: (it) => `${it.step} ${it.rule}`,
      empty: '',
    }),
  ];
}

/** A row for each value that a step measured, and one for a step that measured nothing. */
function measured({ step, result, measured: values }) {
  const all = Object.entries(values).map(([rule, [value, limit, passed]]) => ({ rule, value, limit, passed }));
  return (all.length ? all : [{ rule: '' }]).map((it, i) => ({ step, result, first: i === 0, ...it }));
}

function extracted({ error, title, language, text, kept, dropped_by: by }) {
  if (error) return trouble(error);
  return [
    facts([
      [t('page.outcome'), kept ? mark('good', t('page.kept')) : mark('bad', by ? t('page.dropped_by', { rule: by }) : t('page.dropped'))],
      title && [t('page.title'), title],
      language && [t('page.language'), language],
      [t('page.length'), t('page.characters', { n: [...text].length })],
    ]),
    h('article', { class: 'text', lang: language ?? null }, text.split(/\n+/).map((it) => h('p', null, it))),
  ];
}
