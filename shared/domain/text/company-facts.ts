/** A text with the company's name, and with how to reach it where the workspace says so. */
export const withCompanyFacts = (
  text: string,
  { companyName, supportContact }: { companyName: string; supportContact?: string | undefined },
): string =>
  text
    .replaceAll('(Company Name)', () => companyName)
    .replaceAll('(Support Contact)', (placeholder) => supportContact ?? placeholder)
