/**
 * Words of English by what they mean where somebody may refuse texts. A word with `*` stands for all that begin so.
 * `refusal-model.ts` says what it learns from them.
 */
export const englishMeanings: Readonly<Record<string, string>> = {
  negation:
    'no not dont dnt donot doesnt didnt isnt arent wasnt wont cant cannot aint never nor neither none nothing without nt wouldnt shouldnt mustnt havent hasnt nope nah',
  more: 'more anymore any again agian further additional another longer ever',
  stopping: 'stop* stahp stp sotp cease* quit* desist* halt* discontinu* knock refrain',
  ending: 'end ends ending terminat* finish* over done through last final exit leave leaving',
  cancelling:
    'cancel* revok* withdraw* withdrew rescind* retract* cut kill resign decline* refus* reject* forbid* forbidden',
  removing:
    'remov* remoce delet* erase* purge* wipe* scrub strike scratch unsub* unsus* usub* optout opt opted opting unenroll* drop exclude* suppress* rmv rm removal scrap yank pull ditch trash',
  losing: 'lose loose forget burn disregard ignore',
  taking: 'take tke taken taking get getting keep put pulling',
  off: 'off out from outta',
  switchingOff: 'turn shut switch disable* deactivat* mute silence* pause* suspend*',
  messages:
    'text* txt* msg* message* mesage* mssg* sms mms notification* alert* update updates reminder* blast* communicat* correspond* survey surveys',
  advertising:
    'promo* offer offers ad ads advert* marketing coupon* deals sales spam* junk solicit* telemarket* garbage crap newsletter* robo* campaign* political donat* fundrais* pitch* listings',
  reaching:
    'contact contacted contacting call calls calling called reach reaching write writing send sending sends sent email* hit hitting hmu ping* messaging texting',
  bothering:
    'bother* harass* bug bugging pester* annoy* disturb* nag* hound* stalk* spamming hounding bombard* blowing flood* clog* begging beg implore demand insist',
  me: 'me my mine us our myself im ive',
  you: 'you u ya yall your ur yours guys people',
  phone:
    'number numbers num numba nmbr nbr nmber phone cell line mobile device digits sim landline # tablet pager chip',
  list: 'list lists database db system* directory group thread chat distribution mailing records files contacts program subscription* roster lead leads everything profile',
  personalData: 'info information data details privacy personal record',
  wrong: 'wrong wrng worng wronge rong incorrect mistaken mistake typo error mixup outdated',
  person:
    'person someone somebody anybody anyone nobody noone guy man woman lady stranger she he him her them',
  naming: 'named name called mr mrs ms dr',
  living:
    'live lives living lived belongs belong owner reassigned recycled previous former moved move gone left retired used',
  knowing: 'know knew heard recognize dunno idk clue idea',
  who: 'who whos whose dis whom',
  why: 'why how where',
  wanting:
    'want wants wanted wanna wish wishes need like prefer preference rather desire care interested intrested uninterested interest',
  receiving: 'receive* recieve* receiving gets got',
  consent: 'consent* permission authoriz* approv* permit*',
  signingUp: 'signed sign subscribe* subscrib* enrolled register* registered agreed request* joined',
  law: 'fcc ftc tcpa dnc dnd lawyer attorney legal* illegal* law laws lawsuit sue suing sued court police authorities complaint violat* regulation* federal gdpr ccpa hipaa notice bbb unauthorized unlawful breach prosecutor',
  reporting: 'report* block* flag* screenshots',
  insult:
    'fuck* fck fk fuk screw piss stfu gtfo damn hell bitch ass asshole* idiot* stupid shit* bastard* suck sod bugger naff eff',
  annoyed:
    'annoyed annoying tired sick harassment scam scammer* fraud nuisance fed enough hate creepy relentless overkill rude gross ridiculous insane crazy nonstop endless unwanted unwelcome intrusive waste wasting',
  alone: 'alone peace be',
  away: 'away lost scram begone buzz shoo beat back',
  still: 'still keep keeps keep already yet twice times time',
  saying: 'said told tell say says saying replied asked asking ask',
  dead: 'died dead deceased passed late widow executor',
  family:
    'mom moms mother dad father husband wife son daughter kid kids child minor minors brother sister ex grandma mothers',
  only: 'only instead',
  channel: 'email emails mail',
  often: 'many much too often daily less fewer frequent constant constantly',
  unwelcomeTime: 'night morning early midnight sunday sundays weekends sleep asleep class dinner',
  courtesy: 'please pls plz kindly thanks thank thx ty sorry',
  cost: 'cost* charge* charged pay paying',
  customer:
    'customer client member patient account subscriber tenant resident student homeowner renter owner employee employed',
  appointment:
    'appointment* appt cleaning visit reservation booking order class lesson membership delivery service practice',
  money: 'price dollars bill invoice refund fee payment quote discount deposit card check receipt rent',
  thing:
    'car house door gate water sink toilet heater tooth teeth dog cat pain lease apartment apt unit room key keys form contract policy insurance tree carpet furnace light truck couch box package bus school insurance faucet yard',
  when: 'when today tomorrow monday tuesday wednesday thursday friday saturday week weekend month noon hour day',
  agreeing: 'yes yeah yep ok okay sure great good perfect cool confirm* love awesome',
  asking: 'can could may would do does is are will should',
}
