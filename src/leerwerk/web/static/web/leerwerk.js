// Small improvements; every page works without them.

document.documentElement.classList.add("lw-js");

// A form is sent once: a second click does nothing until the page answers.
const PATIENCE = 8000; // milliseconds; a download answers without a new page

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const method = event.submitter?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get";
  if (event.defaultPrevented || method.toLowerCase() !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), PATIENCE);
});

// Back from the next page: what was sent can be sent again.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-autosubmit]")) event.target.form.requestSubmit();
});

// Dialogs: the browser keeps the focus inside and gives it back; a press beside the dialog closes it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  if (event.target.matches("dialog[open]")) {
    const box = event.target.getBoundingClientRect();
    const beside = event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
    if (beside && event.clientX + event.clientY > 0) event.target.close();
  }
  if (event.target.closest("[data-print]")) print();
});

// A row opens the link in it; who selects text, or presses another link, means that.
document.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-href]");
  if (!row || event.target.closest("a, button, input, select, label, summary") || String(getSelection())) return;
  if (event.ctrlKey || event.metaKey) open(row.dataset.href, "_blank", "noopener");
  else location.href = row.dataset.href;
});

// An error in a form: start there.
document.querySelector("[data-error-summary]")?.focus();
