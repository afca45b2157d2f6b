import type { APIGatewayProxyEventV2 } from 'aws-lambda'

/** The text that was sent, however API Gateway hands it on. */
export const requestBody = ({
  body = '',
  isBase64Encoded,
}: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString() : body
