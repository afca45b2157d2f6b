/**
 * First names that are no other word of English, Spanish or French, in plain letters: people leave the capital out ("this isnt
 * maria"). Names with a capital need no list.
 */
const firstNames: ReadonlySet<string> = new Set(
  'aaron|abby|adam|adriana|agnes|aisha|alan|albert|alberto|alejandra|alejandro|alex|alexandre|alexis|alfredo|alice|alicia|aline|allison|amanda|amelia|amy|ana|andre|andrea|andres|andrew|andy|angela|angie|anita|ann|anna|anne|annie|anthony|antoine|antonio|armando|arthur|arturo|ashley|aurelie|austin|barbara|ben|benjamin|benoit|bernard|beth|betty|beverly|bob|bobby|brad|bradley|brandon|brenda|brian|brittany|bruce|bruno|bryan|caleb|camille|carl|carla|carlos|carmen|carol|caroline|carolyn|catherine|cathy|cecilia|cedric|charles|charlie|charlotte|cheryl|chloe|chris|christian|christina|christine|christopher|cindy|claire|claude|claudia|connie|corinne|craig|cristina|crystal|curtis|cynthia|dan|daniel|danielle|danny|darlene|dave|david|debbie|deborah|debra|denise|dennis|derek|diana|diane|diego|dominique|donald|donna|doris|dorothy|doug|douglas|dylan|eddie|edgar|eduardo|edward|elaine|elena|elizabeth|ellen|emily|emma|enrique|eric|erica|erika|erin|ernesto|ethan|eugene|eva|evelyn|fabien|fatima|felipe|fernando|florence|francisco|francois|francoise|frank|fred|gabriel|gabriela|gary|george|gerald|gerard|gerardo|gilbert|gilles|gina|gladys|gloria|gonzalo|greg|gregory|guadalupe|guillaume|guillermo|hannah|harold|heather|hector|helen|helene|henri|henry|howard|hugo|ian|ignacio|irene|isabel|isabelle|ivan|jack|jackie|jacob|jacqueline|jacques|jaime|jake|james|jamie|jane|janet|janice|jared|jasmine|jason|javier|jay|jeff|jeffrey|jen|jenna|jennifer|jenny|jeremy|jerome|jerry|jesse|jessica|jesus|jill|jim|jimmy|joan|joanne|joe|joel|johanna|john|johnny|jon|jonathan|jordan|jorge|jose|joseph|josh|joshua|juan|juana|juanita|judith|judy|julia|julian|julie|julien|julio|justin|karen|karim|karine|karl|kate|katherine|kathleen|kathryn|kathy|katie|keith|kelly|ken|kenneth|kevin|kim|kimberly|kristen|kyle|larry|laura|lauren|laurent|laurie|leah|leo|leon|leonard|leslie|leticia|lillian|linda|lisa|liz|logan|lori|louis|louise|luc|lucas|lucia|lucie|lucy|luis|luisa|lupe|luz|lynn|madison|manuel|marc|marcel|marcia|marco|marcos|marcus|margaret|margarita|maria|marianne|marie|marilyn|mario|marion|marisol|martha|marthe|martin|martine|marvin|mary|mateo|mathieu|matt|matthew|maureen|maurice|megan|mehdi|melanie|melissa|mercedes|michael|michel|michele|michelle|miguel|mike|mohamed|monica|monique|nadia|nancy|natalia|natalie|nathalie|nathan|nicholas|nicolas|nicole|norma|oliver|olivia|olivier|omar|oscar|pablo|pamela|pascal|patricia|patrick|patty|paul|paula|pauline|pedro|peggy|peter|phil|philip|philippe|phillip|phyllis|pierre|rachel|rafael|ralph|ramon|randy|raquel|raul|raymond|rebecca|regina|rene|ricardo|richard|rick|ricky|robert|roberto|rodrigo|roger|roland|romain|ron|ronald|rosa|rosario|roy|ruben|russell|ruth|ryan|sabrina|salvador|sam|samantha|samuel|sandra|sandrine|sandy|santiago|sara|sarah|scott|sean|sebastien|serge|sergio|sharon|shawn|sheila|shelly|shirley|silvia|simon|simone|sofia|sonia|sophia|sophie|stacey|stacy|stephane|stephanie|stephen|steve|steven|susan|suzanne|sylvia|sylvie|tamara|tammy|tania|tara|ted|teresa|terry|theresa|thierry|thomas|tiffany|tim|timothy|tina|todd|tom|tommy|tony|tracy|travis|tyler|valerie|vanessa|veronica|veronique|vicki|victor|victoria|vincent|virginia|virginie|walter|wanda|wayne|wendy|william|xavier|ximena|yolanda|yves|yvonne|zach|zachary'.split(
    '|',
  ),
)

/** A first name is this word where signs are sought, so that no expression has to hold all names. */
const firstName = 'firstname'

/** An expression for a name. */
export const name = `(?:(?:mr|mrs|ms|dr|sr|sra|mme|monsieur|madame|senor|senora) [a-z]+|${firstName})`

/** The word that stands for a name in the signs, also for its genitive; undefined for other words. */
export const nameWord = (word: string): string | undefined => {
  if (firstNames.has(word)) return firstName
  return word.endsWith('s') && firstNames.has(word.slice(0, -1)) ? `${firstName}s` : undefined
}
