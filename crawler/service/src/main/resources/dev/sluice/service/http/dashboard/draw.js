// Draws trees of plain objects and, when they change, changes only what differs, so that focus, selection
// and scrolling stay where they are. Strings only ever become text nodes: what a crawled page says is shown,
// and never becomes part of this page.

const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'path', 'line', 'rect', 'circle']);
const NOTHING = { text: '' };

/** What each node has as children, as they were drawn last. */
const drawn = new WeakMap();

/**
 * A node to be drawn. Properties: attributes by name (false and null leave them out), 'onclick' and the
 * like, 'style' as an object, 'value' and 'checked'; 'key' says which item of a list it is, and 'made' is
 * called with the element once it is there.
 */
export function h(tag, properties, ...children) {
  const { key, made, ...rest } = properties ?? {};
  return { tag, key, made, properties: rest, children: children.flat(Infinity).map(child) };
}

function child(it) {
  // An empty text keeps the place of what is not there now, so that its neighbours stay the same nodes.
  if (it === null || it === undefined || it === false) return NOTHING;
  return typeof it === 'object' ? it : { text: String(it) };
}

/** Makes these the children of an element that nothing else draws into. */
export function draw(parent, ...children) {
  const focused = document.activeElement;
  patchChildren(parent, children.flat(Infinity).map(child));
  if (focused && focused !== document.activeElement && parent.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

function patchChildren(parent, wanted) {
  const before = drawn.get(parent) ?? [];
  const keyed = new Map();
  const others = [];
  for (const it of before) {
    if (it.spec.key === undefined) others.push(it);
    else keyed.set(it.spec.key, it);
  }
  const used = new Set();
  let place = 0;
  const now = wanted.map((spec) => {
    const candidate = spec.key === undefined ? others[place++] : keyed.get(spec.key);
    if (!candidate || candidate.spec.tag !== spec.tag) return { spec, node: create(spec) };
    used.add(candidate);
    patch(candidate.node, candidate.spec, spec);
    return { spec, node: candidate.node };
  });
  for (const it of before) if (!used.has(it)) it.node.remove();
  let next = parent.firstChild;
  for (const { node } of now) {
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
  }
  drawn.set(parent, now);
  for (const { spec, node } of now) {
    if (spec.made && !node.isMade) {
      node.isMade = true;
      spec.made(node);
    }
  }
}

function create(spec) {
  if (spec.tag === undefined) return document.createTextNode(spec.text);
  const node = SVG_TAGS.has(spec.tag)
    ? document.createElementNS(SVG, spec.tag)
    : document.createElement(spec.tag);
  patchChildren(node, spec.children);
  patchProperties(node, {}, spec.properties);
  return node;
}

function patch(node, before, now) {
  if (before === now) return;
  if (now.tag === undefined) {
    if (before.text !== now.text) node.data = now.text;
    return;
  }
  patchChildren(node, now.children);
  patchProperties(node, before.properties, now.properties);
}

function patchProperties(node, before, now) {
  for (const name in before) if (!(name in now)) setProperty(node, name, null, before[name]);
  for (const name in now) {
    if (before[name] !== now[name]) setProperty(node, name, now[name], before[name]);
  }
}

function setProperty(node, name, value, before) {
  if (name.startsWith('on')) {
    node[name] = value;
  } else if (name === 'value' || name === 'checked') {
    if (node[name] !== value) node[name] = value ?? '';
  } else if (name === 'style') {
    for (const rule in before ?? {}) if (!value || !(rule in value)) node.style.removeProperty(rule);
    for (const rule in value ?? {}) node.style.setProperty(rule, value[rule]);
  } else if (value === null || value === undefined || value === false) {
    node.removeAttribute(name);
  } else {
    node.setAttribute(name, value === true ? '' : value);
  }
}
