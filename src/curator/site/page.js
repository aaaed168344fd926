"use strict";
(() => {
  const PAGE = 20;
  const HINT = "Point at a paper to see its title, press to keep it.";
  const [TITLE, URL_, SECTIONS, DATE, PEOPLE, CATEGORIES, ABSTRACT, X, Y] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const fields = { query: at("query"), section: at("section"), year: at("year"), category: at("category"), order: at("order") };
  const all = data.papers.map((paper, number) => ({ paper, number }));
  const newest = [...all].sort((a, b) => (a.paper[DATE] < b.paper[DATE] ? 1 : a.paper[DATE] > b.paper[DATE] ? -1 : a.number - b.number));
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let shown = [];
  let matching = new Set();
  let length = PAGE;
  let kept = null;

  const element = (name, text, kind) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  const named = (paper) => {
    if (!/^https?:\/\//.test(paper[URL_])) return document.createTextNode(paper[TITLE]);
    const link = element("a", paper[TITLE]);
    link.href = paper[URL_];
    link.rel = "noopener noreferrer";
    return link;
  };

  const where = (paper) => paper[SECTIONS].map((number) => data.sections[number]).join("; ");

  const item = ({ paper }) => {
    const line = element("li");
    const heading = element("h3");
    heading.append(named(paper));
    line.append(heading);
    if (paper[PEOPLE]) line.append(element("p", paper[PEOPLE], "people"));
    line.append(element("p", [paper[DATE], where(paper), paper[CATEGORIES]].filter(Boolean).join(" · "), "meta"));
    if (paper[ABSTRACT]) {
      const more = element("details");
      more.append(element("summary", "Abstract"), element("p", paper[ABSTRACT]));
      line.append(more);
    }
    return line;
  };

  const options = (select, values) => {
    for (const [value, name] of values) {
      const option = element("option", name);
      option.value = value;
      select.append(option);
    }
  };

  const haystack = (one) => {
    one.text ??= plain([one.paper[TITLE], one.paper[PEOPLE], one.paper[ABSTRACT]].join("\n"));
    return one.text;
  };

  const filtered = () => {
    const words = plain(fields.query.value).split(/\s+/).filter(Boolean);
    const { section, year, category } = fields;
    return (fields.order.value === "list" ? all : newest).filter((one) => {
      const paper = one.paper;
      return (!section.value || paper[SECTIONS].includes(Number(section.value)))
        && (!year.value || paper[DATE].startsWith(year.value))
        && (!category.value || paper[CATEGORIES].split(" ").includes(category.value))
        && words.every((word) => haystack(one).includes(word));
    });
  };

  const list = () => {
    const from = at("papers").children.length;
    at("papers").append(...shown.slice(from, length).map(item));
    at("more").hidden = shown.length <= length;
  };

  const update = () => {
    shown = filtered();
    matching = new Set(shown.map((one) => one.number));
    length = PAGE;
    at("papers").replaceChildren();
    list();
    at("count").textContent = `${shown.length.toLocaleString("en")} of ${all.length.toLocaleString("en")} papers`;
    for (const button of at("legend").querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === fields.section.value));
    }
    remember();
    draw();
  };

  const remember = () => {
    const wanted = new URLSearchParams();
    for (const [name, field] of Object.entries(fields)) {
      if (field.value && !(name === "order" && field.value === "newest")) wanted.set(name, field.value);
    }
    if (wanted.size || location.hash.includes("=")) history.replaceState(null, "", `#${wanted}`);
  };

  const recall = () => {
    for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
      if (name in fields) fields[name].value = value;
    }
    if (!fields.order.value) fields.order.value = "newest";
  };

  const canvas = document.querySelector("#plane canvas");
  const pen = canvas.getContext("2d");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const place = (paper) => {
    const edge = 14;
    return [edge + (paper[X] / 1000) * (canvas.clientWidth - 2 * edge), edge + (paper[Y] / 1000) * (canvas.clientHeight - 2 * edge)];
  };

  const draw = () => {
    const ratio = devicePixelRatio || 1;
    const width = canvas.parentElement.clientWidth;
    const height = Math.round(Math.min(width * 0.8, 560));
    canvas.style.height = `${height}px`;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const colours = new Map(data.colours.map((section, n) => [section, colour(`--c${n}`)]));
    const other = colour("--other");
    const radius = all.length > 1500 ? 2.5 : 4;
    for (const pass of [false, true]) {
      pen.globalAlpha = pass ? 0.85 : 0.12;
      for (const { paper, number } of all) {
        if (matching.has(number) !== pass) continue;
        pen.fillStyle = paper[SECTIONS].map((section) => colours.get(section)).find(Boolean) ?? other;
        pen.beginPath();
        pen.arc(...place(paper), radius, 0, 7);
        pen.fill();
      }
    }
    if (kept) {
      pen.globalAlpha = 1;
      pen.strokeStyle = colour("--ink");
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(...place(kept.paper), radius + 4, 0, 7);
      pen.stroke();
    }
  };

  const nearest = (event) => {
    const box = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let best = null;
    let least = 18 * 18;
    for (const one of shown) {
      const [a, b] = place(one.paper);
      const distance = (a - x) ** 2 + (b - y) ** 2;
      if (distance < least) [best, least] = [one, distance];
    }
    return best;
  };

  const choose = (one) => {
    kept = one;
    at("chosen").replaceChildren(...(one ? [named(one.paper), ` – ${where(one.paper)}`] : [HINT]));
    draw();
  };

  const start = () => {
    options(fields.section, data.sections.map((name, number) => [number, name]));
    const years = [...new Set(data.papers.map((paper) => paper[DATE].slice(0, 4)).filter(Boolean))].sort().reverse();
    options(fields.year, years.map((year) => [year, year]));
    const categories = [...new Set(data.papers.flatMap((paper) => paper[CATEGORIES].split(" ")).filter(Boolean))].sort();
    options(fields.category, categories.map((name) => [name, name]));
    const choices = { section: data.sections.length - 1, year: years.length, category: categories.length };
    for (const [name, number] of Object.entries(choices)) fields[name].closest("label").hidden = number < 1;
    data.colours.forEach((section, number) => {
      const button = element("button");
      button.type = "button";
      button.value = String(section);
      button.append(element("span", "", `dot k${number}`), data.sections[section]);
      button.addEventListener("click", () => {
        fields.section.value = fields.section.value === button.value ? "" : button.value;
        update();
      });
      const line = element("li");
      line.append(button);
      at("legend").append(line);
    });
    if (data.sections.length > data.colours.length) {
      const others = element("li", "", "others");
      others.append(element("span", "", "dot"), "other sections");
      at("legend").append(others);
    }
    choose(null);
    recall();
    at("filters").addEventListener("submit", (event) => event.preventDefault());
    at("filters").addEventListener("input", update);
    at("filters").addEventListener("reset", () => setTimeout(update));
    at("more").addEventListener("click", () => {
      const first = at("papers").children.length;
      length += PAGE;
      list();
      at("papers").children[first]?.querySelector("a")?.focus();
    });
    let pinned = false;
    canvas.addEventListener("pointermove", (event) => {
      const one = nearest(event);
      if (!pinned && one !== kept) choose(one);
    });
    canvas.addEventListener("pointerdown", (event) => {
      const one = nearest(event);
      pinned = Boolean(one);
      choose(one);
    });
    addEventListener("resize", draw);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    update();
  };

  start();
})();
