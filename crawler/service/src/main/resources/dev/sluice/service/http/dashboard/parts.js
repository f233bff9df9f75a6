// Parts that several views are made of.

import { draw, h } from './draw.js';
import { fromNow, moment, number, t } from './words.js';

/** What went wrong, in the daemon's words. */
export function trouble(error) {
  if (!error) return null;
  return h(
    'div',
    { class: 'trouble', role: 'alert' },
    h('p', null, inWords(error)),
    error.mistakes?.length > 0 && h('ul', null, error.mistakes.map((it) => h('li', null, it))),
  );
}

/** The daemon's own words, but where there are mistakes, which are listed below. */
function inWords(error) {
  if (error.status === 0) return t('error.no_answer');
  return error.mistakes?.length > 0 ? t('error.mistakes') : error.message;
}

/** A time, told by how far away it is. */
export const time = (iso) => h('time', { datetime: iso, title: moment(iso) }, fromNow(iso));

/** A time to the second. */
export const exactTime = (iso) => h('time', { datetime: iso, title: fromNow(iso) }, moment(iso));

/** A quiet mark with a word, such as a state. */
export const mark = (tone, words) => h('span', { class: `mark ${tone}` }, words);

/** Names with their values. */
export function facts(rows) {
  return h(
    'dl',
    { class: 'facts' },
    rows
      .filter(Boolean)
      .map(([name, ...value]) => h('div', null, h('dt', null, name), h('dd', null, value))),
  );
}

/**
 * Counts with a bar each, the largest first.
 *
 * @param rows name, count, and if wanted the count in words and the tone of the bar
 */
export function bars(rows, empty) {
  if (!rows.length) return h('p', { class: 'empty' }, empty);
  const most = Math.max(...rows.map((it) => it.count), 1);
  return h(
    'ul',
    { class: 'bars' },
    rows
      .toSorted((a, b) => b.count - a.count)
      .map((it) =>
        h(
          'li',
          { key: it.key, class: it.tone ?? '' },
          h('span', { class: 'name' }, it.name),
          h('span', { class: 'count' }, it.text ?? number(it.count)),
          h('span', { class: 'bar', style: { '--part': it.count / most } }),
        ),
      ),
  );
}

/**
 * A table; on narrow screens each row becomes a block, so the roles are said in full.
 *
 * @param columns each with key, label and cell(item); 'number' aligns it right, 'sortable' lets it be sorted
 *     by, 'main' makes it the head of its row
 * @param sort the column that it is sorted by, and the order
 */
export function table({ label, columns, items, keyOf, sort, onSort, empty }) {
  if (!items.length) return h('p', { class: 'empty' }, empty);
  return h(
    'table',
    { role: 'table', 'aria-label': label },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, columns.map((it) => heading(it, sort, onSort)))),
    h(
      'tbody',
      { role: 'rowgroup' },
      items.map((item) => h('tr', { key: keyOf(item), role: 'row' }, columns.map((it) => cell(it, item)))),
    ),
  );
}

function heading(column, sort, onSort) {
  const sorted = sort?.key === column.key;
  const properties = {
    role: 'columnheader',
    scope: 'col',
    class: column.number ? 'number' : '',
    'aria-sort': sorted ? (sort.order === 'desc' ? 'descending' : 'ascending') : null,
  };
  if (!column.sortable) return h('th', properties, column.label);
  const order = sorted && sort.order === 'asc' ? 'desc' : 'asc';
  return h(
    'th',
    properties,
    h('button', { type: 'button', class: 'sort', onclick: () => onSort(column.key, order) }, column.label),
  );
}

function cell(column, item) {
  const kind = `${column.number ? 'number' : ''} ${column.main ? 'main' : ''} ${column.kind ?? ''}`;
  return h(
    column.main ? 'th' : 'td',
    { role: column.main ? 'rowheader' : 'cell', scope: column.main ? 'row' : null, class: kind, 'data-label': column.label },
    column.cell(item),
  );
}

/** A button that does something by itself, quiet unless a tone is given. */
export function button(words, onclick, properties) {
  return h('button', { type: 'button', onclick, ...properties }, words);
}

/** A labelled input; the hint describes it, and is no part of its name. */
export function field(label, input, hint) {
  const id = `hint-${label.replaceAll(' ', '-')}`;
  if (hint) input.properties['aria-describedby'] = id;
  return h('div', { class: 'field' }, h('label', null, h('span', null, label), input), hint && h('small', { id }, hint));
}

/** A box to be ticked, its words behind it and a hint below. */
export function choice(label, input, hint) {
  const id = `hint-${label.replaceAll(' ', '-')}`;
  input.properties['aria-describedby'] = id;
  return h('div', { class: 'field' }, h('label', { class: 'choice' }, input, h('span', null, label)), h('small', { id }, hint));
}

/**
 * Opens a dialog, which Escape closes.
 *
 * @param body gives its content each time it is drawn
 * @param action the words on the button that does it
 * @param run does it; what it throws is shown, and the dialog stays
 */
export function dialog({ title, body, action, danger, run }) {
  const element = document.createElement('dialog');
  element.setAttribute('aria-labelledby', 'dialog-title');
  let error = null;
  let busy = false;
  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    error = null;
    again();
    try {
      await run();
      element.close();
    } catch (refused) {
      error = refused;
    }
    busy = false;
    again();
  };
  const again = () =>
    draw(
      element,
      h(
        'form',
        { method: 'dialog', onsubmit: submit },
        h('h2', { id: 'dialog-title' }, title),
        body(again),
        trouble(error),
        h(
          'div',
          { class: 'actions' },
          button(t('cancel'), () => element.close(), { autofocus: danger === true }),
          h('button', { type: 'submit', class: danger ? 'danger' : 'strong', 'aria-busy': busy ? 'true' : null }, action),
        ),
      ),
    );
  element.onclose = () => element.remove();
  again();
  document.body.append(element);
  element.showModal();
}

/** Calls run once nobody has called again for a while. */
export function debounce(ms, run) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...values), ms);
  };
}
