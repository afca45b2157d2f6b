import { openTable } from '#adapters/dynamo/open-table.ts'
import { widgetStore } from '#adapters/dynamo/widget.ts'
import { variable } from '#adapters/environment.ts'
import type { Surface } from './router.ts'
import { widgetViews } from './show-widget.ts'
import { widgetFiles } from './widget-files.ts'

const widgets = widgetStore(openTable(variable('TABLE_NAME')))

/** What is open to everybody, each in a file of its own. lib/stacks/public-stack.ts has a route for the path of each. */
export const surfaces: Surface[] = [widgetFiles(), ...widgetViews({ widgets })]
