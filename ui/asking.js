// How a question is asked: one after the other, by Enter, by a button, or edited from an earlier one;
// and how the page asks for what comes after it. What was typed is gone once it is answered.
(() => {
  "use strict";
  // Something is heard of a question much sooner; whoever has heard nothing may ask again.
  const PATIENCE_MS = 15000;
  // What comes next is asked for when that which has come is painted.
  const PAINTED_MS = 50;
  let asked = null;
  let another = false;

  const box = () => document.querySelector("#question textarea");
  const press = (id) => document.getElementById(id)?.click();

  function write(words) {
    const field = box();
    if (!field) return;
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function waits() {
    const last = [...document.querySelectorAll(".turn")].pop();
    const unheard = asked && performance.now() - asked.at < PATIENCE_MS;
    return unheard || Boolean(last && !last.dataset.announce);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (!box() || event.target !== box()) return;
    // Gradio's own way from here takes a frame more.
    event.preventDefault();
    event.stopPropagation();
    press("ask");
  }, true);

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("#ask, .example");
    if (!button) return;
    // Pressed once more when the question had left the box.
    const empty = button.id === "ask" && !box()?.value.trim() && document.querySelector(".turn");
    // What is asked before the answer has come wholly is asked after it, and not lost.
    if (!empty) another = waits();
    if (empty || another) event.stopPropagation();
    else asked = { words: box()?.value, at: performance.now() };
  }, true);

  document.addEventListener("kalla-said", ({ detail: { below, more, whole } }) => {
    if (below) return;
    // What is typed while an answer comes stays.
    if (asked && box()?.value === asked.words) write("");
    asked = null;
    if (more !== undefined) setTimeout(press, PAINTED_MS, "more");
    if (!another || waits()) return;
    another = false;
    if (whole === undefined && box()?.value) press("ask");
  });

  const actions = {
    edit: (turn) => { write(turn.dataset.question); box()?.focus(); },
    suggest: (_, button) => { write(button.textContent); press("ask"); },
  };

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-do]");
    if (!button) return;
    actions[button.dataset.do]?.(button.closest(".turn"), button);
  });
})();
