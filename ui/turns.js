// The conversation on the page. What the server says of it comes in one at a time, as what is new
// in it, and is put in its place here: drawing all turns anew with each would take the longer the
// more there are, and would lose what a person has opened or marked.
(() => {
  "use strict";
  let conversation = 0;

  function take() {
    const sent = document.querySelector("#incoming .sent");
    const log = document.getElementById("log");
    if (!sent || !log) return;
    sent.remove();
    const { conversation: whose, first, below, whole } = sent.dataset;
    // It was on its way when the conversation was cleared.
    if (Number(whose) < conversation) return;
    conversation = Number(whose);
    if (below) document.getElementById(below)?.append(...sent.childNodes);
    else if (whole !== undefined || !log.firstChild) log.replaceChildren(...sent.childNodes);
    else merge(sent, log, Number(first));
    document.dispatchEvent(new CustomEvent("kalla-said", { detail: sent.dataset }));
  }

  function merge(sent, log, first) {
    const turns = log.querySelector(".conversation");
    for (const turn of sent.querySelectorAll(".turn")) put(turn, turns);
    for (const turn of [...turns.children]) {
      if (Number(turn.id.replace("turn-", "")) < first) turn.remove();
    }
    const downloads = sent.querySelector(".conversation ~ .tools");
    if (downloads && !log.querySelector(".conversation ~ .tools")) log.append(downloads);
  }

  function put(turn, turns) {
    const old = document.getElementById(turn.id);
    if (!old) {
      turns.append(turn);
      return;
    }
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(turn);
    if (hadFocus) turn.focus({ preventScroll: true });
  }

  new MutationObserver(take).observe(document.body, { childList: true, subtree: true });
  take();
})();
