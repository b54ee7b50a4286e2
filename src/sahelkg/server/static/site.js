// Small helps for every page; each works without them.
"use strict";
document.documentElement.classList.add("scripted");
for (const part of document.querySelectorAll(".scripted[hidden]")) part.hidden = false;

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (at.closest("input, textarea, select, [contenteditable], .CodeMirror")) return;
  const fields = [...document.querySelectorAll("input[type=search]")].filter((field) => field.checkVisibility({ visibilityProperty: true }));
  if (!fields.length) return;
  event.preventDefault();
  fields.at(-1).focus();
  fields.at(-1).select();
});

const toast = document.getElementById("said");
let hiding;
function say(words) {
  toast.textContent = words;
  toast.classList.add("shown");
  clearTimeout(hiding);
  hiding = setTimeout(() => toast.classList.remove("shown"), 2600);
}

document.addEventListener("click", async (event) => {
  const copying = event.target.closest("[data-citation]");
  if (!copying || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(copying.dataset.citation);
    say(toast.dataset.copied);
  } catch {
    if (copying.href) location.assign(copying.href);
    else say(toast.dataset.failed);
  }
});

// The other language keeps the place in a document.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-language]");
  if (link && location.hash) link.hash = location.hash;
});
