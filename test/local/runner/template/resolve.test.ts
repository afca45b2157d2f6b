import { describe, expect, test } from 'vitest'
import { noValue, references, resolve, type Scope } from '../../../../local/runner/template/resolve.ts'

const names: Record<string, unknown> = {
  Queue: 'http://queue',
  'AWS::Region': 'eu-west-1',
  'AWS::NoValue': noValue,
}

const scope: Scope = {
  ref: (name) => names[name],
  attribute: (resource, name) => `${resource}/${name}`,
  condition: (name) => name === 'Yes',
  import: (name) => `imported ${name}`,
  text: (text) => text.replace('https://aws', 'http://local'),
}

describe('resolving a template', () => {
  test.each([
    ['Ref', { Ref: 'Queue' }, 'http://queue'],
    ['Fn::GetAtt with a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue/Arn'],
    ['Fn::GetAtt with a text', { 'Fn::GetAtt': 'Queue.A.B' }, 'Queue/A.B'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 1]] }, 'a-eu-west-1-1'],
    [
      'Fn::Sub',
      { 'Fn::Sub': `${'$'}{Queue}/${'$'}{Queue.Arn}/${'$'}{!kept}` },
      `http://queue/Queue/Arn/${'$'}{kept}`,
    ],
    [
      'Fn::Sub with names of its own',
      { 'Fn::Sub': [`${'$'}{own}`, { own: { Ref: 'Queue' } }] },
      'http://queue',
    ],
    ['Fn::Select and Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Join': ['', ['x', 'y']] } }, 'imported xy'],
    ['Fn::If', { 'Fn::If': ['Yes', 'then', 'else'] }, 'then'],
    ['Fn::If that is not so', { 'Fn::If': ['No', 'then', 'else'] }, 'else'],
    ['conditions', { 'Fn::Not': [{ 'Fn::Or': [{ 'Fn::Equals': [1, 2] }, { Condition: 'No' }] }] }, true],
    ['conditions that all hold', { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Equals': ['a', 'a'] }] }, true],
  ])('%s', (_, value, expected) => {
    expect(resolve(value, scope)).toEqual(expected)
  })

  test('AWS::NoValue takes its property or item away', () => {
    const value = { kept: 1, gone: { Ref: 'AWS::NoValue' }, items: [{ Ref: 'AWS::NoValue' }, 2] }
    expect(resolve(value, scope)).toEqual({ kept: 1, items: [2] })
  })

  test('an address of AWS becomes a local one', () => {
    expect(resolve({ 'Fn::Join': ['', ['https://', 'aws', '/v1']] }, scope)).toBe('http://local/v1')
  })

  test('an unknown function is an error that names it', () => {
    expect(() => resolve({ deep: [{ 'Fn::Cidr': ['10.0.0.0/16'] }] }, scope)).toThrow(
      'The function Fn::Cidr is not understood locally.',
    )
  })

  test('an object with more keys than one is data, whatever the keys are called', () => {
    expect(resolve({ Ref: 'x', other: 1 }, scope)).toEqual({ Ref: 'x', other: 1 })
  })
})

test('references are found wherever they hide', () => {
  const value = {
    a: { Ref: 'One' },
    b: [{ 'Fn::GetAtt': ['Two', 'Arn'] }, { 'Fn::GetAtt': 'Three.Arn' }],
    c: { 'Fn::Sub': [`${'$'}{Four.Arn} ${'$'}{!Not}`, { own: { Ref: 'Five' } }] },
  }
  expect(references(value).sort()).toEqual(['Five', 'Four', 'One', 'Three', 'Two'])
})
