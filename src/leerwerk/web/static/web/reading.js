// Reads a part of the page aloud, in the page's language, with a voice of the device; nothing leaves it.

const QUIET = "script, style, nav, form, [hidden], [data-read-aloud], .lw-hidden, [aria-hidden=true]";

function sentences(place) {
  const said = [];
  for (const part of place.querySelectorAll("h1, h2, h3, h4, p, li, dt, dd, th, td, figcaption, summary, strong, span")) {
    if (part.closest(QUIET) || part.querySelector("h1, h2, h3, h4, p, li, dt, dd, th, td, strong, span")) continue;
    if (!part.checkVisibility?.() && part.checkVisibility) continue;
    const words = part.innerText.trim();
    if (words) said.push(words);
  }
  return said;
}

function stop() {
  speechSynthesis.cancel();
  for (const button of document.querySelectorAll("[data-read-aloud]")) button.setAttribute("aria-pressed", "false");
}

function read(button) {
  const place = document.getElementById(button.dataset.readAloud);
  if (!place) return;
  const language = document.documentElement.lang;
  const voice = speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().startsWith(language));
  button.setAttribute("aria-pressed", "true");
  const parts = sentences(place).map((text) => {
    const said = new SpeechSynthesisUtterance(text);
    said.lang = language;
    said.rate = 0.9;
    if (voice) said.voice = voice;
    return said;
  });
  parts.at(-1)?.addEventListener("end", stop);
  for (const said of parts) speechSynthesis.speak(said);
}

if ("speechSynthesis" in window) {
  for (const button of document.querySelectorAll("[data-read-aloud]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => (speechSynthesis.speaking ? stop() : read(button)));
  }
  addEventListener("pagehide", stop);
}
