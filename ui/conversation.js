// What a person takes along of the conversation: a copied answer, a downloaded picture or table, or
// everything. Only on request, and only to where the person puts it.
(() => {
  "use strict";
  const MARKDOWN = "text/markdown;charset=utf-8";
  const JSON_TYPE = "application/json;charset=utf-8";
  const CSV = "text/csv;charset=utf-8";

  // Of a drawing's looks, what its style sheet says; and how many points a unit of it has.
  const DRAWN = [
    "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "opacity",
    "font-family", "font-size", "font-weight", "text-anchor", "transform",
    "transform-box", "transform-origin",
  ];
  const SCALE = 2;

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
    save(name, new Blob([words], { type }));
  }

  function save(name, blob) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // A copy of a drawing that looks the same without the page's style sheets.
  function alone(drawing) {
    const copy = drawing.cloneNode(true);
    const originals = drawing.querySelectorAll("*");
    copy.querySelectorAll("*").forEach((part, at) => {
      const style = getComputedStyle(originals[at]);
      for (const name of DRAWN) part.style.setProperty(name, style.getPropertyValue(name));
    });
    const { width, height } = drawing.viewBox.baseVal;
    copy.setAttribute("width", width * SCALE);
    copy.setAttribute("height", height * SCALE);
    return copy;
  }

  function lines(words, brush, width) {
    const found = [""];
    for (const word of words.split(/\s+/)) {
      const longer = `${found.at(-1)} ${word}`.trim();
      if (brush.measureText(longer).width <= width) found[found.length - 1] = longer;
      else found.push(word);
    }
    return found;
  }

  async function picture(figure) {
    const drawing = figure.querySelector("svg");
    const image = new Image();
    // An address of its own would be refused by the page's policy; this one holds all of it.
    const text = new XMLSerializer().serializeToString(alone(drawing));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const style = getComputedStyle(figure);
    const canvas = document.createElement("canvas");
    const brush = canvas.getContext("2d");
    const margin = 16 * SCALE;
    const width = image.width;
    // What stands above and below the drawing on the page goes with it.
    const parts = [["title", 17, 600], ["source", 11, 400]].map(([name, size, weight]) => {
      const font = `${weight} ${size * SCALE}px ${style.fontFamily}`;
      brush.font = font;
      return { font, step: 1.35 * size * SCALE, lines: lines(figure.dataset[name], brush, width) };
    });
    const tall = parts.map((part) => part.step * part.lines.length + margin / 2);
    canvas.width = width + 2 * margin;
    canvas.height = image.height + tall[0] + tall[1] + 2 * margin;
    brush.fillStyle = getComputedStyle(document.body).backgroundColor;
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(image, margin, margin + tall[0]);
    brush.fillStyle = style.color;
    brush.textBaseline = "top";
    [margin, margin * 1.5 + tall[0] + image.height].forEach((top, at) => {
      brush.font = parts[at].font;
      parts[at].lines.forEach((line, number) => {
        brush.fillText(line, margin, top + number * parts[at].step);
      });
    });
    return new Promise((done) => { canvas.toBlob(done, "image/png"); });
  }

  const actions = {
    copy: (turn, button) => copy(button, turn.dataset.text),
    "copy-markdown": (turn, button) => copy(button, turn.dataset.markdown),
    "download-markdown": (_, button) => {
      download(`${button.dataset.name}.md`, `${turns("markdown").join("\n\n")}\n`, MARKDOWN);
    },
    "download-png": async (_, button) => {
      const figure = button.closest("figure");
      save(`${figure.dataset.name}.png`, await picture(figure));
    },
    "download-csv": (_, button) => {
      const { name, csv } = button.closest("figure").dataset;
      // Spreadsheets know by the mark at the beginning that å, ä and ö are to be read as such.
      download(`${name}.csv`, `\ufeff${csv}`, CSV);
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
