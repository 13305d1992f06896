// Looks at pages as people do: opens each in a browser, light and dark, wide and narrow, prints it on
// A4, and fails where something would be wrong for a reader: a request to the network, an error, words
// cut off by the window, a fault of accessibility (axe-core), a figure broken over two sheets.
// Usage: node look.mjs OUT PAGE.html [PAGE.html ...]; pictures go to the folder OUT.
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [out, ...pages] = process.argv.slice(2);
if (!out || pages.length === 0) {
  console.error('usage: node look.mjs OUT PAGE.html ...');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
});
const faults = [];
let looked = 0;
for (const page of pages) {
  const name = basename(page, '.html');
  const size = statSync(page).size;
  for (const scheme of ['light', 'dark']) {
    for (const [form, width] of [['wide', 1280], ['narrow', 390]]) {
      const context = await browser.newContext({
        colorScheme: scheme,
        viewport: { width, height: 900 },
        bypassCSP: true, // axe-core is put in from outside; the page's own policy lets in no script
      });
      const tab = await context.newPage();
      const fault = (what) => faults.push(`${name} ${scheme} ${form}: ${what}`);
      tab.on('request', (request) => {
        if (!/^(file|data):/.test(request.url())) fault(`asks the network for ${request.url()}`);
      });
      tab.on('pageerror', (error) => fault(`error ${error.message}`));
      tab.on('console', (message) => {
        if (message.type() === 'error') fault(`console: ${message.text()}`);
      });
      await tab.goto(pathToFileURL(resolve(page)).href);
      const overflow = await tab.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 1) fault(`${overflow} points wider than the window`);
      const cut = await tab.evaluate(() =>
        [...document.querySelectorAll('svg text')]
          .filter((text) => {
            const [own, all] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
            return own.left < all.left - 1 || own.right > all.right + 1 || own.bottom > all.bottom + 2;
          })
          .map((text) => text.textContent),
      );
      if (cut.length > 0) fault(`words beyond their picture: ${cut.slice(0, 3).join(' | ')}`);
      await tab.screenshot({ path: join(out, `${name}-${scheme}-${form}.png`), fullPage: true });
      await tab.evaluate(axe);
      const found = await tab.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      for (const one of found.violations) {
        fault(`axe ${one.id} (${one.impact}): ${one.nodes.length} × ${one.nodes[0].target}`);
      }
      if (scheme === 'light' && form === 'wide') {
        // What A4 leaves between the page's own margins: 182 mm.
        await tab.emulateMedia({ media: 'print' });
        await tab.setViewportSize({ width: 688, height: 995 });
        const beyond = await tab.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (beyond > 1) fault(`${beyond} points wider than the paper`);
        await tab.pdf({ path: join(out, `${name}.pdf`), format: 'A4', preferCSSPageSize: true, printBackground: true });
      }
      looked += 1;
      await context.close();
    }
  }
  console.log(`${name}: ${(size / 1e6).toFixed(2)} MB, light and dark, wide and narrow, printed`);
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(`${looked} passed, ${faults.length} failed`);
process.exit(faults.length === 0 ? 0 : 1);
