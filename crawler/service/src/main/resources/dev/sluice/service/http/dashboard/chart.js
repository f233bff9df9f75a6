// A line over the last hour as SVG. A chart library would bring a canvas that screen readers and style sheets
// cannot see, and its own style sheet, for what is two paths here.

import { h } from './draw.js';
import { fromNow, t } from './words.js';

const WIDTH = 1000;
const HEIGHT = 100;
const SPAN_MS = 3_600_000;
/** Times between which no line is drawn: the daemon did not run, or nobody looked. */
const GAP_MS = 30_000;
const SMOOTHED = 8;

/** A round number of at least the largest value, so that the scale seldom changes. */
function ceiling(values, least) {
  const top = values.reduce((most, value) => Math.max(most, value), least);
  const power = 10 ** Math.floor(Math.log10(top));
  return power * [1, 2, 3, 5, 10].find((step) => step * power >= top * 0.999);
}

/**
 * A chart of samples of the history.
 *
 * @param name of the field that is drawn
 * @param label what that is, for people
 * @param least the scale ends there at the lowest
 * @param text a value in words
 */
export function chart({ samples, name, label, least, text, tone, tall }) {
  const points = samples.map((it) => ({ at: Date.parse(it.at), value: it[name] }));
  const end = points.length ? points[points.length - 1].at : 0;
  const seen = points.filter((it) => it.at >= end - SPAN_MS);
  const top = ceiling(seen.map((it) => it.value), least);
  const x = (at) => Math.round(((at - end + SPAN_MS) / SPAN_MS) * WIDTH * 10) / 10;
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
          'aria-label': summary(label, seen, text),
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
        [60, 45, 30, 15].map((ago) => h('span', null, t('chart.ago', { n: ago }))),
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
  for (let i = 0; i < piece.length; i += SMOOTHED) groups.push(piece.slice(i, i + SMOOTHED));
  return groups.map((group) => ({
    at: group[group.length - 1].at,
    value: group.reduce((sum, it) => sum + it.value, 0) / group.length,
  }));
}

function summary(label, seen, text) {
  if (!seen.length) return t('chart.empty', { what: label });
  const values = seen.map((it) => it.value);
  return t('chart.summary', {
    what: label,
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
