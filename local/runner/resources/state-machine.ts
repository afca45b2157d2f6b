import { z } from 'zod'
import { account, region } from '../core/clients.ts'
import { readDefinition } from '../state-machines/tasks.ts'
import { TemplateError } from '../template/error.ts'
import { resourceType } from './platform.ts'

/** AWS::StepFunctions::StateMachine */
export const stateMachine = resourceType({
  uses: {
    Definition: z.record(z.string(), z.unknown()).optional(),
    DefinitionString: z.string().optional(),
    DefinitionSubstitutions: z.record(z.string(), z.string()).optional(),
    StateMachineName: z.string().optional(),
    StateMachineType: z.literal('STANDARD').optional(),
  },
  ignores: ['EncryptionConfiguration', 'LoggingConfiguration', 'RoleArn', 'Tags', 'TracingConfiguration'],
  create: (properties, resource, { stateMachines }) => {
    const { Definition, DefinitionString, DefinitionSubstitutions = {}, StateMachineName } = properties
    const text = DefinitionString ?? (Definition && JSON.stringify(Definition))
    if (!text)
      throw new TemplateError(
        'Property DefinitionString: there is none; DefinitionS3Location is not understood locally.',
      )
    const name = StateMachineName ?? resource.name
    const arn = `arn:aws:states:${region}:${account}:stateMachine:${name}`
    const filled = text.replace(/\$\{(\w+)\}/g, (whole, key) => DefinitionSubstitutions[key] ?? whole)
    stateMachines.add({ arn, name, definition: readDefinition(filled) })
    return { ref: arn, attributes: { Arn: arn, Name: name } }
  },
})
