const words = new Set(
  [
    'ok okay k yes yep yeah yup sure thanks thank you thx ty great perfect good cool awesome nice fine please pls hi hello hey morning',
    'afternoon evening see then there soon later today tomorrow monday tuesday wednesday thursday friday saturday sunday at on in to for',
    'the a an is it we i can could would do does how much what time when where works work be here come coming way my your and or with this',
    'next week noon pm appointment order price open close address hours move reschedule book booking confirm confirmed sounds day',
    'hola buenos dias tardes noches si gracias muchas claro que hora manana lunes martes miercoles jueves viernes sabado domingo cita',
    'cuanto cuesta precio abren cierran puedo la el una un por favor bien perfecto oui merci bonjour bonsoir demain lundi mardi mercredi',
    'jeudi vendredi samedi dimanche rendez vous parfait heure quelle combien accord d svp est ce je peux',
  ].flatMap((line) => line.split(' ')),
)

/**
 * Whether a plain text has no word but those in which nobody refuses anything. Most texts that are read need no
 * expressions then, nor have them compiled.
 */
export const isOrdinary = (text: string): boolean =>
  /[a-z]/.test(text) &&
  (text.match(/[\p{L}\p{N}\p{Extended_Pictographic}]+/gu) ?? []).every(
    (word) => words.has(word) || /^\d{1,4}$/.test(word),
  )
