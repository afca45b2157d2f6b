const words = (...lines: string[]): ReadonlySet<string> => new Set(lines.join(' ').split(' '))

/** Words that refuse where nothing but plain words stands beside them, in the words of `englishSpellings`. */
export const englishRefusing = words(
  'stop unsubscribe enough block blocked blocking blocks spam spammer spammers spamming junk consent',
  'remove lose reported reporting sue legal cops lawyer attorney harassing harassment nuisance',
  'scram shoo begone bothering annoying uninterested refuse refused decline declined reject rejected hate',
  'blah yuck ew ugh gross stalker creepy weird pest rude unwanted idc idgaf dgaf nty dnd dni ntxt fu foff kys stfu smd removal',
  'desist discontinue robot robotext robotexts pass withdraw revoke deceased landline',
)

/** Words that change nothing about it: of people, messages and courtesy, and the small ones of grammar. */
export const englishPlain = words(
  'i you me my your we us our it this that these those he she him her his they them their who what why how when where whose',
  'am is are was were be been being do does did done doing have has had having get got getting can could will would shall should',
  'must may might not no never nope nah dont no one nobody none nothing anything any some all every a an the and or but so if because',
  'as at by for from in of off on out to up with without about into over until then than there here now already again anymore',
  'ever just only really very too also still yet even please thanks thank sorry hi hello hey ok okay yes yeah lol omg god',
  'means mean understand know want wanted wants need needed needs like said say saying tell told telling ask asked asking keep keeps',
  'call called calling text texts texting texted send sending sent number phone list lists reply replied word contact contacted',
  'contacting email notification notifications alerts someone anyone people guys man sir maam dude bro time times day today',
  'first last twice once more longer make making let give rest try trying go going come right way forever immediately asap seriously',
  'literally fuck fucking damn hell shit crap stupid idiot idiots company carrier marketing robo automated random care cares must',
  'simple english pretty polite politely kindly life world future further continue next kind sort stuff thing things another other',
  'myself yourself yourselves one two three four five 2 3 4 5 via through before after while ago since yo ugh wtf hi dear mr mrs ms times numerous multiple several sending',
)

/** Words that doubt, where a text is about messages and nothing else. */
export const englishDoubting = words(
  'no not never bad sick tired hate insane ridiculous enough annoying dislike why unable illegal',
)

/** Words of messages: beside them and a refusing word a text may hold a few words that are not known. */
export const englishMessaging = words(
  'text texts texting number phone list lists email sms notifications alerts contact contacting promos ads',
)

/** With these a refusing word refuses nothing: "never stop", "stop by", "the next stop". */
export const englishInnocent =
  /(?<![^ ])(?:(?:not|never|will|to|a|an|the|what|which|next|first|last|i can|can you|should i|is|that is|some|any) (?:stop|unsubscribe|remove|block|lose|enough|pass|refuse|spam|report|junk)|(?:stop|pass) (?:by|at|in|here|there|for|is|on|off|to|over|out|working|making|serving|delivering|leaking|the|[0-9]+)|block(?:ed)? off|(?:not|never|no) (?:get|got|getting|receive|received|receiving|see|seen|have|had|find|come|came|going through|working|work|yet|need to|mind|sure|here|ready|know)|(?:texts?|texting|contact|email|call|calling) (?:me|us|him|her|is fine|works|you|back|when|if)|my (?:number|phone|email) is|(?:your|new) (?:number|email)|(?:my|a|the) (?:lawyer|attorney)|enough said|enough (?:for|time|of))(?![^ ])/
