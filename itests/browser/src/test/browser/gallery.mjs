// Looks at pages as people do: on a phone, on a desk, in the light, in the dark, from right to left.
// Usage: node gallery.mjs PLAN, a JSON file {chromium, url, out, looks: [{name, path, shots}]}.
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

async function check(page, name) {
  // Through the debugger: the page's own policy lets no script of ours in, and that is to stay so.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
    TAGS,
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

for (const look of plan.looks) {
  for (const scheme of look.schemes) {
    for (const size of look.sizes) {
      const context = await browser.newContext({
        viewport: SIZES[size],
        colorScheme: scheme,
        reducedMotion: "reduce",
        javaScriptEnabled: look.scripts !== false,
        deviceScaleFactor: 1,
      });
      const page = await context.newPage();
      const name = [look.name, size, scheme].join("-");
      page.on("pageerror", (error) => problem(name, "script failed:", error.message));
      page.on("console", (message) => {
        if (message.type() === "error") {
          problem(name, "console:", message.text());
        }
      });
      const response = await page.goto(plan.url + look.path);
      if (response.status() !== 200) {
        problem(name, "status", response.status());
        continue;
      }
      if (look.rtl) {
        await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
      }
      await page.screenshot({ path: `${plan.out}/${name}.png`, fullPage: true });
      if (look.scripts !== false) {
        await check(page, name);
      }
      await overflow(page, name);
      await context.close();
    }
  }
}
await browser.close();
console.log("looked");
