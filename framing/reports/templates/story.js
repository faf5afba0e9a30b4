"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (items) => items.filter((item) => getComputedStyle(item).display !== "none").length;

  // how much of the story the filters leave
  const count = document.getElementById("count");
  const facts = all("#facts .f"), sentences = all("#sides .t");
  const tell = () => {
    const numbers = { facts: shown(facts), all_facts: facts.length, sentences: shown(sentences), all_sentences: sentences.length };
    count.textContent = count.dataset.says.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
  };
  if (count) {
    const form = count.closest("form");
    form.addEventListener("change", tell);
    form.addEventListener("reset", () => setTimeout(tell));
    tell();
  }

  // from a sentence to its article, and back to where the reader was
  const back = document.getElementById("back");
  let origin = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#a']");
    if (!link || link.closest(".document, nav")) return;
    origin = link;
    back.hidden = false;
  });
  back.addEventListener("click", () => {
    back.hidden = true;
    origin.scrollIntoView({ block: "center" });
    origin.focus({ preventScroll: true });
  });
})();
