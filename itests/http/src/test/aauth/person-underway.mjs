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
const asked = async (path, body) => {
  const waiting = await asAgent(`/aauth-person/${path}`, body);
  equal(waiting.status, 202, JSON.stringify(body));
  return waiting;
};
const ask = (action) => asked('permission', { action });
const within = (mission_s256, path = 'permission') => asAgent(`/aauth-person/${path}`, { action: 'WebSearch', mission_s256 });
/** Proposes a mission, to which the person says yes. */
const propose = async (description) => {
  const proposed = await asked('mission', { description, tools: [{ name: 'WebSearch', description: 'Search' }] });
  await answer(proposed, 'allow');
  return proposed;
};
const keep = (asked) => HEADERS.map((name) => [name, asked.headers.get(name)]);
const back = (headers) => ({ headers: new Map(headers) });

if (step === 'begin') {
  const waits = await ask('Wave');
  const allowed = await ask('Send');
  await answer(allowed, 'allow');
  const denied = await ask('Pay');
  await answer(denied, 'deny');
  const mission = (await poll(await propose('Plan a trip'))).body.s256;
  const over = (await poll(await propose('Plan a party'))).body.s256;
  await answer(await asked(`mission/${over}`, { action: 'completion', summary: 'Done' }), 'allow');
  const agreed = keep(await propose('Plan a walk'));
  console.log(JSON.stringify({ key, mission, over, agreed, waits: keep(waits), allowed: keep(allowed), denied: keep(denied) }));
} else {
  const [waits, allowed, denied] = [kept.waits, kept.allowed, kept.denied].map(back);
  equal(await told(waits), '202 pending', 'nobody has answered');
  equal(await told(allowed), '200 granted', 'a yes that was not fetched');
  equal(await told(denied), '200 denied', 'a no that was not fetched');
  const agreed = (await poll(back(kept.agreed))).body.s256;
  for (const mission of [kept.mission, agreed]) {
    equal((await within(mission)).body.permission, 'granted', 'a tool of a mission');
    equal((await within(mission, 'audit')).status, 201, 'what is done in it');
  }
  const over = (await within(kept.over, 'audit')).body;
  equal(`${over.error} ${over.termination_reason}`, 'mission_terminated completed', 'a mission that is over');
  await answer(waits, 'allow');
  equal(await told(waits), '200 granted', 'a yes of now');
  for (const over of [waits, allowed, denied]) equal((await poll(over)).status, 410, 'told once');
  console.log('ok');
}
