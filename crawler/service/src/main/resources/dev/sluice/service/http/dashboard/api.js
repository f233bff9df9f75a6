// Asks the daemon. What it refuses is thrown as a Refused, with the daemon's own words for people.

const MOST_MS = 60_000;

/** An answer that is none of the good ones; status 0 if there was no answer at all. */
export class Refused extends Error {
  constructor(status, body) {
    super(body?.error?.message ?? `HTTP ${status}`);
    this.status = status;
    this.code = body?.error?.code ?? '';
    this.mistakes = body?.mistakes ?? [];
  }
}

/** Told when an answer says that one has to log in. */
export const login = new EventTarget();

export const ask = (path, query, mostMs) => request('GET', path + search(query), undefined, mostMs).then(json);
export const post = (path, body, mostMs) => request('POST', path, body ?? {}, mostMs).then(json);
export const put = (path, body) => request('PUT', path, body).then(json);
export const remove = (path, body) => request('DELETE', path, body).then(json);

/** The characters of an answer, whatever they are; at most so many of its bytes are read. */
export async function askText(path, query, mostBytes) {
  const response = await request('GET', path + search(query), undefined);
  const reader = response.body.getReader();
  const decoder = decoderOf(response.headers.get('Content-Type') ?? '');
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), cut: false };
    bytes += value.length;
    text += decoder.decode(value, { stream: true });
    if (bytes > mostBytes) {
      await reader.cancel();
      return { text: text.slice(0, mostBytes), cut: true };
    }
  }
}

/** For the character set that is named, or else UTF-8: some that are named are known to no browser. */
function decoderOf(type) {
  const name = type.match(/charset=([^;]+)/)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(name);
  } catch {
    return new TextDecoder();
  }
}

/** The part of an address behind the question mark; what is empty is left out. */
export function search(query) {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  return given.length ? `?${new URLSearchParams(given)}` : '';
}

async function request(method, path, body, mostMs = MOST_MS) {
  let response;
  try {
    response = await fetch(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(mostMs),
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refused(0, null);
  }
  if (response.ok) return response;
  const told = await response.json().catch(() => null);
  if (response.status === 401 && path !== '/api/v1/login') login.dispatchEvent(new Event('needed'));
  throw new Refused(response.status, told);
}

async function json(response) {
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}
