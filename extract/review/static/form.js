// A claim's form: what a reviewer changed, read by the server while it is typed.

import { ask } from "./net.js";
import { note } from "./notes.js";
import { t } from "./words.js";

const PAUSE = 160;
const WORDS = { city: "name", metric: "name", value: "text", date: "words", attribution: "name" };
const OF_VALUE = ["kind", "bound", "unit", "basis", "label"];
const NUMBERS = ["number", "low", "high"];

export class ClaimForm {
  /** `root` is the element of the claim; `shown` is called with the article's new marks. */
  constructor(root, shown) {
    this.root = root;
    this.form = root.querySelector("#claim-form");
    this.shown = shown;
    this.edits = {};
    this.repaired = false;
    this.ready = Promise.resolve(true);
    this.asked = 0;
    this.form.addEventListener("input", (event) => this.typed(event.target));
    this.form.addEventListener("submit", (event) => event.preventDefault());
  }

  get changed() {
    return Object.keys(this.edits).length > 0;
  }

  /** Whether the form is of a claim that the extractor missed. */
  get adding() {
    return this.root.classList.contains("adding");
  }

  get comment() {
    return this.form.elements.comment.value.trim();
  }

  field(name) {
    return this.form.querySelector(`.field[data-field="${name}"]`);
  }

  typed(input) {
    const { name, value } = input;
    if (name in WORDS) {
      this.edits[name] = { ...(name === "value" ? this.ofValue() : {}), [WORDS[name]]: value };
    } else if (name === "status") {
      this.edits.status = value;
    } else if (OF_VALUE.includes(name)) {
      this.edits.value = { ...this.edits.value, [name]: value };
    } else if (NUMBERS.includes(name)) {
      const number = value.trim() === "" ? null : Number(value.replaceAll(",", ""));
      this.edits.value = { ...this.edits.value, [name]: Number.isNaN(number) ? null : number };
    } else {
      return;
    }
    this.draft(PAUSE);
  }

  /** What was said of the value beside its words: it holds for other words, too. */
  ofValue() {
    const kept = this.edits.value ?? {};
    return Object.fromEntries(OF_VALUE.filter((name) => name in kept && name !== "label").map((name) => [name, kept[name]]));
  }

  /** Puts selected words into a field. */
  take(name, { span, words }) {
    this.form.elements[name].value = words.replace(/\s+/g, " ");
    this.edits[name] = { ...(name === "value" ? this.ofValue() : {}), span, repaired: this.repaired };
    return this.draft(0);
  }

  /** Has the server read the edits after a pause; the last one counts. */
  draft(pause) {
    this.root.classList.toggle("dirty-claim", this.changed);
    clearTimeout(this.timer);
    const number = ++this.asked;
    this.ready = new Promise((done) => {
      this.timer = setTimeout(async () => done(await this.read(number)), pause);
    });
    return this.ready;
  }

  /** Reads the edits at once; whether they make a claim. */
  settled() {
    return this.changed || this.adding ? this.draft(0) : Promise.resolve(true);
  }

  body() {
    const { subject, document, extracted } = this.root.dataset;
    return subject ? { subject, extracted: extracted === "1" } : { document };
  }

  async read(number) {
    try {
      const found = await ask("/api/drafts", { ...this.body(), edits: this.edits, repaired: this.repaired });
      if (number !== this.asked) return false;
      this.show(found);
      return found.complete;
    } catch (error) {
      if (number === this.asked && error.status) note(t("refused", { why: error.message }), { bad: true });
      return !error.status; // nobody answers: the decision is kept and read when it is sent
    }
  }

  show(found) {
    for (const name of Object.keys(WORDS)) {
      const error = this.edits[name] !== undefined || this.adding ? found.errors[name] : undefined;
      const field = this.field(name);
      const missing = error && this.edits[name] === undefined;
      field.classList.toggle("dirty", this.edits[name] !== undefined);
      field.classList.toggle("wrong", Boolean(error) && !missing);
      field.querySelector("input").setAttribute("aria-invalid", String(Boolean(error) && !missing));
      const reading = error ?? found.readings[name];
      field.querySelector("output").textContent = reading === this.form.elements[name].value ? "" : reading;
    }
    this.field("status").classList.toggle("dirty", "status" in this.edits);
    const told = this.edits.value ?? {};
    for (const name of [...OF_VALUE, ...NUMBERS]) {
      const input = this.form.elements[name];
      if (name in told || input === document.activeElement || !found.value) continue;
      const value = name === "basis" ? found.value.comparison?.basis : found.value[name];
      input.value = value ?? "";
    }
    this.shown(found.html);
  }
}
