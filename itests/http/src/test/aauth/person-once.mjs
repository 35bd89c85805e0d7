// An agent gets a person token for the site; prints what it says.
//   node person-once.mjs CLIENT KEYS API SITE EMAIL PASSWORD
import { kit } from './person-kit.mjs';

const [client, keysJson, api, site, email, password] = process.argv.slice(2);
const { ap } = JSON.parse(keysJson);
const { asAgent, answer, poll, claims } = await kit(client, { ap, api, site, email, password });

const asked = await asAgent('/aauth-person/person', { resource: site });
await answer(asked, 'allow');
console.log(JSON.stringify(claims((await poll(asked)).body.person_token)));
