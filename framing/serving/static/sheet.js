"use strict";
(() => {
  const form = document.querySelector("form.sheet");

  // one tab stop for the words of a part; arrows go from word to word
  for (const group of form.querySelectorAll(".words")) {
    const words = [...group.querySelectorAll("input")];
    const enter = (word) => words.forEach((other) => { other.tabIndex = other === word ? 0 : -1; });
    enter(words[0]);
    group.addEventListener("focusin", (event) => enter(event.target));
    group.addEventListener("keydown", (event) => {
      const place = words.indexOf(event.target);
      const goal = {
        ArrowRight: place + 1, ArrowDown: place + 1, ArrowLeft: place - 1, ArrowUp: place - 1, Home: 0, End: words.length - 1,
      }[event.key];
      if (goal === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      words[Math.max(0, Math.min(words.length - 1, goal))].focus();
    });
  }

  // how many parts have all answers
  const status = form.querySelector(".status");
  const claims = [...form.querySelectorAll(".claim")];
  const tell = () => {
    const done = claims.filter((claim) => claim.querySelectorAll("input[type=radio]:checked").length === claim.querySelectorAll(".questions fieldset").length).length;
    status.textContent = form.dataset.says.replace("{done}", done).replace("{count}", claims.length);
  };
  form.addEventListener("change", tell);
  tell();
})();
