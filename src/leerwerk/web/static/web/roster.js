// Rosters: whoever drags a lesson sees where it fits, and why elsewhere not. Without it a press on the lesson does the same.

const says = document.querySelector("[data-roster-says]");
const form = document.querySelector("[data-roster-put]");
const TONES = ["here", "good", "warn", "bad"].map((tone) => `lw-roster-${tone}`);
const hint = says?.textContent;
let dragged = null;

function cells(chip) {
  return chip.closest("tr").querySelectorAll("[data-dagdeel]");
}

function clear(chip) {
  for (const cell of cells(chip)) {
    cell.classList.remove(...TONES);
    delete cell.dataset.text;
  }
}

async function begin(event) {
  const chip = event.target.closest("[data-places]");
  if (!chip) return;
  dragged = chip;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", chip.href);
  says.textContent = chip.textContent.trim();
  const answer = await fetch(chip.dataset.places, { headers: { Accept: "application/json" } });
  if (!answer.ok || dragged !== chip) return;
  const places = await answer.json();
  for (const cell of cells(chip)) {
    const place = places[cell.dataset.dagdeel];
    if (!place) continue;
    cell.classList.add(`lw-roster-${place.tone}`);
    cell.dataset.text = place.text;
  }
}

function over(event) {
  const cell = event.target.closest("[data-dagdeel]");
  if (!dragged || !cell || cell.closest("tr") !== dragged.closest("tr")) return;
  event.preventDefault();
  if (cell.dataset.text && says.textContent !== cell.dataset.text) says.textContent = cell.dataset.text;
}

function drop(event) {
  const cell = event.target.closest("[data-dagdeel]");
  if (!dragged || !cell || cell.closest("tr") !== dragged.closest("tr")) return;
  event.preventDefault();
  if (cell.contains(dragged)) return;
  form.action = dragged.href;
  form.elements.dagdeel.value = cell.dataset.dagdeel;
  form.requestSubmit();
}

function end() {
  if (dragged) clear(dragged);
  dragged = null;
  says.textContent = hint;
}

const table = document.querySelector(".lw-roster");
table?.addEventListener("dragstart", begin);
table?.addEventListener("dragenter", over);
table?.addEventListener("dragover", over);
table?.addEventListener("drop", drop);
table?.addEventListener("dragend", end);
