// What Gradio leaves open on the page: its language, what a screen reader is told, and where the
// view and the focus go when an answer comes. Nothing is stored, and nobody is asked.
(() => {
  "use strict";
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const said = new Set();
  let seen = "";
  let focusNext = false;

  const status = document.createElement("div");
  status.setAttribute("role", "status");
  status.className = "sr";

  function follow() {
    const language = document.querySelector("[data-page-language]")?.dataset.pageLanguage;
    if (language && document.documentElement.lang !== language) {
      document.documentElement.lang = language;
    }
    document.body.classList.toggle("ready", Boolean(language));
    const other = document.getElementById("language");
    if (other && language) other.lang = language === "sv" ? "en" : "sv";
    const turn = [...document.querySelectorAll(".turn")].pop();
    document.body.classList.toggle("asked", Boolean(turn));
    if (!turn) {
      said.clear();
      seen = "";
      return;
    }
    show(turn);
    announce(turn);
  }

  function show(turn) {
    if (turn.id === seen) return;
    seen = turn.id;
    // At once: whoever asked waits for the answer, and it would be read only when it stands still.
    turn.scrollIntoView({ block: "start", behavior: "auto" });
  }

  function announce(turn) {
    const words = turn.dataset.announce;
    if (!words || said.has(turn.id)) return;
    said.add(turn.id);
    status.lang = turn.lang;
    status.textContent = words;
    // The example that was pressed is gone; without this the focus would be nowhere.
    if (focusNext) turn.focus({ preventScroll: true });
    focusNext = false;
  }

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest(".example")) focusNext = true;
    const link = target?.closest('a[href^="#"]');
    const goal = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!goal) return;
    // Followed here, so that the address and the browser's history stay as they are.
    event.preventDefault();
    goal.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
    goal.focus({ preventScroll: true });
  });

  document.body.append(status);
  // Gradio changes what is already there where it can.
  const watched = { childList: true, subtree: true, attributeFilter: ["data-page-language"] };
  new MutationObserver(follow).observe(document.body, watched);
  follow();
})();
