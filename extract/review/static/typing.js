/** Whether keys are words now. */
export function typing() {
  const at = document.activeElement;
  if (at instanceof HTMLInputElement) return !["radio", "button", "submit"].includes(at.type);
  return at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement;
}
