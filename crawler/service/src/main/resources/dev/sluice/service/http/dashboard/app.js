// The dashboard: the frame around the views, which view is shown, and what all of them know.

import { ask, login, post, search } from './api.js';
import { draw, h } from './draw.js';
import { Live } from './live.js';
import { mark, trouble } from './parts.js';
import {
  LANGUAGES,
  changeLanguage,
  chooseLanguage,
  currentLanguage,
  keep,
  kept,
  rate,
  setClock,
  size,
  t,
} from './words.js';
import { Exports } from './exports.js';
import { Hosts } from './hosts.js';
import { Login } from './login.js';
import { Overview } from './overview.js';
import { Page } from './page.js';
import { Seeds } from './seeds.js';
import { Sites } from './sites.js';
import { Snapshots } from './snapshots.js';
import { Takedowns } from './takedowns.js';

const VIEWS = {
  overview: Overview,
  sites: Sites,
  hosts: Hosts,
  page: Page,
  seeds: Seeds,
  snapshots: Snapshots,
  exports: Exports,
  takedowns: Takedowns,
};
const THEMES = ['auto', 'light', 'dark'];
const HISTORY_MS = 3_600_000;
const SAID_MS = 6_000;
/** Views that do not show the status are drawn anew with every so many of its, for the times in them. */
const STATUSES_A_DRAWING = 10;

class App {
  /** The daemon's status as it was told last; null before that. */
  status = null;
  /** The last hour in steps of a few seconds. */
  samples = [];

  #root = document.getElementById('app');
  #live = new Live((name, data) => this.#hear(name, data));
  #name = '';
  #view = null;
  #timers = [];
  #stepMs = 5_000;
  #access = { required: false, logged_in: true };
  #lost = false;
  #menu = false;
  #said = null;
  #waiting = false;
  #drawnView = null;
  #statuses = 0;

  async start() {
    chooseLanguage();
    login.addEventListener('needed', () => this.#show(false));
    addEventListener('hashchange', () => this.#route(true));
    try {
      this.#access = await ask('/api/v1/login');
    } catch {
      // The views tell that there is no answer, and the stream goes on trying.
    }
    this.#show(!this.#access.required || this.#access.logged_in);
  }

  /** Shows the views, or else the login. */
  #show(open) {
    this.#access.logged_in = open;
    if (open) {
      this.#route(false);
      this.#live.start();
    } else {
      this.#live.stop();
      this.#open('login', new Login(this));
    }
  }

  /** Called after the token was taken. */
  loggedIn() {
    this.#show(true);
  }

  async #logOut() {
    await this.attempt(post('/api/v1/logout'));
    this.#access.required = true;
    this.#show(false);
  }

  // --- which view

  #address() {
    const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
    return { name: path in VIEWS ? path : 'overview', query: new URLSearchParams(query) };
  }

  /** What the address says behind the question mark. */
  get query() {
    return this.#address().query;
  }

  /** The address of a view. */
  link(name, query) {
    return `#/${name}${search(query)}`;
  }

  /** Changes the address of the view that is shown, without a new step in the browser's history. */
  note(query) {
    history.replaceState(null, '', this.link(this.#name, query));
  }

  #route(byUser) {
    if (this.#access.required && !this.#access.logged_in) return;
    const { name } = this.#address();
    this.#menu = false;
    if (name === this.#name) {
      this.#view.open?.();
      this.redraw();
    } else {
      this.#open(name, new VIEWS[name](this));
      if (byUser) {
        this.#drawNow();
        document.querySelector('h1')?.focus();
      }
    }
  }

  #open(name, view) {
    this.#timers.forEach(clearInterval);
    this.#timers = [];
    this.#view?.close?.();
    this.#name = name;
    this.#view = view;
    view.start?.();
    this.redraw();
  }

  /** Runs something now and then again and again while the view is shown and somebody looks. */
  every(ms, run) {
    run();
    this.#timers.push(setInterval(() => document.hidden || run(), ms));
  }

  // --- what is told

  #hear(name, data) {
    if (name === 'lost') {
      this.#lost = true;
      this.#askWhetherLoggedIn();
    } else if (name === 'found') {
      this.#lost = false;
      this.#readHistory();
      this.#view?.open?.();
    } else if (name === 'status') {
      this.status = data;
      setClock(data.at);
      this.#addSample(data);
    }
    this.#view?.hear?.(name, data);
    const aside = name === 'status' && !this.#view?.showsStatus && ++this.#statuses % STATUSES_A_DRAWING !== 0;
    if (aside) this.#redrawFrame();
    else this.redraw();
  }

  async #askWhetherLoggedIn() {
    try {
      this.#access = await ask('/api/v1/login');
      if (this.#access.required && !this.#access.logged_in) this.#show(false);
    } catch {
      // No answer at all: the banner says so already.
    }
  }

  async #readHistory() {
    const told = await this.attempt(ask('/api/v1/history'));
    if (!told) return;
    this.#stepMs = told.interval_s * 1_000;
    this.samples = told.samples;
    this.redraw();
  }

  /** Goes on with the history by what the stream tells, so that it need not be asked for again. */
  #addSample({ at, rates, progress, process }) {
    const last = this.samples[this.samples.length - 1];
    const now = Date.parse(at);
    if (last && now - Date.parse(last.at) < this.#stepMs) return;
    const kept = this.samples.filter((it) => now - Date.parse(it.at) <= HISTORY_MS);
    this.samples = [...kept, { at, ...rates, ...progress, ...process }];
  }

  /** What a promise brings; if it fails, that is said, and there is nothing. */
  async attempt(promise) {
    try {
      return await promise;
    } catch (error) {
      if (error.status !== 401) this.say(error.status === 0 ? t('error.no_answer') : error.message, 'bad');
      return null;
    }
  }

  /** Says something in passing, to eyes and to screen readers. */
  say(words, tone = 'good') {
    clearTimeout(this.#said?.timer);
    const timer = setTimeout(() => {
      this.#said = null;
      this.redraw();
    }, SAID_MS);
    this.#said = { words, tone, timer };
    document.getElementById('said').textContent = words;
    this.redraw();
  }

  // --- what is seen

  /** Draws what has changed, together with whatever else changes in this moment. */
  redraw() {
    this.#drawnView = null;
    this.#redrawFrame();
  }

  #redrawFrame() {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#drawNow();
    });
  }

  #drawNow() {
    this.#drawnView ??= this.#view.draw();
    document.title = `${t(`nav.${this.#name}`)} · Sluice`;
    draw(this.#root, this.#name === 'login' ? this.#loginFrame() : this.#frame());
  }

  #loginFrame() {
    return h(
      'div',
      { class: 'gate', key: 'gate' },
      h('main', { id: 'main' }, this.#brand(), this.#drawnView),
      h('div', { class: 'choices' }, this.#choices()),
    );
  }

  #frame() {
    return h(
      'div',
      { class: 'frame', key: 'frame' },
      h('a', { class: 'skip', href: '#main', onclick: skip }, t('skip')),
      h(
        'header',
        { class: this.#menu ? 'rail open' : 'rail' },
        h('div', { class: 'head' }, this.#brand(), this.#menuButton()),
        h('nav', { 'aria-label': t('nav.label') }, h('ul', null, Object.keys(VIEWS).map((it) => this.#tab(it)))),
        h('div', { class: 'foot' }, this.#pulse(), h('div', { class: 'choices' }, this.#choices()), this.#version()),
      ),
      h(
        'main',
        { id: 'main', tabindex: -1 },
        h('div', { role: 'status', class: 'banners' }, this.#banners()),
        h('div', { class: `view ${this.#name}`, key: `${this.#name} ${currentLanguage()}` }, this.#drawnView),
      ),
      h('div', { class: 'toast', 'aria-hidden': 'true' }, this.#said && h('p', { class: this.#said.tone }, this.#said.words)),
    );
  }

  #brand() {
    return h(
      'a',
      { class: 'brand', href: '#/overview' },
      h(
        'svg',
        { viewBox: '0 0 32 32', 'aria-hidden': 'true' },
        h('path', { d: 'M3 9c4.3-4 8.7-4 13 0s8.7 4 13 0M3 16c4.3-4 8.7-4 13 0s8.7 4 13 0' }),
        h('circle', { cx: 16, cy: 25, r: 3.4 }),
      ),
      'Sluice',
    );
  }

  #menuButton() {
    return h(
      'button',
      {
        type: 'button',
        class: 'menu',
        'aria-expanded': String(this.#menu),
        onclick: () => this.#openMenu(!this.#menu),
      },
      t('menu'),
    );
  }

  #openMenu(open) {
    this.#menu = open;
    this.redraw();
  }

  #tab(name) {
    const shown = name === this.#name;
    const link = { href: `#/${name}`, 'aria-current': shown ? 'page' : null, onclick: () => this.#openMenu(false) };
    return h('li', null, h('a', link, t(`nav.${name}`)));
  }

  /** In one line, on every view: is it well, and how fast? */
  #pulse() {
    if (!this.status) return h('p', { class: 'pulse' }, mark('quiet', t('state.unknown')));
    const state = this.#lost ? 'lost' : this.status.state;
    const tone = { crawling: 'good', lost: 'bad', disk_full: 'bad' }[state] ?? 'quiet';
    return h(
      'p',
      { class: 'pulse' },
      mark(tone, t(`state.${state}`)),
      h('span', { class: 'rate' }, t('pages_a_second', { n: rate(this.status.rates.pages_per_s) })),
    );
  }

  #banners() {
    const { status } = this;
    const mistakes = status?.seeds.mistakes ?? [];
    return [
      this.#lost && h('p', { key: 'lost', class: 'banner bad' }, t(status ? 'banner.lost' : 'banner.none')),
      !this.#lost &&
        status?.state === 'disk_full' &&
        h('p', { key: 'disk', class: 'banner bad' }, t('banner.disk_full', { free: size(status.store.disk_free_bytes) })),
      !this.#lost && status?.state === 'ending' && h('p', { key: 'end', class: 'banner' }, t('banner.ending')),
      mistakes.length > 0 &&
        h(
          'p',
          { key: 'seeds', class: 'banner' },
          t('banner.mistakes', { n: mistakes.length }),
          ' ',
          h('a', { href: '#/seeds' }, t('banner.to_seeds')),
        ),
    ];
  }

  #choices() {
    const theme = kept('sluice.theme') ?? 'auto';
    return [
      h(
        'label',
        null,
        h('span', { class: 'unseen' }, t('language')),
        h(
          'select',
          { class: 'language', onchange: (event) => this.#changeLanguage(event.target.value), value: currentLanguage() },
          LANGUAGES.map(([code, name]) => h('option', { value: code, lang: code }, name)),
        ),
      ),
      h(
        'label',
        null,
        h('span', { class: 'unseen' }, t('theme')),
        h(
          'select',
          { class: 'theme', onchange: (event) => this.#changeTheme(event.target.value), value: theme },
          THEMES.map((it) => h('option', { value: it }, t(`theme.${it}`))),
        ),
      ),
      this.#access.required &&
        this.#access.logged_in &&
        h('button', { type: 'button', class: 'quiet', onclick: () => this.#logOut() }, t('log_out')),
    ];
  }

  #version() {
    if (!this.status) return null;
    return h('p', { class: 'version' }, t('version', { version: this.status.version, pid: String(this.status.pid) }));
  }

  #changeLanguage(code) {
    changeLanguage(code);
    this.#view.open?.();
    this.redraw();
  }

  #changeTheme(theme) {
    keep('sluice.theme', theme === 'auto' ? null : theme);
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    this.redraw();
  }
}

/** Goes to the content without changing the address, which says the view. */
function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

new App().start();
