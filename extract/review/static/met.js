// Two reviewers met: what the other one decided beside what was decided here, and the choice between them.

import { newToken } from "./net.js";
import { t } from "./words.js";

function line(words, parent) {
  const made = document.createElement("p");
  made.textContent = words;
  parent.append(made);
  return made;
}

function told(action, reason) {
  return t(`action.${action}`) + (reason ? `: ${t(`reason.${reason}`)}` : "");
}

/** Shows the difference; `send` is called with the decision as it is to be sent again. */
export function showMet(entry, found, send) {
  const dialog = document.getElementById("met");
  if (!dialog) return;
  const body = dialog.querySelector("#met-body");
  body.replaceChildren();
  line(entry.about?.label ?? "", body).className = "note";
  for (const other of found.others) {
    const shown = line(t("theirs", { who: other.reviewer, action: told(other.action, other.reason) }), body);
    for (const [field, before, after] of other.changes) {
      const from = document.createElement("del");
      const to = document.createElement("ins");
      from.textContent = before;
      to.textContent = after;
      shown.append(document.createElement("br"), `${t(`field.${field}`)}: `, from, " → ", to);
    }
    if (other.comment) line(`“${other.comment}”`, body);
  }
  line(t("mine", { action: told(entry.body.action, entry.body.reason) }), body);
  for (const [field, edit] of Object.entries(entry.body.edits ?? {})) line(`${t(`field.${field}`)}: ${words(edit)}`, body);
  if (entry.body.comment) line(`“${entry.body.comment}”`, body);
  dialog.onclick = (event) => {
    const choice = event.target.closest("[data-met]")?.dataset.met;
    if (!choice) return;
    dialog.close();
    if (choice === "keep") send({ ...entry.body, token: newToken(), version: found.version });
  };
  if (!dialog.open) dialog.showModal();
}

function words(edit) {
  if (typeof edit !== "object") return String(edit);
  return Object.entries(edit)
    .filter(([name]) => name !== "repaired")
    .map(([, value]) => (Array.isArray(value) ? value.join("–") : value))
    .join(", ");
}
