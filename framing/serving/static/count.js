"use strict";
(() => {
  const counts = document.querySelector("[data-counts]");
  const look = async () => {
    try {
      const answer = await fetch(counts.dataset.counts);
      if (!answer.ok) return;
      const told = await answer.json();
      if (told[counts.dataset.await]) location.reload();
      for (const place of counts.querySelectorAll("[data-count]")) {
        const value = String(told[place.dataset.count]);
        if (place.textContent !== value) place.textContent = value;
      }
    } catch {
      // the program was stopped; the next look may find it again
    }
  };
  setInterval(look, 2000);
})();
