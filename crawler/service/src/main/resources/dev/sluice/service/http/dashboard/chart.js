// A line over the last hour as SVG. A chart library would bring a canvas that screen readers and style sheets
// cannot see, and its own style sheet, for what is two paths here.

import { h } from './draw.js';
import { fromNow, t } from './words.js';

const WIDTH = 1000;
const HEIGHT = 100;
/** How much time a chart shows: the shortest of these that holds all there is. Quarters of them are round. */
const SPANS_MS = [4, 12, 20, 60].map((minutes) => minutes * 60_000);
/** Times between which no line is drawn: the daemon did not run, or nobody looked. */
const GAP_MS = 30_000;
/** More points than that are only noise where a chart is small. */
const SMALL = 90;

/** A round number of at least the largest value, so that the scale seldom changes; a round size if it is one. */
function ceiling(values, least, unit) {
  const top = values.reduce((most, value) => Math.max(most, value), least);
  const scale = unit ** Math.floor(Math.log(top) / Math.log(unit));
  const power = 10 ** Math.floor(Math.log10(top / scale));
  return scale * power * [1, 2, 3, 5, 10].find((step) => step * power >= (top / scale) * 0.999);
}

/**
 * A chart of samples of the history.
 *
 * @param name of the field that is drawn
 * @param label what that is, for people
 * @param least the scale ends there at the lowest
 * @param unit how many of one unit make the next: 1024 for sizes
 * @param text a value in words
 */
export function chart({ samples, name, label, least, unit = 1000, text, tone, tall }) {
  const points = samples.map((it) => ({ at: Date.parse(it.at), value: it[name] }));
  const end = points.length ? points[points.length - 1].at : 0;
  const longest = SPANS_MS[SPANS_MS.length - 1];
  const seen = points.filter((it) => it.at >= end - longest);
  const lengthMs = SPANS_MS.find((it) => seen.length && it >= end - seen[0].at) ?? longest;
  const top = ceiling(seen.map((it) => it.value), least, unit);
  const x = (at) => Math.round(((at - end + lengthMs) / lengthMs) * WIDTH * 10) / 10;
  const y = (value) => Math.round((1 - value / top) * HEIGHT * 10) / 10;
  const pieces = pieced(seen).map((piece) => (tall ? piece : smoothed(piece)));
  const line = pieces.map((piece) => `M${piece.map((it) => `${x(it.at)} ${y(it.value)}`).join('L')}`);
  const area = pieces.map(
    (piece, i) => `${line[i]}L${x(piece[piece.length - 1].at)} ${HEIGHT}L${x(piece[0].at)} ${HEIGHT}Z`,
  );
  return h(
    'figure',
    { class: `chart ${tone} ${tall ? 'tall' : ''}` },
    h(
      'div',
      {
        class: 'plot',
        onpointermove: (event) => point(event.currentTarget, event.clientX, seen, x, y, text),
        onpointerleave: (event) => event.currentTarget.classList.remove('pointed'),
      },
      h(
        'svg',
        {
          viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
          preserveAspectRatio: 'none',
          role: 'img',
          'aria-label': summary(label, seen, lengthMs, text),
        },
        h('path', { class: 'rule', d: `M0 0H${WIDTH}M0 50H${WIDTH}` }),
        h('path', { class: 'area', d: area.join('') }),
        h('path', { class: 'line', d: line.join('') }),
        h('path', { class: 'ground', d: `M0 100H${WIDTH}` }),
      ),
      h('span', { class: 'top', 'aria-hidden': 'true' }, text(top)),
      h('span', { class: 'cross', 'aria-hidden': 'true' }),
      h('output', { class: 'reading', 'aria-hidden': 'true' }),
    ),
    tall &&
      h(
        'div',
        { class: 'hours', 'aria-hidden': 'true' },
        [1, 0.75, 0.5, 0.25].map((part) => h('span', null, t('chart.ago', { n: (part * lengthMs) / 60_000 }))),
        h('span', null, t('time.now')),
      ),
  );
}

function pieced(points) {
  const pieces = [];
  for (const it of points) {
    const piece = pieces[pieces.length - 1];
    if (piece && it.at - piece[piece.length - 1].at < GAP_MS) piece.push(it);
    else pieces.push([it]);
  }
  return pieces;
}

/** The means of some values in a row each: a small chart has no room for more. */
function smoothed(piece) {
  const groups = [];
  const together = Math.ceil(piece.length / SMALL);
  for (let i = 0; i < piece.length; i += together) groups.push(piece.slice(i, i + together));
  return groups.map((group) => ({
    at: group[group.length - 1].at,
    value: group.reduce((sum, it) => sum + it.value, 0) / group.length,
  }));
}

function summary(label, seen, lengthMs, text) {
  if (!seen.length) return t('chart.empty', { what: label });
  const values = seen.map((it) => it.value);
  return t('chart.summary', {
    what: label,
    n: lengthMs / 60_000,
    now: text(values[values.length - 1]),
    low: text(Math.min(...values)),
    high: text(Math.max(...values)),
  });
}

/** Shows the value under the pointer. */
function point(plot, clientX, seen, x, y, text) {
  if (!seen.length) return;
  const box = plot.getBoundingClientRect();
  const wanted = ((clientX - box.left) / box.width) * WIDTH;
  const near = seen.reduce((best, it) =>
    Math.abs(x(it.at) - wanted) < Math.abs(x(best.at) - wanted) ? it : best,
  );
  plot.classList.add('pointed');
  plot.classList.toggle('right', x(near.at) > WIDTH * 0.7);
  plot.style.setProperty('--x', `${x(near.at) / 10}%`);
  plot.style.setProperty('--y', `${y(near.value)}%`);
  plot.querySelector('.reading').textContent = `${text(near.value)} · ${fromNow(new Date(near.at).toISOString())}`;
}
