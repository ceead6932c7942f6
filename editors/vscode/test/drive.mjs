// Drives the extension in a real VS Code: drive.mjs ADDRESS FOLDER-FOR-SCREENSHOTS.  Ends with 1 at the first thing that is
// not as it should be.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [address, folder] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "deskcheck-browser-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  viewport: { width: 1360, height: 860 },
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-sync"],
});
const page = context.pages()[0] ?? (await context.newPage());
page.setDefaultTimeout(30_000);
const picture = (name) => page.screenshot({ path: join(folder, `vscode-${name}.png`) });

/** Waits until something holds; the last that was seen is told if it never does. */
async function hold(what, look, right, patience = 30_000) {
  const end = Date.now() + patience;
  let seen;
  do {
    seen = await look().catch((error) => `${error}`.split("\n")[0]);
    if (right(seen)) {
      console.log(`ok: ${what}`);
      return seen;
    }
    await page.waitForTimeout(150);
  } while (Date.now() < end);
  throw new Error(`not as it should be: ${what}; seen: ${JSON.stringify(seen)}`);
}

/** The words of every element. */
const words = (selector) => () => page.$$eval(selector, (all) => all.map((it) => it.textContent.replaceAll("\u00a0", " ")));
const labels = (selector) => () => page.$$eval(selector, (all) => all.map((it) => it.getAttribute("aria-label") ?? ""));
const lines = words(".monaco-editor .view-line");
const problems = labels(".markers-panel .monaco-list-row");
const status = words('.statusbar-item[id^="deskcheck"]');

async function command(name) {
  await page.keyboard.press("F1");
  await page.waitForSelector(".quick-input-widget input:visible");
  await page.keyboard.type(name);
  await hold(`the palette has "${name}"`, words(".quick-input-list .monaco-list-row"), (all) => all[0]?.includes(name));
  await page.keyboard.press("Enter");
}

async function run() {
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await page.waitForSelector(".monaco-workbench", { timeout: 90_000 });
  await page.dblclick('.explorer-folders-view .monaco-list-row:has-text("draft.md")', { timeout: 90_000 });
  await page.waitForSelector(".monaco-editor .view-line");

  // The first start of the extension is slow on a loaded machine.
  await hold("findings are underlined", words(".squiggly-error"), (all) => all.length > 0, 90_000);
  await hold("the status bar counts them", status, (all) => /5.*deskcheck/.test(all[0] ?? ""));
  await hold("the lens counts claims", words(".codelens-decoration"), (all) => all.some((it) => /\d+ claims · 5 conflicts.* · \d+ unverified/.test(it)));
  await hold("and mentions where somebody is named first", words(".codelens-decoration"), (all) => all.some((it) => /Ilse Varnholt: \d mentions/.test(it)));
  await hold("the day that is meant stands behind Tuesday", lines, (all) => all.some((it) => /night\s*Tuesday, July 21, 2026/.test(it)));

  await command("View: Focus Problems");
  const five = (all) => all.filter((it) => /^(Error|Warning)/.test(it)).length === 5;
  await hold("Problems has all five", problems, five);
  await hold("with the name of the rule", words(".markers-panel .monaco-list-row"), (all) => all.some((it) => it.includes("weekday-mismatch")));

  await page.click('.pane-header[aria-label^="Claims"]');
  const tree = '.pane:has(.pane-header[aria-label^="Claims"]) .monaco-list-row';
  await hold("the view lists claims in groups", words(tree), (all) => ["People", "Figures"].every((group) => all.some((it) => it.startsWith(group))));
  await hold("with their states", labels(tree), (all) => all.some((it) => /^21, 21 killed, line 2, conflict/.test(it)));
  await page.locator(tree, { hasText: "Ilse Varnholt" }).click();
  await hold("a click on a claim goes there", words(".statusbar-item"), (all) => all.some((it) => /Ln 8, Col .*selected/.test(it)));

  const place = async () => {
    const box = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector(".monaco-editor .view-lines"), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf("Sunday");
        if (at >= 0) {
          const range = document.createRange();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + 6);
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        }
      }
      return null;
    });
    if (!box) throw new Error("Sunday is not on the screen");
    return box;
  };
  const at = await place();
  await page.mouse.move(at.x - 200, at.y);
  await page.mouse.move(at.x, at.y, { steps: 5 });
  const card = words(".monaco-hover:not(.hidden) .hover-contents");
  await hold("the hover has the finding and the card", card,
    (all) => all.some((it) => it.includes("was a Tuesday") || it.includes("is a Tuesday")) && all.some((it) => /date/.test(it)));
  await page.waitForTimeout(500); // It fades in.
  await picture("hover");
  await page.keyboard.press("Escape");

  await page.mouse.click(at.x, at.y);
  await page.keyboard.press("Control+Period");
  const fixes = await hold("a fix is offered", words(".action-widget .monaco-list-row.action"), (all) => all.some((it) => it.includes("Tuesday")));
  const index = fixes.findIndex((it) => it.includes("Tuesday"));
  await picture("fixes");
  // A layer above the list takes clicks away from it until it has settled; keys reach it.
  for (let down = 0; down < index; down++) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await hold("the fix changes the draft", lines, (all) => all.some((it) => it.includes("Tuesday, July 21")));
  await hold("and settles its finding", problems, (all) => all.filter((it) => /^(Error|Warning)/.test(it)).length === 4);
  await hold("and that of the lens", words(".codelens-decoration"), (all) => all.some((it) => /\d+ claims · 4 conflicts/.test(it)));
  await hold("and its count", status, (all) => /4.*deskcheck/.test(all[0] ?? ""));

  await page.click(".markers-panel .monaco-list-row[aria-label^='Error'], .markers-panel .monaco-list-row[aria-label^='Warning']");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  await page.keyboard.press("Control+Period");
  const offers = await hold("to accept is offered", words(".action-widget .monaco-list-row.action"), (all) => all.some((it) => it.startsWith("Accept")));
  for (let down = 0; down < offers.findIndex((it) => it.startsWith("Accept")); down++) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.waitForSelector(".quick-input-widget input:visible");
  await page.keyboard.type("the brigade says so");
  await page.keyboard.press("Enter");
  await hold("what was accepted is silent", problems, (all) => all.filter((it) => /^(Error|Warning)/.test(it)).length === 3);
  await hold("and its reason is in the list", async () => readFileSync(join(process.env.DESK, "workspace", "draft.accept.toml"), "utf8"),
    (list) => list.includes('why = "the brigade says so"'));

  await page.dblclick('.explorer-folders-view .monaco-list-row:has-text("LICENSE")');
  await hold("a licence has no state in the status bar", status, (all) => all.every((it) => !it.includes("deskcheck")));
  // Of the two gaps in each one is in a comment, which only its markup tells.
  for (const name of ["bulletin.adoc", "notes.rst"]) {
    await page.dblclick(`.explorer-folders-view .monaco-list-row:has-text("${name}")`);
    await hold(`${name} is read as its markup`, status, (all) => /1.*deskcheck/.test(all[0] ?? ""));
  }
  await page.dblclick('.explorer-folders-view .monaco-list-row:has-text("draft.md")');
  await hold("the draft has", status, (all) => /3.*deskcheck/.test(all[0] ?? ""));

  await command("deskcheck: Open the Ledger of This Draft");
  await hold("the ledger opens", words(".tab"), (all) => all.some((it) => it.includes("ledger")));
  const pages = () => Promise.all(page.frames().map((frame) => frame.evaluate(() => document.body.innerText).catch(() => "")));
  await hold("and lists the claims", pages, (all) => all.some((it) => /claims · 3 conflicts/.test(it) && /Tomas Reker/.test(it)));
  await page.waitForTimeout(500); // It is painted after it is there.
  await picture("ledger");

  if (existsSync(join(process.env.DESK, "ran"))) {
    throw new Error("not as it should be: the program of a workspace that is not trusted was run");
  }
  console.log("ok: the program of the workspace, which is not trusted, was not run");
}

let code = 0;
try {
  await run();
} catch (error) {
  console.error(error.message);
  await picture("failed").catch(() => {});
  code = 1;
}
await context.close();
rmSync(profile, { recursive: true, force: true });
process.exit(code);
