// Asks for the token, where the daemon wants one.

import { post } from './api.js';
import { h } from './draw.js';
import { field, trouble } from './parts.js';
import { t } from './words.js';

export class Login {
  #error = null;

  constructor(app) {
    this.app = app;
  }

  draw() {
    return h(
      'form',
      { class: 'login', onsubmit: (event) => this.#submit(event) },
      h('h1', { tabindex: -1 }, t('login.title')),
      field(
        t('login.token'),
        h('input', { type: 'password', name: 'token', autocomplete: 'current-password', required: true, made: (it) => it.focus() }),
        t('login.hint'),
      ),
      trouble(this.#error),
      h('button', { type: 'submit', class: 'strong' }, t('login.go')),
    );
  }

  async #submit(event) {
    event.preventDefault();
    const input = event.target.elements.token;
    try {
      await post('/api/v1/login', { token: input.value });
      this.app.loggedIn();
    } catch (error) {
      this.#error = error.status === 401 ? new Error(t('login.wrong')) : error;
      input.select();
      this.app.redraw();
    }
  }
}
