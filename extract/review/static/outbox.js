// Decisions on their way: kept in this browser until the server has acknowledged them, in order, and sent again after whatever goes wrong.
// Each has a token of its own, so that one that was sent twice is kept once.

import { ask, Refused } from "./net.js";
import { note } from "./notes.js";
import { t } from "./words.js";

const KEY = `desk.outbox.${document.body.dataset.me}`;
const SOON = 1500;
const LATEST = 30000;
let sending = null;
let wait = SOON;
let timer = 0;
let offline = false;
const listeners = { met: () => {}, kept: () => {} };

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

function write(entries) {
  localStorage.setItem(KEY, JSON.stringify(entries));
  const shown = document.getElementById("pending");
  if (shown) {
    shown.hidden = entries.length === 0;
    shown.textContent = t("pending", { n: entries.length });
  }
}

function drop(token) {
  write(read().filter((entry) => entry.body.token !== token));
}

/** What is called when a decision meets another reviewer's (met), and when one is kept (kept). */
export function listen(found) {
  Object.assign(listeners, found);
}

/** How many decisions wait. */
export function waiting() {
  return read().length;
}

/** Adds a decision and sends what waits. `about` says which page it belongs to. */
export function put(path, body, about) {
  write([...read(), { path, body, about }]);
  return flush();
}

/** Takes back the last decision that was not sent yet; null if all are sent. */
export function takeBack() {
  const entries = read();
  if (sending || entries.length === 0) return null;
  const last = entries.pop();
  write(entries);
  return last;
}

/** Sends what waits, one after the other. */
export function flush() {
  sending ??= send().finally(() => {
    sending = null;
  });
  return sending;
}

async function send() {
  clearTimeout(timer);
  for (let entry = read()[0]; entry; entry = read()[0]) {
    try {
      const kept = await ask(entry.path, entry.body);
      drop(entry.body.token);
      listeners.kept(entry, kept);
      wait = SOON;
      if (offline) {
        offline = false;
        note(t("back"));
      }
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500 || error.status === 429) {
        if (!offline) note(t("offline"), { bad: true });
        offline = true;
        wait = Math.min(LATEST, wait * 2);
        timer = setTimeout(flush, wait);
        return;
      }
      if (error.status === 401 || error.status === 403) {
        note(t("login"), { bad: true, address: `/login?then=${encodeURIComponent(location.pathname + location.search)}` });
        return;
      }
      drop(entry.body.token);
      if (error.status === 409) listeners.met(entry, error.body);
      else note(t("refused", { why: Object.values(error.body.errors ?? {}).join("; ") || error.message }), { bad: true, address: entry.about?.address });
    }
  }
}

addEventListener("online", flush);
addEventListener("storage", (event) => event.key === KEY && write(read()));

/** Shows what waits from before, and sends it. */
export function begin() {
  write(read());
  if (waiting()) flush();
}
