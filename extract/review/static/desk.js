// The desk's pages: keys and dialogs that all of them have, and the claim where there is one.

import { startClaim } from "./claim.js";
import { begin } from "./outbox.js";
import { typing } from "./typing.js";

const help = document.getElementById("help");

document.getElementById("show-help")?.addEventListener("click", () => help.showModal());
document.addEventListener("keydown", (event) => {
  if (typing() || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "?") {
    event.preventDefault();
    help?.showModal();
  } else if (event.key === "/") {
    event.preventDefault();
    document.querySelector(".find input")?.focus();
  }
});

if (document.body.dataset.me) begin();
if (document.querySelector(".claim")) startClaim();
document.body.dataset.ready = "1";
