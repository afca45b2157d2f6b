/** How conversations are handed to the agents of a team. `cap`: nobody with so many open ones is given another. */
export type Assignment = { by: AssignmentOrder; cap?: number }

/** `round_robin`: whose turn is longest ago. `least_busy`: who has the fewest open conversations. */
export type AssignmentOrder = 'round_robin' | 'least_busy'
