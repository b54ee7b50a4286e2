// The reader's scripts: any span of the text by its address, words to claims and back, cards of things.
"use strict";
const reader = document.querySelector(".reader");
const [first, last, length] = ["start", "end", "length"].map((name) => Number(reader.dataset[name]));

function asked() {
  const match = /^#char=(\d+),(\d+)$/.exec(decodeURIComponent(location.hash));
  return match ? [Number(match[1]), Number(match[2])] : null;
}

// Positions are code points; a text node counts UTF-16 units.
function units(text, points) {
  let index = 0;
  for (let left = points; left > 0 && index < text.length; left--) index += text.codePointAt(index) > 0xffff ? 2 : 1;
  return index;
}

function rangesWithin(start, end) {
  const found = [];
  for (const block of reader.querySelectorAll(".block")) {
    let place = Number(block.dataset.start);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const size = [...node.data].length;
      if (place < end && place + size > start) {
        const range = document.createRange();
        range.setStart(node, units(node.data, Math.max(0, start - place)));
        range.setEnd(node, units(node.data, Math.min(size, end - place)));
        found.push(range);
      }
      place += size;
    }
  }
  return found;
}

function point() {
  const span = asked();
  if (!span) return;
  const [start, end] = span;
  if ((start < first || start >= last) && start < length) {
    const address = new URL(reader.dataset.address, location.href);
    address.searchParams.set("at", `${start},${end}`);
    address.hash = location.hash;
    location.replace(address);
    return;
  }
  for (const old of reader.querySelectorAll("mark.hit")) old.replaceWith(...old.childNodes);
  reader.querySelectorAll(".block").forEach((block) => block.normalize());
  for (const range of rangesWithin(start, Math.max(end, start + 1))) {
    const mark = document.createElement("mark");
    mark.className = "hit";
    range.surroundContents(mark);
  }
  const hit = reader.querySelector("mark.hit");
  if (!hit) return;
  for (const notes of hit.closest(".row").querySelectorAll(".notes details")) notes.open = true;
  hit.scrollIntoView({ block: "center", behavior: "instant" });
}
addEventListener("hashchange", point);
point();

// Words to claims, claims to words.
const numbered = (numbers) => [...new Set(numbers.map((number) => reader.querySelector(`.note-claim[data-n~="${number}"]`)).filter(Boolean))];
function light(notes, words, on) {
  for (const part of [...notes, ...words]) part.classList.toggle("lit", on);
}
for (const note of reader.querySelectorAll(".note-claim")) {
  const words = () => note.dataset.n.trim().split(" ").flatMap((number) => [...reader.querySelectorAll(`.c[data-c~="${number}"]`)]);
  for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]])
    note.addEventListener(event, () => light([note], words(), on));
}
reader.addEventListener("click", (event) => {
  const words = event.target.closest(".c");
  if (!words || event.target.closest("a")) return;
  const notes = numbered(words.dataset.c.split(" "));
  if (!notes.length) return;
  for (let folded = notes[0].closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  light(reader.querySelectorAll(".note-claim.lit"), [], false);
  light(notes, [], true);
  notes[0].scrollIntoView({ block: "nearest" });
});

// Cards of things.
let card;
function hideCard() { card?.remove(); card = undefined; }
function showCard(mention) {
  hideCard();
  const source = reader.querySelector(`[data-card="${CSS.escape(mention.dataset.thing)}"]`);
  if (!source) return;
  card = document.createElement("div");
  card.className = "pop";
  card.append(...[...source.childNodes].map((node) => node.cloneNode(true)));
  document.body.append(card);
  const box = mention.getClientRects()[0];
  card.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8)) + scrollX}px`;
  card.style.top = `${box.bottom + scrollY + 6}px`;
}
for (const mention of reader.querySelectorAll(".m")) {
  mention.dataset.label = mention.title;
  mention.removeAttribute("title");
  mention.addEventListener("mouseenter", () => showCard(mention));
  mention.addEventListener("focus", () => showCard(mention));
  mention.addEventListener("blur", hideCard);
  mention.addEventListener("mouseleave", () => setTimeout(() => { if (card && !card.matches(":hover")) hideCard(); }, 150));
}
addEventListener("keydown", (event) => { if (event.key === "Escape") hideCard(); });
