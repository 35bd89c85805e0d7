// A user signs in to the application of a tutorial in a real browser, and signs out. Every case prints one line, "ok <case>"
// or "failed <case>: <why>". Arguments: Chromium, the address of the application, its name, the user's password.
import { chromium } from 'playwright-core'

const [executablePath, address, name, password] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : [] })
const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
context.setDefaultTimeout(30_000)
const page = await context.newPage()
const requests = []
page.on('request', (request) => requests.push(request.url()))

const button = (label) => page.getByRole('button', { name: label, exact: true })
const signIn = button('Sign in').or(page.getByRole('link', { name: 'Sign in', exact: true }))
const signOut = button('Sign out').or(page.getByRole('link', { name: 'Sign out', exact: true }))
const signedIn = page.getByText('Signed in as Ada Lovelace (ada@example.com)')

async function check(name, work) {
  try {
    await work()
    console.log(`ok ${name}`)
  } catch (error) {
    const shown = await page.locator('body').innerText()
    console.log(`failed ${name}: ${[error.message, page.url(), shown].join(' | ').replaceAll('\n', ' ')}`)
  }
}

await check('the application offers to sign in', async () => {
  await page.goto(address)
  await page.getByRole('heading', { name, exact: true }).waitFor()
  await signIn.waitFor()
})
await check('the user signs in at LumoAuth and the application shows the name', async () => {
  await signIn.click()
  await page.fill('#identifier', 'ada@example.com')
  await button('Continue').click()
  await page.fill('#password', password)
  await button('Sign in').click()
  await page.locator('main', { hasText: name }).waitFor()
  await button('Allow').click()
  await signedIn.waitFor()
})
await check('the authorization request has a PKCE challenge', () => {
  const sent = requests.map((url) => new URL(url)).find((url) => url.pathname.endsWith('/oauth/authorize'))
  const [method, challenge] = ['code_challenge_method', 'code_challenge'].map((each) => sent.searchParams.get(each))
  if (method !== 'S256' || challenge?.length !== 43) throw new Error(sent.toString())
})
await check('the code is not in the address bar', () => {
  if (new URL(page.url()).searchParams.has('code')) throw new Error(page.url())
})
await check('the user stays signed in', async () => {
  await page.goto(address)
  await signedIn.waitFor()
})
await check('the user signs out of the application', async () => {
  await signOut.click()
  await signIn.waitFor()
  if (new URL(page.url()).origin !== new URL(address).origin) throw new Error('LumoAuth did not redirect')
})
await check('the user is signed out of LumoAuth', async () => {
  await signIn.click()
  await page.locator('#identifier').waitFor()
})
await browser.close()
