// What the dashboard says, in the language that was chosen: sentences, numbers, sizes, times.

import en from './en.js';
import zhHans from './zh-Hans.js';

const DICTIONARIES = { en, 'zh-Hans': zhHans };
const STORED = 'sluice.language';

export const LANGUAGES = [
  ['en', 'English'],
  ['zh-Hans', '中文'],
];

let language = 'en';
let formats = {};
/** How far the daemon's clock is ahead of this machine's. */
let clockAheadMs = 0;

/** Takes the language that was chosen before, or else the browser's first that is there. */
export function chooseLanguage() {
  const stored = kept(STORED);
  const wished = navigator.languages.map((it) => (it.startsWith('zh') ? 'zh-Hans' : it.split('-')[0]));
  speak(stored in DICTIONARIES ? stored : (wished.find((it) => it in DICTIONARIES) ?? 'en'));
}

/** Changes the language, and keeps it for the next time. */
export function changeLanguage(code) {
  keep(STORED, code);
  speak(code);
}

export const currentLanguage = () => language;

function speak(code) {
  language = code;
  document.documentElement.lang = code;
  formats = {
    whole: new Intl.NumberFormat(code, { maximumFractionDigits: 0 }),
    one: new Intl.NumberFormat(code, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    two: new Intl.NumberFormat(code, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    percent: new Intl.NumberFormat(code, { style: 'percent', maximumFractionDigits: 1 }),
  };
}

/** A value that is kept in this browser; null if there is none, or none may be kept. */
export function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a value in this browser; null removes it. */
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // It then holds until the page is loaded again.
  }
}

/**
 * A sentence of the dictionary. '{name}' stands for a value, '{n|page|pages}' for one word or the other
 * by the number n.
 */
export function t(key, values = {}) {
  const sentence = DICTIONARIES[language][key];
  if (sentence === undefined) throw new Error(`no words for ${key}`);
  return sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (_, name, one, many) => {
    const value = values[name];
    if (one !== undefined) return value === 1 ? one : many;
    return typeof value === 'number' ? number(value) : String(value);
  });
}

/** The words for a constant of the API, such as 'too_deep'; one that is new here in the API's own word. */
export function named(group, code) {
  return DICTIONARIES[language][`${group}.${code}`] ?? String(code).replaceAll('_', ' ');
}

export const number = (value) => formats.whole.format(value);
export const share = (value) => formats.percent.format(value);

/** A number of things in a second. */
export function rate(value) {
  if (value >= 100) return formats.whole.format(value);
  return (value >= 10 ? formats.one : formats.two).format(value);
}

const SIZES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** A size as number and unit. */
export function sizeParts(bytes) {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < SIZES.length - 1) {
    size /= 1024;
    unit++;
  }
  return [unit === 0 ? formats.whole.format(size) : formats.one.format(size), SIZES[unit]];
}

export const size = (bytes) => sizeParts(bytes).join('\u00a0');

const SPANS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** A span of time in the largest unit of which there are two or more. */
export function span(ms) {
  if (ms > 0 && ms < 1_000) return t('span.ms', { n: Math.round(ms) });
  const [unit, length] = SPANS.find(([, it]) => ms >= 2 * it) ?? SPANS[SPANS.length - 1];
  return t(`span.${unit}`, { n: Math.floor(ms / length) });
}

/** Lets times from now be those of the daemon's clock. */
export function setClock(iso) {
  clockAheadMs = Date.parse(iso) - Date.now();
}

/** How long until a time of the daemon's; negative if it is past. */
export const untilMs = (iso) => Date.parse(iso) - Date.now() - clockAheadMs;

/** A time as "in 5 s" or "5 min ago". */
export function fromNow(iso) {
  const ms = untilMs(iso);
  if (Math.abs(ms) < 1_000) return t('time.now');
  return ms > 0 ? t('time.in', { span: span(ms) }) : t('time.ago', { span: span(-ms) });
}

/** A time to the second, in UTC, as the command line has it. */
export const moment = (iso) => `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
