// The stream of events, kept open while somebody looks: closed when the tab is hidden, opened again when it
// is shown, and tried again, ever more seldom, when it breaks.

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** The daemon tells its status each second: so long a silence means that the connection is dead. */
const SILENCE_MS = 10_000;
const EVENTS = ['status', 'seeds', 'snapshots', 'exports'];

export class Live {
  #source = null;
  #timer = 0;
  #waitMs = FIRST_WAIT_MS;
  #wanted = false;
  #tell;

  /** Calls tell(name, data) for each event, and tell('lost') and tell('found') as the connection goes. */
  constructor(tell) {
    this.#tell = tell;
    document.addEventListener('visibilitychange', () => this.#look());
  }

  start() {
    this.#wanted = true;
    this.#look();
  }

  stop() {
    this.#wanted = false;
    this.#look();
  }

  #look() {
    if (this.#wanted && !document.hidden) {
      if (!this.#source) this.#open();
    } else {
      this.#close();
    }
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #open() {
    this.#close();
    this.#source = new EventSource('/api/v1/events');
    let first = true;
    for (const name of EVENTS) {
      this.#source.addEventListener(name, (event) => {
        this.#waitMs = FIRST_WAIT_MS;
        this.#expect(SILENCE_MS);
        if (first) this.#tell('found');
        first = false;
        this.#tell(name, JSON.parse(event.data));
      });
    }
    this.#source.onerror = () => this.#lose();
    this.#expect(SILENCE_MS);
  }

  #expect(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lose(), ms);
  }

  #lose() {
    this.#close();
    this.#tell('lost');
    // A random part keeps many tabs from coming back all at once.
    const waitMs = this.#waitMs * (0.75 + Math.random() / 2);
    this.#waitMs = Math.min(LONGEST_WAIT_MS, this.#waitMs * 2);
    this.#timer = setTimeout(() => this.#look(), waitMs);
  }
}
