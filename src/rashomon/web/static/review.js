"use strict";
// Keys of the review loop: a accept, c correct, r reject, w why, j next, k previous. Everything works without them.
document.documentElement.classList.add("js");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (at.matches("input, textarea, select")) {
    if (event.key === "Escape") at.blur();
    return;
  }
  if (!/^[acrwjk]$/.test(event.key)) return;
  const found = document.querySelector(`[data-key="${event.key}"]`);
  if (!found) return;
  event.preventDefault();
  if (found.matches("input")) found.focus();
  else found.click();
});

// Words are picked by selecting them in the report, into the box that was clicked last.
let picking = null;
document.addEventListener("focusin", (event) => {
  if (!event.target.matches("[data-words]")) return;
  if (picking) picking.classList.remove("picking");
  picking = event.target;
  picking.classList.add("picking");
});

function offset(paragraph, node, at) {
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, at);
  return Number(paragraph.dataset.start) + [...range.toString()].length;
}

document.addEventListener("mouseup", () => {
  const chosen = getSelection();
  if (!picking || chosen.isCollapsed || !chosen.rangeCount) return;
  const range = chosen.getRangeAt(0);
  const element = range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement;
  const paragraph = element && element.closest(".passage .text");
  const words = chosen.toString().trim();
  if (!paragraph || !words) return;
  const shift = [...chosen.toString()].length - [...chosen.toString().trimStart()].length;
  picking.value = words;
  document.getElementsByName(`${picking.name}.at`)[0].value = offset(paragraph, range.startContainer, range.startOffset) + shift;
});
