// Looks at pages as people do: on a phone, on a desk, in the light, in the dark, from right to left.
// Usage: node gallery.mjs PLAN, a JSON file {chromium, url, out, looks: [{name, path, sizes, schemes,
// rtl, scripts, axe: "all" | "words" | "none"}]}.
// Writes a line `problem …` for each thing that is wrong.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

mkdirSync(plan.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: plan.chromium,
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});

function problem(...words) {
  console.log("problem", ...words);
}

async function check(page, name, contrast) {
  // Through the debugger: the page's own policy lets no script of ours in, and that is to stay so.
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(axe);
  }
  const { violations } = await page.evaluate(
    ([values, enabled]) =>
      window.axe.run(document, {
        runOnly: { type: "tag", values },
        rules: { "color-contrast": { enabled } },
        resultTypes: ["violations"],
      }),
    [TAGS, contrast],
  );
  for (const violation of violations) {
    for (const node of violation.nodes) {
      problem(name, violation.id, node.target.join(" "), node.failureSummary.replace(/\s+/g, " "));
    }
  }
}

async function overflow(page, name) {
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => {
    const root = document.scrollingElement;
    if (root.scrollWidth <= root.clientWidth) {
      return null;
    }
    const widest = [...document.querySelectorAll("body *")].find(
      (each) => each.getBoundingClientRect().right > root.clientWidth + 0.5 || each.getBoundingClientRect().left < -0.5,
    );
    return `${root.scrollWidth}px: ${widest?.outerHTML.slice(0, 120)}`;
  });
  if (wide) {
    problem(name, "is wider than 320 px:", wide);
  }
}

const views = plan.looks.flatMap((look) => look.schemes.map((scheme) => ({ look, scheme })));

// Somebody who looks at one after the other, beside others who do. One page for each light, with scripts and
// without: making them is what takes time.
async function lookAround() {
  const pages = new Map();
  for (let view = views.shift(); view; view = views.shift()) {
    const { look, scheme } = view;
    const key = `${scheme} ${look.scripts}`;
    if (!pages.has(key)) {
      const context = await browser.newContext({
        colorScheme: scheme,
        reducedMotion: "reduce",
        javaScriptEnabled: look.scripts,
        deviceScaleFactor: 1,
      });
      pages.set(key, await context.newPage());
    }
    await see(pages.get(key), look, scheme);
  }
}

async function see(page, look, scheme) {
  const name = `${look.name}-${scheme}`;
  const noise = (text) => problem(name, "console:", text);
  const onError = (error) => noise(error.message);
  const onConsole = (message) => message.type() === "error" && noise(message.text());
  page.on("pageerror", onError);
  page.on("console", onConsole);
  await page.setViewportSize(SIZES[look.sizes[0]]);
  const response = await page.goto(plan.url + look.path);
  if (response.status() !== 200) {
    problem(name, "status", response.status());
  } else {
    const direction = await page.evaluate(() => document.documentElement.dir);
    if (direction !== (look.rtl ? "rtl" : "ltr")) {
      problem(name, "reads", direction);
    }
    for (const size of look.sizes) {
      await page.setViewportSize(SIZES[size]);
      await page.screenshot({ path: `${plan.out}/${look.name}-${size}-${scheme}.png`, fullPage: true });
      if (look.axe !== "none" && look.scripts) {
        await check(page, `${look.name}-${size}-${scheme}`, look.axe === "all");
      }
    }
    await overflow(page, name);
  }
  page.off("pageerror", onError);
  page.off("console", onConsole);
}

await Promise.all([lookAround(), lookAround()]);
await browser.close();
console.log("looked");
