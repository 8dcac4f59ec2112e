// Requests to the desk's API.

const token = document.querySelector('meta[name="csrf"]')?.content ?? "";

/** An answer that is no success: its status, and what it says. */
export class Refused extends Error {
  constructor(status, body) {
    super(typeof body?.detail === "string" ? body.detail : `${status}`);
    this.status = status;
    this.body = body ?? {};
  }
}

/** Asks for JSON. Throws Refused for an answer that is no success, another error where nobody answers or the answer breaks off. */
export async function ask(address, body, { signal } = {}) {
  const options = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRF-Token": token };
  const answer = await fetch(address, { ...options, headers, signal, credentials: "same-origin" });
  if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
  return answer.json();
}

/** Asks for a piece of a page. */
export async function piece(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) throw new Refused(answer.redirected ? 401 : answer.status);
  return answer.text();
}

/** A name for a decision that no other has. */
export function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
