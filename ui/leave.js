// "Leave this page quickly": by its link, or by Shift three times in a row. The entry in the
// browser's history becomes the neutral page, here and in every other tab of Källa.
(() => {
  "use strict";
  // Between two presses; slower ones are ordinary typing.
  const PATIENCE_MS = 1000;
  const root = new URL("../", document.currentScript.src);
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("kalla") : null;
  let pressed = [];

  function go() {
    // Gone from the screen at once, however long the next page takes.
    document.documentElement.style.display = "none";
    document.title = "";
    window.location.replace(new URL("calendar", root));
  }

  function leave() {
    tabs?.postMessage("leave");
    go();
  }

  tabs?.addEventListener("message", go);
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest(".leave")) return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  }, true);
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") pressed = [];
    else if (!event.repeat) {
      const now = performance.now();
      pressed = [...pressed.filter((then) => now - then < 2 * PATIENCE_MS), now];
      if (pressed.length === 3) leave();
    }
  }, true);
  // A page that the browser kept whole and shows again would bring the conversation back.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
})();
