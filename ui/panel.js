// The panel beside the answer: a document at its marked sentence, or the list of documents. On a
// narrow window it is a sheet that lies over the page. Nothing that it shows enters the history.
(() => {
  "use strict";
  const beside = window.matchMedia("(min-width: 64rem)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const panel = document.createElement("dialog");
  panel.id = "panel";
  const bar = document.createElement("div");
  bar.className = "bar";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  const leave = document.createElement("a");
  leave.className = "leave-inside leave";
  const content = document.createElement("div");
  content.className = "content";
  content.tabIndex = -1;
  bar.append(close, leave);
  panel.append(bar, content);
  let opener = null;
  let asked = 0;
  let moving = false;

  function name() {
    const from = document.querySelector("[data-panel-close]")?.dataset;
    close.textContent = from?.panelClose ?? "";
    const out = document.querySelector("body > .leave, #sheet .leave");
    leave.textContent = out?.textContent ?? "";
    leave.href = out?.href ?? "calendar";
    panel.setAttribute("aria-label", from?.panelName ?? "");
  }

  function show() {
    if (!panel.isConnected) document.body.append(panel);
    name();
    if (!panel.open) {
      if (beside.matches) panel.show();
      else panel.showModal();
    }
    document.body.classList.add("reading");
  }

  async function open(address, body) {
    const number = ++asked;
    const sent = body ? { method: "POST", body } : {};
    let page;
    try {
      const got = await fetch(address, { cache: "no-store", credentials: "same-origin", ...sent });
      page = new DOMParser().parseFromString(await got.text(), "text/html");
    } catch {
      return;
    }
    // A later press was answered first.
    if (number !== asked) return;
    // A refusal is one sentence without a page around it.
    const main = page.querySelector("main") ?? page.body;
    content.replaceChildren(...[...main.childNodes].map((node) => document.importNode(node, true)));
    content.lang = page.documentElement.lang;
    show();
    content.scrollTop = 0;
    arrive();
  }

  function arrive() {
    const mark = content.querySelector("#quote");
    const goal = mark ?? content.querySelector("h1") ?? content;
    goal.tabIndex = -1;
    if (mark) mark.scrollIntoView({ block: "center", behavior: "auto" });
    goal.focus({ preventScroll: true });
  }

  function leavePanel() {
    panel.close();
  }

  panel.addEventListener("close", () => {
    if (moving) {
      // From beside the page to over it, or back: closed only to be shown otherwise.
      moving = false;
      show();
      return;
    }
    asked++;
    document.body.classList.remove("reading");
    content.replaceChildren();
    // The conversation may have been drawn anew meanwhile; its ids stay.
    const goal = opener?.isConnected ? opener : opener?.id && document.getElementById(opener.id);
    (goal || document.querySelector("#question textarea"))?.focus();
    opener = null;
  });
  close.addEventListener("click", leavePanel);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.open || event.defaultPrevented) return;
    event.preventDefault();
    leavePanel();
  });
  panel.addEventListener("click", (event) => {
    // A press beside the sheet falls on the dialog itself.
    if (event.target === panel && panel.matches(":modal")) leavePanel();
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a.in-panel");
    const wanted = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || wanted || event.button !== 0) return;
    event.preventDefault();
    if (!panel.contains(link)) opener = link;
    open(link.href);
  });
  panel.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
    const goal = link && content.querySelector(link.hash);
    if (!goal) return;
    event.preventDefault();
    goal.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    goal.focus({ preventScroll: true });
  }, true);
  panel.addEventListener("submit", (event) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    const sent = new URLSearchParams(new FormData(event.target));
    if (event.target.method === "post") open(event.target.action, sent);
    else open(`${event.target.action}?${sent}`);
  });
  beside.addEventListener("change", () => {
    if (!panel.open) return;
    moving = true;
    panel.close();
  });
})();
