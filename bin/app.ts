import { App } from 'aws-cdk-lib'
import cdk from '../cdk.json' with { type: 'json' }
import { addParley } from '../lib/parley.ts'

// The flags of cdk.json are given here too: `node bin/app.ts` and `cdk synth` must make the same templates.
const app = new App({ context: cdk.context })
addParley(app)
app.synth()
