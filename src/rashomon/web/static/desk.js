// The desk works without this. With it: keys to go from claim to claim, lit words, progress that shows itself, a map to move.
"use strict";

const STEPS = "[data-step], .reader .claim[id]";

const KEYS = [
  ["j", "next question, claim or line"],
  ["k", "the one before"],
  ["Enter", "open it"],
  ["/", "search"],
  ["Esc", "leave a field, close this"],
  ["?", "these keys"],
];

function steps() {
  return [...document.querySelectorAll(STEPS)].filter((one) => one.offsetParent !== null);
}

// The step that has the focus or holds what has it; else the last that was gone to.
function current() {
  const focused = document.activeElement && document.activeElement.closest(STEPS);
  return focused || document.querySelector(STEPS.split(", ").map((one) => `${one}.at`).join(", "));
}

function go(by) {
  const all = steps();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
  for (const one of all) one.classList.remove("at");
  next.classList.add("at");
  if (!next.hasAttribute("tabindex")) next.setAttribute("tabindex", "-1");
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: next.offsetHeight > innerHeight * 0.7 ? "start" : "center" });
  if (next.dataset.claim) light(next.dataset.claim);
}

// All words of the claim, in however many pieces, and its note on the margin.
function light(claim) {
  for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
  if (!claim) return;
  const is = (name) => `[data-${name}="${CSS.escape(claim)}"]`;
  for (const one of document.querySelectorAll(`${is("claim")}, ${is("note")}`)) one.classList.add("lit");
}

function help() {
  let box = document.querySelector("dialog.keys");
  if (!box) {
    box = document.createElement("dialog");
    box.className = "keys";
    box.setAttribute("aria-label", "Keys");
    const list = document.createElement("dl");
    const more = [...document.querySelectorAll("[data-key]")].map((one) => [one.dataset.key, one.dataset.does || one.textContent.trim()]);
    const seen = new Set();
    for (const [key, does] of [...more, ...KEYS]) {
      if (seen.has(key)) continue;
      seen.add(key);
      const name = document.createElement("dt");
      name.append(Object.assign(document.createElement("kbd"), { textContent: key }));
      list.append(name, Object.assign(document.createElement("dd"), { textContent: does }));
    }
    const close = Object.assign(document.createElement("button"), { textContent: "Close", type: "button" });
    close.addEventListener("click", () => box.close());
    box.append(Object.assign(document.createElement("h2"), { textContent: "Keys" }), list, close);
    document.body.append(box);
  }
  if (box.open) box.close();
  else box.showModal();
}

function open() {
  const link = current() && (current().matches("a") ? current() : current().querySelector("a[href]"));
  if (link) link.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Escape" && field) field.blur();
  if (field) return;
  const act = { j: () => go(1), k: () => go(-1), "?": help, "/": () => document.querySelector(".find input").focus() }[event.key];
  if (act && !document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)) {
    event.preventDefault();
    act();
  } else if (event.key === "Enter" && event.target.matches(STEPS)) {
    event.preventDefault();
    open();
  }
});

function lightTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (target && target.dataset.claim) light(target.dataset.claim);
}

addEventListener("hashchange", lightTarget);
document.addEventListener("pointerover", (event) => {
  const note = event.target.closest("[data-note]");
  if (note) light(note.dataset.note);
});

// Progress of reports being read: asks until it is done, then shows what came of it.
async function follow(box) {
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-words]");
  for (;;) {
    await new Promise((done) => setTimeout(done, 600));
    let state;
    try {
      state = await (await fetch(box.dataset.job, { headers: { Accept: "application/json" } })).json();
    } catch {
      words.textContent = "The desk does not answer. What was read so far is kept.";
      continue;
    }
    if (state.total) bar.max = state.total;
    if (state.total) bar.value = state.done;
    words.textContent = state.words;
    if (state.finished) {
      location.reload();
      return;
    }
  }
}

for (const box of document.querySelectorAll("[data-job]")) follow(box);
lightTarget();
