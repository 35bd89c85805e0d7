// OpenFGA's client for JavaScript, unmodified: every operation that it has.
// Arguments: the address of the API, an API key of the tenant.
import assert from 'node:assert/strict'
import sdk from '@openfga/sdk'

const { CredentialsMethod, OpenFgaClient } = sdk
const [apiUrl, token] = process.argv.slice(2)
const connect = (more = {}) =>
  new OpenFgaClient({
    apiUrl,
    credentials: { method: CredentialsMethod.ApiToken, config: { token } },
    retryParams: { maxRetry: 0 },
    ...more,
  })

const anne = { user: 'user:anne', relation: 'owner', object: 'document:plan' }
const bob = {
  user: 'user:bob',
  relation: 'viewer',
  object: 'document:plan',
  condition: { name: 'before', context: { end: '2030-01-01T00:00:00Z' } },
}
const direct = (...types) => ({ directly_related_user_types: types })
const model = {
  schema_version: '1.1',
  type_definitions: [
    { type: 'user' },
    {
      type: 'document',
      relations: {
        owner: { this: {} },
        viewer: { union: { child: [{ this: {} }, { computedUserset: { relation: 'owner' } }] } },
      },
      metadata: {
        relations: {
          owner: direct({ type: 'user' }),
          viewer: direct({ type: 'user', condition: 'before' }, { type: 'user', wildcard: {} }),
        },
      },
    },
  ],
  conditions: {
    before: {
      name: 'before',
      expression: 'now < end',
      parameters: {
        now: { type_name: 'TYPE_NAME_TIMESTAMP' },
        end: { type_name: 'TYPE_NAME_TIMESTAMP' },
      },
    },
  },
}

async function test(name, work) {
  try {
    await work()
    console.log(`ok ${name}`)
  } catch (failure) {
    console.log(`failed ${name}: ${String(failure.stack).replaceAll('\n', ' ')}`)
  }
}

/** The refusal that some work meets. */
async function refusal(work) {
  try {
    await work()
  } catch (failure) {
    return failure
  }
  throw new Error('it was not refused')
}

const { id: storeId } = await connect().createStore({ name: 'walk' })
const fga = connect({ storeId })
const now = { now: '2026-01-01T00:00:00Z' }
const late = { now: '2031-01-01T00:00:00Z' }

await test('stores', async () => {
  assert.equal((await fga.getStore()).name, 'walk')
  const { stores } = await fga.listStores({ name: 'walk' })
  assert.deepEqual(stores.map(({ id }) => id), [storeId])
  assert.match(storeId, /^[0-9A-HJKMNP-TV-Z]{26}$/)
})

await test('no model yet', async () => {
  const refused = await refusal(() => fga.check(anne))
  assert.equal(refused.apiErrorCode, 'latest_authorization_model_not_found')
})

await test('models', async () => {
  const { authorization_model_id: id } = await fga.writeAuthorizationModel(model)
  const { authorization_model: read } = await fga.readAuthorizationModel({ authorizationModelId: id })
  assert.equal(read.id, id)
  assert.equal(read.schema_version, '1.1')
  assert.equal(read.conditions.before.expression, 'now < end')
  assert.equal((await fga.readLatestAuthorizationModel()).authorization_model.id, id)
  assert.equal((await fga.readAuthorizationModels()).authorization_models.length, 1)
})

await test('a model that is wrong', async () => {
  const refused = await refusal(() =>
    fga.writeAuthorizationModel({ ...model, type_definitions: [model.type_definitions[1]] }),
  )
  assert.equal(refused.apiErrorCode, 'invalid_authorization_model')
})

await test('writes', async () => {
  await fga.write({ writes: [anne, bob] })
  const again = await refusal(() => fga.write({ writes: [anne] }))
  assert.equal(again.apiErrorCode, 'write_failed_due_to_invalid_input')
  await fga.write({ writes: [anne] }, { conflict: { onDuplicateWrites: 'ignore' } })
  const absent = { user: 'user:nobody', relation: 'owner', object: 'document:plan' }
  const missing = await refusal(() => fga.write({ deletes: [absent] }))
  assert.equal(missing.apiErrorCode, 'write_failed_due_to_invalid_input')
  await fga.write({ deletes: [absent] }, { conflict: { onMissingDeletes: 'ignore' } })
})

await test('tuples that do not fit', async () => {
  const wrong = await refusal(() => fga.write({ writes: [{ ...anne, relation: 'nothing' }] }))
  assert.equal(wrong.apiErrorCode, 'validation_error')
})

await test('read', async () => {
  const { tuples } = await fga.read({ object: 'document:plan' })
  assert.deepEqual(tuples.map(({ key }) => key.user).sort(), ['user:anne', 'user:bob'])
  assert.deepEqual(tuples.find(({ key }) => key.user === 'user:bob').key.condition, bob.condition)
  const first = await fga.read({}, { pageSize: 1 })
  assert.equal(first.tuples.length, 1)
  const second = await fga.read({}, { pageSize: 1, continuationToken: first.continuation_token })
  assert.notEqual(first.tuples[0].key.user, second.tuples[0].key.user)
  assert.equal(second.continuation_token, '')
  const forged = await refusal(() => fga.read({}, { continuationToken: 'forged' }))
  assert.equal(forged.apiErrorCode, 'invalid_continuation_token')
})

await test('changes', async () => {
  const { changes, continuation_token: next } = await fga.readChanges({ type: 'document' })
  assert.deepEqual(changes.map(({ operation }) => operation), [
    'TUPLE_OPERATION_WRITE',
    'TUPLE_OPERATION_WRITE',
  ])
  assert.equal((await fga.readChanges(undefined, { continuationToken: next })).changes.length, 0)
})

await test('check', async () => {
  assert.equal((await fga.check({ ...anne, relation: 'viewer' })).allowed, true)
  const asked = { user: 'user:bob', relation: 'viewer', object: 'document:plan' }
  assert.equal((await fga.check({ ...asked, context: now })).allowed, true)
  assert.equal((await fga.check({ ...asked, context: late })).allowed, false)
  const unknown = await refusal(() => fga.check(asked))
  assert.equal(unknown.apiErrorCode, 'validation_error')
  const carl = { user: 'user:carl', relation: 'owner', object: 'document:plan' }
  assert.equal((await fga.check(carl)).allowed, false)
  assert.equal((await fga.check({ ...carl, contextualTuples: [carl] })).allowed, true)
  assert.equal((await fga.check(carl, { consistency: 'HIGHER_CONSISTENCY' })).allowed, false)
})

await test('batch check', async () => {
  const { result } = await fga.batchCheck({
    checks: [
      { ...anne, correlationId: 'yes' },
      { ...anne, user: 'user:bob', correlationId: 'no' },
      { ...anne, relation: 'nothing', correlationId: 'wrong' },
    ],
  })
  const by = Object.fromEntries(result.map((each) => [each.correlationId, each]))
  assert.equal(by.yes.allowed, true)
  assert.equal(by.no.allowed, false)
  assert.equal(by.wrong.error.input_error, 'validation_error')
})

await test('expand', async () => {
  const { tree } = await fga.expand({ relation: 'viewer', object: 'document:plan' })
  assert.equal(tree.root.name, 'document:plan#viewer')
  const [direct, computed] = tree.root.union.nodes
  assert.deepEqual(direct.leaf.users.users, ['user:bob'])
  assert.equal(computed.leaf.computed.userset, 'document:plan#owner')
})

await test('lists', async () => {
  const asked = { user: 'user:anne', relation: 'viewer', type: 'document', context: now }
  assert.deepEqual((await fga.listObjects(asked)).objects, ['document:plan'])
  const streamed = []
  for await (const { object } of fga.streamedListObjects(asked)) streamed.push(object)
  assert.deepEqual(streamed, ['document:plan'])
  const { users } = await fga.listUsers({
    object: { type: 'document', id: 'plan' },
    relation: 'viewer',
    user_filters: [{ type: 'user' }],
    context: now,
  })
  assert.deepEqual(users.map(({ object }) => object.id).sort(), ['anne', 'bob'])
  const { relations } = await fga.listRelations({
    user: 'user:anne',
    object: 'document:plan',
    relations: ['owner', 'viewer'],
    context: now,
  })
  assert.deepEqual(relations.sort(), ['owner', 'viewer'])
})

await test('everybody', async () => {
  const everybody = { user: 'user:*', relation: 'viewer', object: 'document:open' }
  await fga.write({ writes: [everybody] })
  const { users } = await fga.listUsers({
    object: { type: 'document', id: 'open' },
    relation: 'viewer',
    user_filters: [{ type: 'user' }],
    context: now,
  })
  assert.deepEqual(users, [{ wildcard: { type: 'user' } }])
})

await test('assertions', async () => {
  const { authorization_model: latest } = await fga.readLatestAuthorizationModel()
  const on = { authorizationModelId: latest.id }
  assert.deepEqual((await fga.readAssertions(on)).assertions, [])
  await fga.writeAssertions([{ ...anne, expectation: true }], on)
  const { assertions } = await fga.readAssertions(on)
  assert.deepEqual(assertions, [{ tuple_key: anne, expectation: true }])
})

await test('a credential that does not hold', async () => {
  const stranger = connect({
    storeId,
    credentials: { method: CredentialsMethod.ApiToken, config: { token: 'lmk_wrong' } },
  })
  const refused = await refusal(() => stranger.check(anne))
  assert.equal(refused.statusCode, 401)
})

await test('a store that is gone', async () => {
  await fga.deleteStore()
  const refused = await refusal(() => fga.check(anne))
  assert.equal(refused.apiErrorCode, 'store_id_not_found')
})
