// What a careful person would see on a page: axe's rules for WCAG 2.2 AA, what is wider than a small phone, and what the
// browser says on its console, where it also names everything that the page's own policy blocked.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } }

/** Notes what the pages of a context say on their consoles, but for a page's own status. */
export function listen(context, heard) {
  context.on('console', (message) => {
    const own = message.text().startsWith('Failed to load resource') && message.location().url === message.page()?.url()
    if (message.type() === 'error' && !own) heard.push(`${message.page()?.url()}: ${message.text()}`)
  })
  context.on('weberror', (error) => heard.push(error.error().message))
}

/** The page as somebody has it whose browser runs no scripts, in one that runs axe. */
async function still(page) {
  const context = await page.context().browser().newContext({ reducedMotion: 'reduce', locale: 'en-GB' })
  const copy = await context.newPage()
  const html = await page.content()
  await copy.route('**/*', (route) => {
    if (route.request().isNavigationRequest()) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
    return route.request().resourceType() === 'script' ? route.abort() : route.continue()
  })
  await copy.goto(page.url())
  return copy
}

/** Takes pictures of the page on a phone and on a desk, and gives what is wrong with it. */
export async function look(page, folder, name, scripts = true) {
  mkdirSync(folder, { recursive: true })
  const problems = []
  const judged = scripts ? page : await still(page)
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    await page.screenshot({ path: `${folder}/${name}-${size}.png`, fullPage: true })
    if (!scripts) await judged.setViewportSize(viewport)
    // Through the debugger: the page's own policy lets no script of ours in, and that is to stay so.
    if (!(await judged.evaluate(() => 'axe' in window))) await judged.evaluate(axe)
    const { violations } = await judged.evaluate(
      (tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }),
      TAGS,
    )
    for (const { id, nodes } of violations) problems.push(`${name}-${size} ${id} ${nodes[0].target} ${nodes[0].failureSummary}`)
    const wide = await judged.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth)
    if (wide > 0) problems.push(`${name}-${size} is ${wide}px too wide`)
  }
  if (!scripts) await judged.context().close()
  return problems
}
