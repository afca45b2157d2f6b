import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Stack, Template } from '../../../../local/runner/template/assembly.ts'
import { deploy } from '../../../../local/runner/template/deploy.ts'
import {
  ignoredType,
  type ResourceType,
  resourceType,
} from '../../../../local/runner/template/resource-type.ts'

type Made = { id: string; properties: object }[]

const box = resourceType({
  uses: {
    Size: z.number(),
    Inside: z.string().optional(),
    Lid: z.strictObject({ Color: z.string() }).optional(),
  },
  ignores: ['Tags'],
  create: (properties, resource, made: Made) => {
    made.push({ id: resource.id, properties })
    return { ref: `box ${resource.id}`, attributes: { Arn: `arn ${resource.id}` } }
  },
})

const types: Record<string, ResourceType<Made>> = {
  'Test::Box': box as ResourceType<Made>,
  'Test::Dust': ignoredType() as ResourceType<Made>,
}

const stack = (name: string, template: Template): Stack => ({ name, template, assets: new Map() })

const run = async (...stacks: Stack[]) => {
  const made: Made = []
  const outputs = await deploy(stacks, {
    types,
    platform: made,
    pseudo: { 'AWS::Region': 'here' },
    text: (text) => text,
  })
  return { made, outputs }
}

const boxOf = (Properties: Record<string, unknown>) => ({ Type: 'Test::Box', Properties })

test('a resource is created after those it refers to', async () => {
  const Resources = {
    A: boxOf({ Size: 1, Inside: { 'Fn::GetAtt': ['B', 'Arn'] } }),
    B: boxOf({ Size: 2, Inside: { Ref: 'C' } }),
    C: boxOf({ Size: 3 }),
  }
  const { made } = await run(stack('s', { Resources }))
  expect(made.map(({ id }) => id)).toEqual(['C', 'B', 'A'])
  expect(made[2]?.properties).toEqual({ Size: 1, Inside: 'arn B' })
})

test('one stack imports what another exports', async () => {
  const first = stack('first', {
    Resources: { A: boxOf({ Size: 1 }) },
    Outputs: { Out: { Value: { Ref: 'A' }, Export: { Name: 'first:A' } } },
  })
  const second = stack('second', {
    Resources: { B: boxOf({ Size: 1, Inside: { 'Fn::ImportValue': 'first:A' } }) },
  })
  const { made, outputs } = await run(first, second)
  expect(made[1]?.properties).toMatchObject({ Inside: 'box A' })
  expect(outputs).toEqual({ Out: 'box A' })
})

test('a resource whose condition does not hold is left out', async () => {
  const { made } = await run(
    stack('s', {
      Conditions: { There: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'there'] } },
      Resources: { A: { ...boxOf({ Size: 1 }), Condition: 'There' }, B: boxOf({ Size: 1 }) },
    }),
  )
  expect(made.map(({ id }) => id)).toEqual(['B'])
})

test('an ignored property is not even resolved', async () => {
  const { made } = await run(stack('s', { Resources: { A: boxOf({ Size: 1, Tags: { Ref: 'Nobody' } }) } }))
  expect(made).toHaveLength(1)
})

test.each([
  [
    'type',
    { A: { Type: 'Test::Hat' } },
    'Stack s, resource A (Test::Hat): this type is not understood locally.',
  ],
  [
    'property',
    { A: boxOf({ Size: 1, Weight: 2 }) },
    'Stack s, resource A (Test::Box): property Weight is not understood locally.',
  ],
  [
    'nested property',
    { A: boxOf({ Size: 1, Lid: { Color: 'red', Hinge: 1 } }) },
    'Stack s, resource A (Test::Box): property Lid.Hinge is not understood locally.',
  ],
  [
    'function',
    { A: boxOf({ Size: { 'Fn::Length': [] } }) },
    'Stack s, resource A (Test::Box): The function Fn::Length is not understood locally.',
  ],
  [
    'attribute',
    { A: boxOf({ Size: 1, Inside: { 'Fn::GetAtt': ['B', 'Smell'] } }), B: boxOf({ Size: 1 }) },
    'Stack s, resource A (Test::Box): The attribute Smell of B (Test::Box) is not understood locally.',
  ],
  [
    'name',
    { A: boxOf({ Size: 1, Inside: { Ref: 'Nobody' } }) },
    'Stack s, resource A (Test::Box): "Nobody" is not known in stack s.',
  ],
])('an unknown %s is an error that names it', async (_, Resources, message) => {
  await expect(run(stack('s', { Resources }))).rejects.toThrow(message)
})

test('all unknown types and properties are told at once, before anything is created', async () => {
  const made: Made = []
  const Resources = { A: boxOf({ Size: 1 }), B: { Type: 'Test::Hat' }, C: boxOf({ Weight: 1 }) }
  const deployed = deploy([stack('s', { Resources })], {
    types,
    platform: made,
    pseudo: {},
    text: (text) => text,
  })
  await expect(deployed).rejects.toThrow(/B \(Test::Hat\).*\n.*C \(Test::Box\): property Weight/)
  expect(made).toEqual([])
})
