import type { Message } from '../data/api.ts'

type Costing = Pick<Message, 'price' | 'segments' | 'wasted_segments'>

/**
 * What some texts cost, in USD, and what plain characters would have spared of that. Only texts count whose price the carrier has
 * told; it charges each segment alike.
 */
export const costOf = (messages: Costing[]) => {
  const sum = { cost: 0, segments: 0, wasted: 0, wastedCost: 0 }
  for (const { price, segments, wasted_segments: wasted = 0 } of messages) {
    if (price === undefined) continue
    sum.cost += price
    sum.segments += segments
    sum.wasted += wasted
    sum.wastedCost += (price * wasted) / segments
  }
  return sum
}
