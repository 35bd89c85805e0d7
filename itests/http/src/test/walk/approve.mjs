// A person approves what an agent asks for, by a click, in a browser that runs no scripts. Every case prints one line, "ok
// <case>" or "failed <case>: <why>". Arguments: the tenant's pages, the path of the request, address and password of the
// approver, Chromium, a folder for pictures.
import { chromium } from 'playwright-core'
import { look } from './eyes.mjs'

const [pages, link, email, password, executablePath, pictures] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : [] })
const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB', reducedMotion: 'reduce' })
const page = await context.newPage()
const origin = new URL(pages).origin

async function check(name, work) {
  try {
    await work()
    console.log(`ok ${name}`)
  } catch (error) {
    console.log(`failed ${name}: ${String(error.message).replaceAll('\n', ' ')}`)
  }
}

await check('the link of a mail leads to signing in, and back', async () => {
  await page.goto(`${origin}${link}`)
  await page.fill('#identifier', email)
  await page.locator('button[type=submit]').first().click()
  await page.fill('#password', password)
  await page.locator('button[type=submit]').first().click()
  await page.waitForURL(`**${link}`)
})

await check('the request is shown plainly', async () => {
  const text = await page.locator('main').innerText()
  for (const word of ['Travel agent', 'tool_invocation', 'execute', 'Why.', 'High']) {
    if (!text.includes(word)) throw new Error(`the page does not say ${word}: ${text}`)
  }
  const problems = await look(page, pictures, 'approvals-confirm', false)
  if (problems.length > 0) throw new Error(problems.join('; '))
})

await check('a click approves it', async () => {
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await page.locator('main', { hasText: 'Request approved' }).waitFor()
})

await check('it does not wait any more', async () => {
  await page.goto(`${pages}/approvals`)
  if ((await page.content()).includes(link)) throw new Error('it is still in the inbox')
  const problems = await look(page, pictures, 'approvals-list', false)
  if (problems.length > 0) throw new Error(problems.join('; '))
})

await browser.close()
