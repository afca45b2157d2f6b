/**
 * The paths that `admin-api` answers; `inbox-api` answers all others. A path belongs to one function with everything
 * below it, so that API Gateway needs few routes.
 */
export const adminPaths = ['/v1/business_hours', '/v1/credits', '/v1/numbers', '/v1/settings', '/v1/teams']
