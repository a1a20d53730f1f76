// What a person does with the conversation: edit a question, ask a suggested one, copy an answer,
// download everything. Only on request, and only to where the person puts it.
(() => {
  "use strict";
  const MARKDOWN = "text/markdown;charset=utf-8";
  const JSON_TYPE = "application/json;charset=utf-8";

  function box() {
    return document.querySelector("#question textarea");
  }

  function write(words) {
    const field = box();
    if (!field) return;
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async function copy(button, words) {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      // Where the page comes over plain http from another machine there is no clipboard object.
      const field = document.createElement("textarea");
      field.value = words;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    const before = button.textContent;
    if (before === button.dataset.done) return;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = before; }, 2000);
  }

  function turns(part) {
    return [...document.querySelectorAll(`.turn[data-${part}]`)].map((turn) => turn.dataset[part]);
  }

  // Unseen characters are part of a quote; written as escapes, they disguise nothing in an editor.
  function plainly(json) {
    const escape = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
    return json.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu, (sign) =>
      sign === "\n" ? sign : sign.split("").map(escape).join(""));
  }

  function download(name, words, type) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([words], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  const actions = {
    edit: (turn) => { write(turn.dataset.question); box()?.focus(); },
    copy: (turn, button) => copy(button, turn.dataset.text),
    "copy-markdown": (turn, button) => copy(button, turn.dataset.markdown),
    suggest: (turn, button) => {
      write(button.textContent);
      // Gradio hears of the new words in its next step.
      setTimeout(() => document.getElementById("ask")?.click(), 50);
    },
    "download-markdown": (_, button) => {
      download(`${button.dataset.name}.md`, `${turns("markdown").join("\n\n")}\n`, MARKDOWN);
    },
    "download-json": (_, button) => {
      const all = turns("json").map((words) => JSON.parse(words));
      download(`${button.dataset.name}.json`, `${plainly(JSON.stringify(all, null, 1))}\n`, JSON_TYPE);
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-do]");
    if (!button) return;
    actions[button.dataset.do]?.(button.closest(".turn"), button);
  });
})();
