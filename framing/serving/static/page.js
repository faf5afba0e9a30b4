"use strict";
(() => {
  const form = document.querySelector("form.articles");

  // more articles than the two that are there
  const another = document.getElementById("another");
  const renumber = () => {
    [...form.querySelectorAll(".article")].forEach((article, place) => {
      const number = place + 1;
      article.querySelector("legend").textContent = another.dataset.legend.replace("{number}", number);
      const remove = article.querySelector(".remove");
      if (remove) remove.textContent = another.dataset.remove.replace("{number}", number);
      for (const part of article.querySelectorAll("[id], [for], [aria-describedby]")) {
        for (const name of ["id", "for", "aria-describedby"]) {
          if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(/-\d+$/, `-${number}`));
        }
      }
    });
  };
  if (another) {
    const more = form.querySelector(".more-articles");
    more.hidden = false;
    more.querySelector("button").addEventListener("click", () => {
      const article = another.content.firstElementChild.cloneNode(true);
      const remove = document.createElement("button");
      remove.type = "button";
      remove.className = "remove plainly";
      remove.addEventListener("click", () => {
        article.remove();
        renumber();
        more.querySelector("button").focus();
      });
      article.append(remove);
      form.querySelector(".side-by-side").append(article);
      renumber();
      article.querySelector("input").focus();
    });
  }

  // the chosen files: one by one, with their source, and checked before they are sent
  const box = form.querySelector(".files");
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector(".chosen");
  const complaint = box.querySelector(".complaint");
  const most = Number(box.dataset.most), bytes = Number(box.dataset.bytes);
  let chosen = [];
  const say = (text, name) => text.replace("{name}", name).replace("{size}", box.dataset.size).replace("{files}", most);

  const show = () => {
    const files = new DataTransfer();
    chosen.forEach((one) => files.items.add(one.file));
    input.files = files.files;
    list.hidden = chosen.length === 0;
    list.replaceChildren(...chosen.map(row));
  };
  const row = (one) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = `${one.file.name} (${Math.max(1, Math.round(one.file.size / 1000))} kB)`;
    const label = document.createElement("label");
    const hint = document.createElement("span");
    hint.className = "hidden";
    hint.textContent = say(box.dataset.source, one.file.name);
    const source = document.createElement("input");
    source.name = "file_source";
    source.maxLength = 300;
    source.autocomplete = "off";
    source.placeholder = box.dataset.hint;
    source.value = one.source;
    source.addEventListener("input", () => { one.source = source.value; });
    label.append(hint, source);
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "plainly";
    remove.textContent = "×";
    remove.setAttribute("aria-label", say(box.dataset.remove, one.file.name));
    remove.addEventListener("click", () => {
      chosen = chosen.filter((other) => other !== one);
      complaint.textContent = "";
      show();
      input.focus();
    });
    item.append(name, label, remove);
    return item;
  };
  const take = (files) => {
    const fresh = [...files];
    const large = fresh.filter((file) => file.size > bytes);
    const told = large.map((file) => say(box.dataset.large, file.name));
    const fitting = fresh.filter((file) => file.size <= bytes).map((file) => ({ file, source: "" }));
    chosen = most === 1 && fitting.length ? fitting : [...chosen, ...fitting];
    if (chosen.length > most) {
      chosen = chosen.slice(0, most);
      told.push(say(box.dataset.many, ""));
    }
    complaint.textContent = told.join(" ");
    show();
  };
  input.addEventListener("change", () => take(input.files));

  // dropped anywhere on the form
  const zone = box.querySelector(".drop");
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) zone.classList.remove("over");
  });
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    zone.classList.remove("over");
    take(event.dataTransfer.files);
  });

  form.addEventListener("submit", () => {
    form.querySelector(".status").textContent = form.dataset.wait;
  });
  window.addEventListener("pageshow", () => {
    form.querySelector(".status").textContent = "";
  });
  const problem = document.getElementById("problem");
  if (problem) problem.focus();
})();
