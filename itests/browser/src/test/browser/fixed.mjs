// Looks whether a tenant's style sheet changes anything of what is to stay as it is.
// Usage: node fixed.mjs PLAN, a JSON file {chromium, url, looks: [{name, path}]}: each page is looked
// at on the smallest phone and on a desk, with the tenant's rules and without them.
// Writes a line `problem …` for each difference, and for each button that something else lies on.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
const SIZES = [{ width: 320, height: 640 }, { width: 1280, height: 800 }];
const LEAST_WIDTH = 150;

const browser = await chromium.launch({
  executablePath: plan.chromium,
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});
const page = await browser.newPage({ reducedMotion: "reduce" });

/** How every part looks that is to stay as it is, and what is inside of it; kept in the page under a name. */
function looks(name) {
  const PARTS = ".fixed, .lead, .alert, .wrong, .origin, .who, .pair, .scopes, .facts, .notes, .usercode, .records";
  const PROPERTIES = [
    "accent-color", "background-color", "background-image", "border-bottom-color", "border-bottom-style",
    "border-bottom-width", "border-top-color", "border-top-width", "border-top-left-radius", "box-shadow",
    "caret-color", "color", "content", "display", "fill", "filter", "font-family", "font-size", "font-style",
    "font-weight", "letter-spacing", "line-height", "margin-top", "margin-left", "opacity", "outline-color",
    "outline-width", "padding-top", "padding-left", "position", "stroke", "text-align", "text-decoration-line",
    "text-decoration-color", "text-transform", "text-underline-offset", "visibility", "z-index",
  ];
  // A part inside of another is looked at once.
  const elements = new Set([...document.querySelectorAll(PARTS)].flatMap((part) => [part, ...part.querySelectorAll("*")]));
  window[name] = [...elements].flatMap((each) =>
    [null, "::before"].map((pseudo) => {
      const style = getComputedStyle(each, pseudo);
      const values = PROPERTIES.map((property) => [property, style.getPropertyValue(property)]);
      return [`${each.tagName.toLowerCase()}.${each.className}${pseudo ?? ""}`, values];
    }),
  );
  return window[name].length;
}

/** What looks different without the tenant's rules: compared in the page, for it is much. */
function changes() {
  return window.plain.flatMap(([element, values], at) =>
    values
      .map(([property, value], which) => [property, value, window.dressed[at][1][which][1]])
      .filter(([, value, other]) => other !== value)
      .map(([property, value, other]) => `${property} of ${element} from ${value} to ${other}`),
  );
}

/** Takes the tenant's rules out of its style sheet and leaves ours; how many there were. */
function withoutRules() {
  const sheet = [...document.styleSheets].find((each) => each.href?.includes("/own."));
  let gone = 0;
  for (let at = (sheet?.cssRules.length ?? 0) - 1; at >= 0; at--) {
    if (sheet.cssRules[at].cssText.includes(":root")) {
      sheet.deleteRule(at);
      gone++;
    }
  }
  return gone;
}

/** Buttons and links of a card that is to stay as it is on which something else lies. */
function covered() {
  const found = [];
  for (const each of document.querySelectorAll(".card.fixed button:not([hidden]), .card.fixed a")) {
    each.scrollIntoView({ block: "center" });
    const box = each.getClientRects()[0];
    for (const part of [0.1, 0.5, 0.9]) {
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height * part);
      if (top !== each && !each.contains(top)) {
        found.push(`${each.outerHTML.slice(0, 80)} below ${top?.outerHTML.slice(0, 80)}`);
      }
    }
  }
  return found;
}

for (const look of plan.looks) {
  for (const size of SIZES) {
    const name = `${look.name} ${size.width}`;
    await page.setViewportSize(size);
    await page.goto(plan.url + look.path);
    const problem = (...words) => console.log("problem", name, ...words);
    const width = await page.evaluate(() => document.querySelector(".card").getBoundingClientRect().width);
    if (width < LEAST_WIDTH) {
      problem("leaves", width, "px to the card");
    }
    (await page.evaluate(covered)).forEach((each) => problem("covers", each));
    if ((await page.evaluate(looks, "dressed")) === 0) {
      problem("has nothing that is to stay as it is");
    }
    if ((await page.evaluate(withoutRules)) === 0) {
      problem("has no rule of the tenant's");
    }
    await page.evaluate(looks, "plain");
    (await page.evaluate(changes)).forEach((each) => problem("changes", each));
  }
}
await browser.close();
console.log("looked");
