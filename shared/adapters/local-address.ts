/**
 * The address of an API that a local run plays itself: only this machine is believed. Undefined on AWS, where nothing
 * sets it.
 */
export const localAddress = (
  variable: 'TWILIO_API_URL' | 'FLOWROUTE_API_URL' | 'TURNSTILE_API_URL',
): string | undefined => {
  const address = process.env[variable]
  if (address && !address.startsWith('http://127.0.0.1:')) throw new Error(`${variable} is no local address`)
  return address || undefined
}
