// What an agent has its person asked, one half before a server stops and one after.
//   node person-underway.mjs CLIENT begin KEYS API SITE EMAIL PASSWORD          prints what it keeps
//   node person-underway.mjs CLIENT after KEYS API SITE EMAIL PASSWORD KEPT     fails where something is not as it should be
import { kit } from './person-kit.mjs';

const [client, step, keys, api, site, email, password, keptJson] = process.argv.slice(2);
const kept = keptJson ? JSON.parse(keptJson) : {};
const { ap } = JSON.parse(keys);
const { key, asAgent, answer, poll, equal } = await kit(client, { ap, api, site, email, password, key: kept.key });

const HEADERS = ['location', 'aauth-requirement'];
const told = async (asked) => {
  const { status, body } = await poll(asked);
  return `${status} ${body.permission ?? body.error ?? body.status}`;
};
const ask = async (action) => {
  const asked = await asAgent('/aauth-person/permission', { action });
  equal(asked.status, 202, action);
  return asked;
};
const keep = (asked) => HEADERS.map((name) => [name, asked.headers.get(name)]);
const back = (headers) => ({ headers: new Map(headers) });

if (step === 'begin') {
  const waits = await ask('Wave');
  const allowed = await ask('Send');
  await answer(allowed, 'allow');
  const denied = await ask('Pay');
  await answer(denied, 'deny');
  console.log(JSON.stringify({ key, waits: keep(waits), allowed: keep(allowed), denied: keep(denied) }));
} else {
  const [waits, allowed, denied] = [kept.waits, kept.allowed, kept.denied].map(back);
  equal(await told(waits), '202 pending', 'nobody has answered');
  equal(await told(allowed), '200 granted', 'a yes that was not fetched');
  equal(await told(denied), '200 denied', 'a no that was not fetched');
  await answer(waits, 'allow');
  equal(await told(waits), '200 granted', 'a yes of now');
  for (const over of [waits, allowed, denied]) equal((await poll(over)).status, 410, 'told once');
  console.log('ok');
}
