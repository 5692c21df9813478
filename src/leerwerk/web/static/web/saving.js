// A form that is saved as one types. Without this a button saves it.

const form = document.querySelector("form[data-saves]");
const says = document.querySelector("[data-saves-says]");
const PAUSE = 1500; // milliseconds without a key
let timer = 0;
let busy = false;
let again = false;
let over = false; // another window was quicker, or the link is closed: nothing more is saved from here
let sender = null; // the button that waits until saving is done

function later(wait) {
  clearTimeout(timer);
  if (!over) timer = setTimeout(save, wait);
}

async function save() {
  if (busy || over) {
    again = busy;
    return;
  }
  busy = true;
  const body = new FormData(form);
  body.set("do", "save");
  try {
    const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (answer.ok) form.elements.seen.value = told.edits;
    over = answer.status === 409 || answer.status === 410;
    says.textContent = told.told;
  } catch {
    says.textContent = form.dataset.saves;
  }
  busy = false;
  if (sender) form.requestSubmit(sender);
  else if (again) later(0);
  again = false;
}

form?.addEventListener("input", () => later(PAUSE));
form?.addEventListener("change", () => later(0));
form?.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (!busy) return;
  event.preventDefault();
  sender = event.submitter;
});
