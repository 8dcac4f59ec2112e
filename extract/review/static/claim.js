// A claim under review: decisions, the next claim, the article's views. Everything can be done by keyboard.

import { ClaimForm } from "./form.js";
import { showMet } from "./met.js";
import { ask, newToken, piece, Refused } from "./net.js";
import { note } from "./notes.js";
import { flush, listen, put, takeBack, waiting } from "./outbox.js";
import { moveSelection, select, selected, startSelecting, unselect } from "./selecting.js";
import { typing } from "./typing.js";
import { t } from "./words.js";

const FIELDS = ["city", "metric", "value", "date", "attribution"];
let root;
let form;
let since = performance.now();
let coming = null; // the claim that comes next, asked for beforehand
let active = null; // the field that selected words go to at once

const article = () => root.querySelector("#article");
const addressOf = (subject) => `/claims/${subject}?queue=${encodeURIComponent(root.dataset.queue)}`;

/** Makes the page's claim work; called for the first one and for each that takes its place. */
function begin(element) {
  root = element;
  since = performance.now();
  active = null;
  form = new ClaimForm(root, (html) => {
    const at = article().scrollTop;
    const was = selected(article());
    article().innerHTML = html;
    article().scrollTop = at;
    if (was) select(article(), was.span);
  });
  root.addEventListener("click", clicked);
  root.querySelector("#claim-form").addEventListener("focusin", (event) => {
    active = FIELDS.includes(event.target.name) ? event.target.name : null;
  });
  root.querySelector("#why")?.addEventListener("toggle", why);
  // A touch on the bar would take the selection away before it is used.
  root.querySelector("#selection").addEventListener("pointerdown", (event) => event.preventDefault());
  showEvidence();
  if (root.dataset.subject) lookAhead();
}

/** Scrolls the article, not the page, to the claim's sentence. */
function showEvidence() {
  const mark = article().querySelector(".part.value") ?? article().querySelector(".in-evidence");
  if (mark) article().scrollTop += mark.getBoundingClientRect().top - article().getBoundingClientRect().top - article().clientHeight / 3;
}

function lookAhead() {
  const { subject, queue } = root.dataset;
  coming = (async () => {
    const next = await ask(`/api/next?queue=${encodeURIComponent(queue)}&after=${subject}`);
    return { after: subject, subject: next.subject, html: next.subject ? await piece(`${addressOf(next.subject)}&only=claim`) : null };
  })().catch(() => null);
}

/** Puts a claim in the place of the one that was. `judged` tells how many were since the piece was made. */
function putIn(html, judged = 0) {
  const stage = document.getElementById("stage");
  stage.innerHTML = html;
  const left = stage.querySelector("[data-left]");
  const count = Math.max(0, Number(left.dataset.left) - judged);
  left.textContent = t("left", { n: count });
  stage.querySelector(".panel progress").value += judged;
  begin(stage.querySelector(".claim"));
}

async function goTo(subject, { push = true } = {}) {
  try {
    const html = await piece(`${addressOf(subject)}&only=claim`);
    if (push) history.pushState(null, "", addressOf(subject));
    putIn(html);
  } catch (error) {
    leave(error instanceof Refused, addressOf(subject));
  }
}

/** Shows the next claim: at once where it was asked for beforehand. */
async function goOn(judged) {
  const { queue, subject } = root.dataset;
  const next = await coming;
  if (next?.after === subject && next.html) {
    history.pushState(null, "", addressOf(next.subject));
    putIn(next.html, judged);
  } else if (next === null) {
    note(t("offline"), { bad: true });
    await flush();
    lookAhead();
  } else {
    await flush();
    leave(!waiting(), `/review?queue=${encodeURIComponent(queue)}`);
  }
}

/** Goes to another page where the server answers: without it, the browser's own page would come in the place of the claim. */
function leave(answers, address) {
  if (answers) location.href = address;
  else note(t("offline"), { bad: true });
}

function decision(action, more = {}) {
  const { subject, version, queue, extracted } = root.dataset;
  const comment = form.comment || undefined;
  const seconds = Math.round((performance.now() - since) / 100) / 10;
  return { token: newToken(), subject, version: Number(version), action, comment, queue, seconds, extracted: extracted === "1", ...more };
}

/** What a decision on its way is of, for the notes and dialogs that come later. */
function about() {
  const label = ["city", "metric", "value"].map((name) => root.querySelector(`#f-${name}`).defaultValue).join(" · ");
  return { subject: root.dataset.subject, address: location.pathname + location.search, label };
}

function decide(action, more) {
  put("/api/decisions", decision(action, more), about());
  note(`${t(`done.${action}`)} · ${t("undo")}`);
  return goOn(action === "skip" || root.dataset.state !== "open" ? 0 : 1);
}

async function accept() {
  if (!form.changed) return decide("accept");
  const { edits } = form;
  if (!(await form.settled())) return note(t("incomplete"), { bad: true });
  return decide("correct", { edits });
}

function comment() {
  if (!form.comment || !root.dataset.subject) return;
  put("/api/decisions", decision("comment"), about());
  root.querySelector("#f-comment").value = "";
  note(t("done.comment"));
}

async function saveMissed() {
  if (!(await form.settled())) return note(t("incomplete"), { bad: true });
  const { document: id, queue } = root.dataset;
  await put("/api/additions", { token: newToken(), document: id, edits: form.edits, comment: form.comment || undefined, queue }, about());
  note(`${t("done.add")} · ${t("undo")}`);
  if (!waiting()) location.reload();
}

async function undo() {
  const unsent = takeBack();
  if (unsent) return unsent.body.subject ? goTo(unsent.body.subject) : location.reload();
  await flush();
  try {
    const kept = await ask("/api/undo", { token: newToken() });
    note(t("done.undo"));
    if (root.dataset.subject) return goTo(kept.subject);
    return location.reload();
  } catch (error) {
    return note(error.status === 404 ? t("nothing") : t("refused", { why: error.message }), { bad: true });
  }
}

async function view(repaired) {
  for (const button of root.querySelectorAll(".switch button")) button.setAttribute("aria-pressed", String((button.dataset.view === "repaired") === repaired));
  form.repaired = repaired;
  article().classList.toggle("is-repaired", repaired);
  unselect();
  if (form.changed || form.adding) return form.draft(0);
  const found = await ask(`/api/claims/${root.dataset.subject}/article?repaired=${repaired}`);
  article().innerHTML = found.html;
  return showEvidence();
}

async function why() {
  const place = root.querySelector("#why .reasons");
  if (!root.querySelector("#why").open || place.childElementCount) return;
  place.textContent = t("loading");
  place.innerHTML = (await ask(`/api/claims/${root.dataset.subject}/reasons`)).html;
}

function take(name) {
  const found = selected(article());
  if (!found) return note(t("choose"));
  unselect();
  showSelection();
  form.take(name, found);
  return undefined;
}

function showSelection() {
  const found = selected(article());
  const bar = root.querySelector("#selection");
  bar.hidden = !found;
  if (found) bar.querySelector("q").textContent = found.words.replace(/\s+/g, " ");
  return found;
}

function toggle(id) {
  const details = root.querySelector(id);
  if (details) {
    details.open = !details.open;
    if (details.open) details.querySelector("summary").focus();
  }
}

function reject() {
  root.querySelector("#reject")?.showModal();
}

function clicked(event) {
  const button = event.target.closest("button");
  if (!button) return;
  const { do: what, view: shown, field, reason } = button.dataset;
  if (what) ACTIONS[what]?.();
  else if (shown) view(shown === "repaired");
  else if (field) take(field);
  else if (reason) {
    root.querySelector("#reject").close();
    decide("reject", { reason });
  }
}

const ACTIONS = {
  accept,
  reject,
  undo,
  skip: () => decide("skip"),
  save: saveMissed,
  add: () => {
    location.href = `/articles?id=${encodeURIComponent(root.dataset.document)}`;
  },
};

const KEYS = {
  a: () => (root.dataset.subject ? accept() : undefined),
  r: () => (root.dataset.subject ? reject() : undefined),
  s: () => (root.dataset.subject ? decide("skip") : undefined),
  u: undo,
  n: () => (root.dataset.subject ? ACTIONS.add() : undefined),
  e: () => root.querySelector("#f-city").focus(),
  m: () => root.querySelector("#f-comment").focus(),
  t: () => startSelecting(article()),
  v: () => (root.dataset.subject ? view(!form.repaired) : undefined),
  w: () => toggle("#why"),
  o: () => toggle("#related"),
};

function pressed(event) {
  const open = document.querySelector("dialog[open]");
  if (open) {
    const chosen = open.id === "reject" && open.querySelectorAll("[data-reason]")[Number(event.key) - 1];
    if (chosen) {
      event.preventDefault();
      chosen.click();
    }
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    event.preventDefault();
    (root.dataset.subject ? accept : saveMissed)();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing()) {
    if (event.key === "Escape") document.activeElement.blur();
    if (event.key === "Enter" && document.activeElement.name === "comment") comment();
    return;
  }
  if (document.activeElement === article() && moveSelection(article(), event)) {
    event.preventDefault();
    return;
  }
  const field = FIELDS[Number(event.key) - 1];
  if (field) {
    event.preventDefault();
    if (selected(article())) take(field);
    else {
      root.querySelector(`#f-${field}`).focus();
      root.querySelector(`#f-${field}`).select();
    }
  } else if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
}

/** Begins with the claim of the page. */
export function startClaim() {
  listen({
    kept: (entry, kept) => {
      if (kept.subject === root.dataset.subject) root.dataset.version = String(kept.version);
    },
    met: (entry, found) => showMet(entry, found, (again) => put("/api/decisions", again, entry.about)),
  });
  begin(document.querySelector(".claim"));
  document.addEventListener("keydown", pressed);
  document.addEventListener("selectionchange", () => showSelection());
  document.addEventListener("pointerup", (event) => {
    // Words selected while a field is being edited go into it at once.
    if (active && article().contains(event.target) && selected(article())) take(active);
  });
  addEventListener("popstate", () => {
    const subject = /^\/claims\/([0-9a-f]{32})$/.exec(location.pathname)?.[1];
    if (subject) goTo(subject, { push: false });
    else location.reload();
  });
}
