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
  const back = document.createElement("button");
  back.type = "button";
  back.className = "back-inside";
  const leave = document.createElement("a");
  leave.className = "leave-inside leave";
  const content = document.createElement("div");
  content.className = "content";
  content.tabIndex = -1;
  bar.append(back, close, leave);
  panel.append(bar, content);
  // What is shown, as its address and the form that was sent there; and what led to it, each with
  // the link that was followed. Held while the panel is open.
  let here = null;
  let trail = [];
  let opener = null;
  let asked = 0;
  let moving = false;

  function wayOut() {
    return document.querySelector("body > .leave, #sheet .leave");
  }

  function holds(box, { clientX: x, clientY: y }) {
    return box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
  }

  function name() {
    const from = document.querySelector("[data-panel-close]")?.dataset;
    close.textContent = from?.panelClose ?? "";
    back.textContent = from?.panelBack ?? "";
    back.hidden = !trail.length;
    const out = wayOut();
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

  // `trailed` gives the trail once the page has come.
  async function open(address, body, trailed, goal) {
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
    trail = trailed;
    here = { address, body };
    show();
    content.scrollTop = 0;
    arrive(content.querySelector("#quote") ?? (goal && content.querySelector(goal)));
  }

  function arrive(mark) {
    const goal = mark ?? content.querySelector("h1") ?? content;
    if (!goal.matches("a, button")) goal.tabIndex = -1;
    if (mark) mark.scrollIntoView({ block: "center", behavior: "auto" });
    goal.focus({ preventScroll: true });
  }

  function follow(link) {
    const path = (address) => new URL(address, document.baseURI).pathname;
    if (!panel.contains(link)) {
      opener = link;
      open(link.href, undefined, []);
    } else if (path(link.href) === path(here.address)) {
      open(link.href, undefined, trail);
    } else {
      const followed = `a[href="${CSS.escape(link.getAttribute("href"))}"]`;
      open(link.href, undefined, [...trail, { ...here, followed }]);
    }
  }

  async function save(form, button) {
    const sent = new URLSearchParams(new FormData(form, button));
    const got = await fetch(button.formAction, { method: "POST", body: sent, cache: "no-store" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await got.blob());
    link.download = button.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
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
    here = null;
    trail = [];
    // The conversation may have been drawn anew meanwhile; its ids stay.
    const goal = opener?.isConnected ? opener : opener?.id && document.getElementById(opener.id);
    (goal || document.querySelector("#question textarea"))?.focus();
    opener = null;
  });
  close.addEventListener("click", leavePanel);
  back.addEventListener("click", () => {
    const last = trail.at(-1);
    open(last.address, last.body, trail.slice(0, -1), last.followed);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.open || event.defaultPrevented) return;
    event.preventDefault();
    leavePanel();
  });
  panel.addEventListener("click", (event) => {
    // A press beside the sheet falls on the dialog itself, also where the page's own way out stands.
    if (event.target !== panel || !panel.matches(":modal")) return;
    const out = wayOut();
    if (out && holds(out.getBoundingClientRect(), event)) out.click();
    else leavePanel();
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a.in-panel");
    const wanted = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || wanted || event.button !== 0) return;
    event.preventDefault();
    follow(link);
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
    if (event.submitter?.hasAttribute("formaction")) {
      save(event.target, event.submitter);
      return;
    }
    const sent = new URLSearchParams(new FormData(event.target, event.submitter));
    open(event.target.action, sent, trail);
  });
  beside.addEventListener("change", () => {
    if (!panel.open) return;
    moving = true;
    panel.close();
  });
})();
