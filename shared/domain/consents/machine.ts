/** What companies must write under their texts, and people do not: how to stop them, what they cost. */
const smallPrint = [
  /\b(?:reply|text|txt|send|respond|answer)\b.{0,20}["'“‘*]?\b(?:stop|help|end|unsubscribe|cancel|yes|start)\b["'”’*]?.{0,20}\b(?:to|for|if)\b/i,
  /\b(?:msg|message)s? ?(?:&|and) ?data rates\b/i,
  /\b(?:this is an )?automat(?:ed|ic) (?:message|reply|response|text)\b/i,
  /\b(?:do not|don'?t) (?:reply|respond) to this (?:message|text|number)\b/i,
  /\b(?:responda|envíe|envie|mande)\b.{0,20}\b(?:stop|alto|baja|ayuda)\b.{0,20}\bpara\b/i,
  /\b(?:répondez|repondez|envoyez|textez)\b.{0,20}\b(?:stop|arr[eê]t|aide)\b.{0,20}\bpour\b/i,
]

/** So far a text is looked at: small print stands in texts of a few segments. */
const looked = 2_000

/** Whether a text looks like another company's machine wrote it: nobody waits there for a welcome. */
export const isFromMachine = (body: string): boolean => {
  const beginning = body.slice(0, looked)
  return smallPrint.some((print) => print.test(beginning))
}
