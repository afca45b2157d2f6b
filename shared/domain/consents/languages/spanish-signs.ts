import { upTo, upToOf } from './language-rules.ts'
import { name } from './names.ts'

const end = '(?= [.,]| ?$)'
const texts =
  '(?:mensajes?|mensajitos|textos?|sms|msjs?|msj|msgs?|mjs|notificaciones|avisos|alertas|publicidad|promociones|promos|ofertas|propaganda|spam|anuncios|correos|basura|mensages?|txt|txts)'
const stems =
  '(?:escrib|escriv|mand|envi|text|mensaj|molest|contact|llam|marc|acos|fastidi|jod|chingu?|hostig|spam|busqu|insist|hable|pong|llegu|vuelv|sig[au])'
const phone = '(?:numero|num|telefono|tel|celular|cel|movil|linea|contacto|fono|whatsapp)'
const relation =
  '(?:mama|papa|madre|padre|esposo|esposa|marido|mujer|hijo|hija|hermano|hermana|abuelo|abuela|abuelita|abuelito|tio|tia|senor|senora|persona|dueno|duena|jefe|companero|suegra|suegro|primo|amigo)'

/** Signs of a refusal that customers say in many words; see the English ones. */
export const spanishSigns: readonly string[] = [
  `(?:no hay|no existe|no vive|no esta|aqui no esta) (?:aqui )?(?:ningun |ninguna |nadie |alguna )?(?:${name}|(?:llamad|con ese nombre|que se llame)[a-z]*)`,
  `(?:report|bloque|denunci)(?:ad[oa]s?|ando) (?:por|como|ya|este|su|al|a la|y|en)(?= |$)(?! (?:la (?:calle|policia|nieve|lluvia)|el))`,
  `(?:no|ni|nunca) (?:me |nos |le |les )?(?:anden?|andes|sigan?|sigas|esten?|estes|vuelvan?|vuelvas) (?:a )?(?:mandando|enviando|escribiendo|molestando|texteando|llamando|mandar|enviar|escribir|molestar|textear)`,
  `(?:ni|tampoco) (?:me |nos )?(?:escrib|mand|envi|llam|text|molest|contact)(?:an|en|a|e)`,
  `(?:me|nos) (?:tienen?|traen?) (?:muy |ya |bien )?(?:hart[oa]s?|cansad[oa]s?|hasta)`,
  `(?:ya )?(?:me|nos) (?:cansaron|cansaste|canse|hartaron|harte|fastidiaron|colmaron|enfadaron)(?! de esperar)`,
  `(?:que|puro|son un|son una) (?:fastidio|lata|molestia|fastidiosos|molestos|latosos|insistentes)`,
  `no (?:me |nos |le |les )?(?:lo |la |los )?(?:vuelv[a-z]* a |sig[a-z]+ )?${stems}(?:a|as|an|e|es|en|ue|uen|ues|ie|ien|eis|ais|me|eme|enme|ar|arme|ir|irme|er|ando|iendo)(?= |$)(?! (?:al|a la|a mi (?:hijo|esposa|esposo|jefe)|el|la|los|las|hasta|luego)(?= |$))(?<!no (?:le |les |lo |la )?(?:llame|llamen|marque|marquen|mande|manden|envie|envien|ponga|pongan|lleguen?|vuelva|vuelvan|sigue|siguen|llamar|mandar|enviar|marcar|contacte|escribe|escriben|manda|mandan|envia|envian|llegue|busque|busca|molesta|molesto|marca|vuelve|llaman|llama|contesta|hable|siga))(?<!no (?:me|nos) (?:llame|llamen|marque|marquen|manda|mandan|envia|envian|escribe|escriben|marca|llama|llaman|molesta|contacta|contactan|busca|ponga|pongan|hable))`,
  `(?:ya|nunca|jamas|que) (?:no |ni )?(?:me|nos) (?:vuelvan? a )?(?:escrib|mand|envi|text|molest|contact|llam|fastidi|jod|chingu)(?:a|an|e|en|as|es|ir|ar)(?= |$)(?! (?:el|la|los|un|una|mi|su|cuando|antes|hoy))(?<=(?:no|nunca|jamas|nos?|ni|^que|[.,] que) (?:me|nos) (?:vuelvan? a )?[a-z]+)`,
  `dej(?:a|e|en|ad|ame|eme|enme|enos|ennos)(?: ya| a mi [a-z]+| a mis [a-z]+| de una vez)? ?(?:de (?:${stems}[a-z]*|chin[a-z]+|jod[a-z]+|estar|hacer eso|andar)|en paz|tranquil[oa]s?|quiet[oa]|de una vez)(?<!no dej[a-z]+ de [a-z]+)`,
  `(?:^ ?|[.,] )(?:ya |por favor |oiga |oye ){0,3}(?:dejenme|dejame|dejeme|quitenme|quiteme|quitame|saquenme|saqueme|sacame|borrenme|borreme|borrame|eliminenme|eliminame|bloqueenme|olvidenme|olvidense de mi|desuscriban?me|parenle|parale|parele) ?(?:ya|por favor|porfa|gracias|de una vez|en paz|de ahi|de aqui|de todo|de su [a-z]+|${end})`,
  `(?:quit|sac|borr|elimin|retir|remuev|bloque|suprim|olvid|pierd|dar de baja|den de baja)[a-z]* (?:por favor |ya )?(?:a )?(?:mi|este|mis|nuestro) (?:propio )?(?:${phone}|nombre|datos|informacion|${relation})(?<!no (?:me )?(?:quit|sac|borr|elimin|retir)[a-z]+ [a-z ]{2,12})(?! (?:de (?:la |mi )?(?:cuenta|factura|cita|tarjeta|poliza|contrato))|anterior|viejo|equivocado en)`,
  `fuera de (?:mi|su|esta) (?:vista|vida|lista|telefono)`,
  `(?:fuera|sal(?:ir|irme|ga|gan)|salgo|quit[a-z]+|sac[a-z]+|borr[a-z]+|elimin[a-z]+) (?:me )?(?:de|del) (?:la |su |esta |este |esa |tu |sus )(?:lista|base|grupo|sistema|registro|directorio|chat)(?! de espera)(?<!no (?:me )?(?:quit|sac|borr)[a-z]+ de [a-z ]{1,40})`,
  `(?:los|las|te|lo|la|les|le)? ?(?:voy a|vamos a|ire a|pienso) ?(?:denunci|demand|report|bloque|acus)[a-z]+`,
  `(?:los|las|te|lo|les|le) (?:denunci|demand|report|bloque)(?:o|e|are|aremos|amos|aria|ado)`,
  `(?:hablar|hablare|llamar|consultar|contactar|poner|poniendo)(?:[a-z ]{0,6}) (?:con |a |en manos de )?mi abogad[oa](?! (?:manda|para los papeles))`,
  `(?:estaf[a-z]+|fraude|rater[oa]s|ladrones|profeco|condusef|acoso|acosador[a-z]*|hostigamiento|demanda legal|accion legal|acciones legales|policia si|harcel[a-z]+)`,
  `(?:chinga|chinguen|chingen|chingue|vete|vayanse|vayase|vete|vayan)(?:te)? (?:a |al |de aqui|tu madre|a tu madre|a su madre)`,
  `(?:pendej[oa]s?|cabron(?:es)?|putos?|hijos? de puta|hdp|ptm|a la mierda|al carajo|al diablo|que les den|que te den|pinches? (?:mensajes|spam|textos|gente)|no (?:mames|mamen|chinguen|jodan|friegues|frieguen)|callate|callense|largo de aqui|larguense|largate|joder)`,
  `(?:ya |les |le |te ){0,5}(?:dije|dijimos|he dicho|hemos dicho|repito) (?:mil veces |muchas veces |ya |claramente |antes ){0,5}que (?:no|ya no|paren|pare|dejen|basta)(?= |$)(?! (?:puedo|podia|iba|voy))`,
  `(?:cuantas veces|no insist[a-z]+|ya no insist[a-z]+|no es no|que parte de|ultima vez que (?:les|le|te)|ultimo aviso|ya estuvo|ya basta|ya fue suficiente|basta ya|suficiente ya|ya parenle|ya paren|ya parale|ya pare|ya para|ya stop|para ya|paren ya)(?! (?:de llover|de lluvia|la lluvia|manana|el|las|los|que))`,
  `(?:^ ?|[.,] )(?:ya |por favor |porfavor |oigan |oye ){0,3}(?:stop|alto|basta|paren|parenle|pare)(?: ya| por favor| porfa| gracias| de una vez| con| de esto| con esto| esto| eso){0,3} ?${end}`,
  `(?:quien|como|donde|porque|por que) ${upToOf(3, 'es|que|diablos|chingados|carajos|rayos|les|le|te|fue|de|se|y|ustedes|usted|tu')}(?:di[oe]|dieron|paso|pasaron|consigui[a-z]+|consiguieron|obtuv[a-z]+|sac(?:o|aste|aron)|tiene|tienen|tienes|encontr[a-z]+|agarr[a-z]+|vendio) ${upTo(2)}(?:mi|este) (?:${phone}|nombre|datos)`,
  `(?:por ?que|porq|xq|pq) ${upToOf(2, 'me|nos|siguen|sigue')}(?:siguen|sigue|sigues|mandan|escriben|envian|molestan|textean|llegan|insisten)`,
  `(?:no se|no tengo idea(?: de)?|ni idea|ni se|no sabemos|no tengo ni idea(?: de)?) (?:de )?(?:quien|quienes|que empresa) (?:es|eres|son|sea|sean|me escribe)(?! (?:el|la) )`,
  `(?:quien|quienes) (?:eres|es usted|son ustedes|son|es) [.,]? ?(?:y )?(?:como|porque|por que|que quiere[a-z]*|no|deje[a-z]*|quien)(?= |$)`,
  `(?:yo )?no (?:soy|es|era|eres) (?:el |la |un |una |su |este |esta |ningun |ninguna |ese |esa |mi )?(?:${name}|yo|el que busca[a-z]*|quien busca[a-z]*|quien cre[a-z]+|quien piens[a-z]+|(?:el |la )?persona|senor|senora|cliente|dueno|indicad[oa]|${phone} (?:de|suyo|correcto)|ella)(?= |$)(?! (?:pero|y firmo|de la (?:casa|cita)|vendra|que firma|alergic))`,
  `(?:soy|es|era|tiene|tienen|contacto|reciben|marcaron|lleg[ao]n? a) (?:a )?(?:otra persona|otro dueno|otro numero|la persona equivocada|persona equivocada|otra gente|alguien mas|el numero equivocado|un menor|menor de edad)`,
  `(?:aqui|aca|en este ${phone}|en esta casa|este ${phone}) (?:ya )?(?:no|nadie) (?:vive|viven|hay|esta|es|trabaja|existe|conoc[a-z]+|se llama|pertenece|le pertenece|es de|conocemos)(?= |$)(?! (?:estacionamiento|lugar|mesa|espacio|agua|luz|nadie en casa|lloviendo|abierto|el|la|frio|calor))`,
  `(?:ya )?no (?:vive|viven|trabaja|trabajo|trabajan|vivo|vivimos) (?:mas )?(?:aqui|aca|ahi|alli|con nosotros|para|en esta|en este|en esa|en esa)`,
  `(?:no|ni) (?:lo |la |los )?(?:conozco|conocemos|conosco|se quien es) (?:a )?(?:ningun|ninguna|nadie|esa|ese|esta|este|${name}|la persona|la|el|${end})(?! (?:camino|calle|zona|lugar|area|direccion|ruta))`,
  `(?:${relation}|${name}|el|ella|se)(?: [a-z]+){0,2}? (?:ya )?(?:fallecio|fallecieron|fallecida|fallecido|murio|se murio|esta muert[oa]|esta fallecid[oa]|difunt[oa]|paso a mejor vida|descanse en paz)(?<!(?:bateria|perro|gato|telefono|motor|carro|planta|celular|coche|pantalla|mascota) (?:ya )?(?:se )?(?:murio|esta muert[oa]))`,
  `(?:fallecio|fallecid[oa]|difunt[oa]|qepd|en paz descanse)(?! (?:mi perro|mi gato))`,
  `(?:cambio|cambie|cambiamos|cambiaron|vendi|vendio|perdio|tiene|tengo|compre|me dieron|adquiri|estrene) (?:de |el |otro |un |este |ese |su |mi ){0,2}(?:nuevo )?(?:${phone})(?: nuevo)?(?: mi [a-z]+| ella| el| ya| hace [a-z ]{1,40}| y| ${name}| hace poco| recien| no| por favor){0,3} ?(?:${end}|(?:no|dejen|borren|quiten|ya)(?= |$))(?<!(?:tengo|compre) (?:un |otro |nuevo |mi ){1,3}(?:telefono|celular|numero|cel)(?: nuevo)? ?)`,
  `(?:este|ese|mi|el|su) ${phone} (?:ya )?(?:ahora )?(?:no )?(?:es|pertenece|le pertenece|era|fue|lo tengo|lo tiene|tiene) ?(?:de |a |ahora |ya |mio|mia|suyo|otro|otra|nuevo|reasignado|equivocado|el correcto|de trabajo|para trabajo|de la empresa|nuestro|un ){1,3}`,
  `(?:no )?(?:usa|tiene|utiliza|ocupa|posee|uso|tengo) (?:ya )?(?:mas )?(?:este|ese) ${phone}`,
  `(?:numero|num|no|persona|telefono|cel|celular|contacto|gente|wey|nro) (?:esta |es |esta muy )?(?:equivocad[oa]|equibocad[oa]|ekivocad[oa]|incorrect[oa]|erroneo|erronea|errado|mal)(?= |$)(?! (?:en|de la|del|para|escrito|puesto|pedido))`,
  `(?:se|te|os|nos) (?:ha |han |has |esta |estan |estas )?(?:equivoc|confund|ekivoc)[a-z]*(?: amigo| senor| senora| de numero| de persona| conmigo| usted){0,2} ?(?:${end}|(?:yo|no|aqui|este|conmigo)(?= |$))(?<!(?:se|me) equivocaron(?: de [a-z]+)? ?)`,
  `(?:esta|estan|estas|anda) (?:equivocad|confundid|marcando mal|texteando mal)[a-z]*(?! (?:la|el|mi|en) )(?<!(?:direccion|fecha|pedido|cuenta|hora|precio|nombre|factura|color|talla) esta equivocad[oa])`,
  `(?:ya )?no (?:me|nos|le|les) (?:interesa|interesan|intereza|interes)(?: [a-z]+){0,2} ?${end}(?<!interesan? (?:el|la|los|las) [a-z]+ ?)`,
  `(?:no|sin|nada|nunca|ningun) ${upToOf(4, 'estoy|estamos|tengo|me|siento|para|ya|mas|en|absoluto')}(?:interesad[oa]s?|interes)(?= ?${end}| (?:gracias|en (?:sus?|tus?|nada|recibir|comprar|vender|sus)|por|no|ya|y|porque|senor))`,
  `no (?:quiero|queremos|deseo|necesito|busco|quisiera|kiero|requiero|ocupo|vendo|vendemos|voy a (?:vender|votar|comprar|donar)) ${upToOf(6, 'recibir|mas|que|me|nos|sigan|sus|tus|estos|esos|los|de|ustedes|ningun|nada|tantos|saber|seguir|recibiendo|ya|su|tu|por|ni|hablar|con|usted|vender|comprar|tener|esto|eso|un|una|la|ser|estar|en')}(?:${texts}|nada|saber|de ustedes|con ustedes|contactad[oa]|molestad[oa]|me (?:escrib|mand|envi|contact|text|molest|llam)[a-z]+|su lista|la lista|esto|eso|mas|servicios?|productos?|ofertas?|mi casa)(?= |$)(?! (?:en la|al|preguntas|cebolla|azucar|mas que|molestar|caf))`,
  `no (?:quiero|deseo|queremos) (?:que )?(?:me|nos) `,
  `(?:ya )(?:compre|compramos|vendi|vendimos|vote|tengo uno|tengo otro|contrate|consegui|encontre|lo resolvi|lo compre|la compre|me fui con|lo tengo)(?: [a-z]+){0,4} ?[.,]? ?(?:no|gracias|ya no|dejen|paren|en otro|con otr[oa]|en otra)(?= |$)(?! (?:puedo|me llego|ha|se))`,
  `(?:prefiero|prefiere|quiero|mejor|solo|unicamente) (?:por |que |me |solo |llamen |llamada |llame |llamadas |correo |email |al |mejor |llamenme |llameme |marqueme |a ){1,5}(?:[.,] )?(?:no|y no|en vez de|en lugar de) (?:por |me |con )?(?:${texts}|escrib[a-z]+|mand[a-z]+|envi[a-z]+|text[a-z]+)`,
  `prefiero (?:que )?no (?:me |nos |ser |recibir |seguir |saber )`,
  `(?:nunca|jamas|no) (?:les |le |te |me |he |yo |los |di |dado |doy ){0,4}(?:suscrib[a-z]*|subscri[a-z]*|suscrit[oa]|inscrib[a-z]*|inscrit[oa]|registr[a-z]+|autori[cz][a-z]+|consent[a-z]+|permiso|acept[eo]|solicit[eo]|ped[ií]|pedido|pedi|mi numero|mi telefono|consentimiento|anot[eé]|compr[eé]|compre)(?= |$)(?! (?:de|el|la|cebolla|eso en mi|una|un|factura|permiso|ese|asi|postre|mesa))`,
  `(?:revoco|retiro|anulo|cancelo|quito|revocar) (?:mi |el |todo |su |mis ){1,3}(?:consentimiento|permiso|autorizacion|suscripcion)`,
  `(?:har[ct][oa]s?|arto|cansad[oa]s?|fastidiad[oa]s?|hasta la madre|hasta la coronilla|hartan|cansan|demasiados|tantos|muchos|tanto|exceso de|puros?|puro|puro|bola de) ${upToOf(4, 'de|con|todos|tantos|los|sus|tus|estos|esos|recibir|que|me|me estan|su|tanto|tienen|ya')}(?:${texts}|ustedes|insist[a-z]+|molest[a-z]+)(?! (?:de mi jefe|en el telefono))`,
  `(?:^ ?|[.,] )(?:ya |por favor |oiga |hola |porfa |ni |nada de ){0,3}(?:no|nada|cero|ni un|ni uno|ningun|basta|alto|stop|cancelar|cancelen|detengan|eliminen|paren) ${upToOf(4, 'mas|mande|de|sus|estos|esos|por|favor|mande|con|los|las|todos|tantos|otro|un|a|todo|todas|nunca|tus')}${texts}(?! (?:nuevos|en el buzon|me llego|llegaron|ayer))`,
  `(?:como|donde|que) (?:hago |puedo |le hago |se |hay que |tengo que |me ){1,3}(?:para )?(?:que )?(?:ya )?(?:no |dej|par|salg|salir|salirme|doy de baja|dar de baja|darme de baja|borr|quit|desuscri|cancelar (?:esto|estos|los|la suscr)|deteng|detener)(?:[a-z]*)(?: de)?(?: me| recibir| escriban| manden| esta| este| esto| estos| la lista| sus| los| mandar| llegar){0,5}(?<=mensajes|textos|escriban|manden|lista|esto|estos|recibir|baja|los|me|llegar|mandar|salir|salirme|sus|desuscrib[a-z]*)`,
  `(?:tan (?:temprano|noche|tarde)|a estas horas|me despert[a-z]+|despiertan|de madrugada)`,
  `(?:no molest[a-z]+|dejar? de molestar|me molestan|molestando)(?<!no (?:molesta|molesto|quiero molestar|molestaba))(?! (?:el|la) (?:ruido|dolor|rodilla|espalda|muela))`,
]
