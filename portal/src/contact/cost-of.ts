import type { Message } from '../data/api.ts'

type Priced = Pick<Message, 'price' | 'carrier_fee'>
type Costing = Priced & Pick<Message, 'segments' | 'wasted_segments'>

/** What a text cost, in USD, as the report of spend counts it: the price with the fee of the network. Undefined until the carrier says so. */
export const chargeOf = ({ price, carrier_fee: fee }: Priced): number | undefined =>
  price === undefined && fee === undefined ? undefined : (price ?? 0) + (fee ?? 0)

/**
 * What some texts cost, in USD, and what plain characters would have spared of that. Only texts count whose price the carrier has
 * told; it charges each segment alike.
 */
export const costOf = (messages: Costing[]) => {
  const sum = { cost: 0, segments: 0, wasted: 0, wastedCost: 0 }
  for (const message of messages) {
    const { segments, wasted_segments: wasted = 0 } = message
    const charge = chargeOf(message)
    if (charge === undefined) continue
    sum.cost += charge
    sum.segments += segments
    sum.wasted += wasted
    sum.wastedCost += (charge * wasted) / segments
  }
  return sum
}
