"""Dutch rules about what somebody did or did not do."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

_HAS: Final = "heeft|hebben|had|hadden|heb|hebt"
_OUGHT: Final = "moeten|mogen|behoren|dienen|horen"
#: What a person ought to have done, in the form behind "heeft niet".
_DONE: Final = """gecontroleerd|gemeld|gevraagd|gebeld|verteld|gelezen|getest|gevolgd|geluisterd
|gereageerd|geantwoord|doorgegeven|gewaarschuwd|opgelet|nagekeken|gekeken|gecheckt|overlegd
|gecommuniceerd|afgemaakt|opgeruimd|afgesloten|dichtgedaan|schoongemaakt|ingelicht|geïnformeerd
|voorbereid|nagedacht|gedaan|bijgewerkt|ingevuld|overgedragen|teruggebeld|gehouden|meegenomen
|geleverd|aangegeven|gedeeld|uitgelegd|meegewerkt|ingegrepen|meegedacht|geraadpleegd|bijgehouden
|vastgelegd|opgeschreven|nageleefd|gecontroleert|gezegd|gemaild|geholpen|teruggekoppeld|gekoppeld
|geverifieerd|geleerd|opgepakt|opgevolgd|gelet|gelabeld|geëtiketteerd|afgestemd|gecheckd|besteld
|beantwoord|opgedaagd|doorgelezen|bekeken|geregeld|ingeleverd|gehoorzaamd|getoetst|gecorrigeerd
|geboekt|gemarkeerd|verwittigd|nagevraagd|nagegaan|nagelezen|toegezien|gestuurd|gesloten
|vergrendeld|opengedaan|aangetrokken|gereserveerd|gewassen|geteld""".replace("\n", "")

_COUNTERFACTUAL: Final = Rule(
    Kind.COUNTERFACTUAL,
    "Wat was er op dat moment bekend, en waardoor was de stap die gezet werd logisch?",
    patterns(
        """
        [ als ( de|het|onze|die )? ..1 <P> ( even|eens|gewoon|maar|toch|nou|één_keer ) ..4
            had|hadden not:gekregen|gehad|geweten ( ge*|be*|ver*|op*|na*|over*|aan*|door* ) ]
        [ <P> die ~5 had|hadden ..6 {ought} ]
        [ als ( de|het|onze|die )? ..1 <P> ..5 ( {done} ) ( had|hadden ) ]
        [ als ( de|het|onze|die )? ..1 <P> ..5 ( had|hadden ) ( {done} ) ]
        [ ^ had|hadden ( de|het|onze|die )? ..1 <P> ..6 ( {done} ) ,? ( dan|was|waren|had|hadden ) ]
        [ {who} ( hoefde|hoefden|hoeft|hoeven|had|hadden|moest|moesten ) ( <G> )? (
            maar|alleen|slechts|enkel|alleen_maar ) ( één|een|1 ) ( <G> / enkel|simpel|simpele )? (
            ding|taak|dingetje|klusje|taakje|opdracht ) ]
        [ ( hoefde|hoefden|had|hadden|moest|moesten ) ( de|het|onze )? <P> ( <G> )? (
            maar|alleen|slechts|enkel ) ( één|een|1 ) ( <G> / enkel|simpel )? (
            ding|taak|dingetje|klusje|taakje ) ]
        [ <P> ( beloofde|beloofden ) ..8 ( maar|en|toch ) ..4 ( niet|nooit|niets|niks|vergat|geen )
            ]
        [ ondanks ( herhaalde|alle|de|vele|meerdere|onze ) ..1 ( waarschuwing|waarschuwingen|
            verzoeken|aanmaningen|herinneringen ) ..3 <P> ]
        [ {who} had|hadden|hadt ..8 {ought} ]
        [ had|hadden ( de|het|onze|die|een|elke )? not:{beside} ..1 <P> ..8 {ought} ]
        [ <W> had|hadden ..6 {ought} ]
        [ had|hadden we|wij ..6 {ought} ]
        [ ( dat|omdat|terwijl|als|die|wat ) ..3 <P> ..7 ( had|hadden ( <G> )? {ought} / {ought}
            had|hadden ) ]
        [ {who} had|hadden ( ..7 ) not:niet kunnen ( <G> )? not:{harm}|worden ]
        [ had|hadden ( de|het|onze|die )? ..1 <P> ..7 not:niet kunnen not:{harm}|worden ]
        [ {who} zou|zouden|zal|moet ..8 ( moeten ( hebben )? ge* / ge*|ont*|her*|ver* moeten /
            gemerkt|geweten|gezien|ontdekt|voorkomen ) ( moeten )? hebben ]
        [ zou|zouden <P> ..8 ( gemerkt|geweten|gezien|ontdekt|voorkomen ) ( moeten )? hebben ]
        [ {who} zou|zouden ..8 hebben ( moeten|gemerkt|geweten|gezien|ontdekt|voorkomen ) ]
        [ had|hadden ( de|het|onze|die )? ..1 <P> ( nou|maar|gewoon|nu|eens|toch|even|beter ) ]
        [ had|hadden ( de|het|onze|die )? ..1 <P> ..4 maar ( <G> )? ( ge*|op* ) ]
        [ <PC> had|hadden ( nou|maar|gewoon|tenminste|beter ) ..5 (
            kunnen|moeten|mogen|even|gebeld|gevraagd|gelezen|gekeken ) ]
        [ als ( de|het|onze|die )? ..1 <P> ..3 ( nou|maar|gewoon|tenminste|eens ) ..6 (
            had|hadden|hebben ) ]
        [ als ( de|het|onze|die )? ..1 <P> ..5 ( opgelet|geluisterd|nagedacht|opgelet|gelezen|
            gedaan|nagekeken|gecontroleerd|gevolgd|gehouden ) ( had|hadden ) ]
        [ als ( de|het|onze|die )? ..1 <P> ..5 ( had|hadden ) ( opgelet|geluisterd|nagedacht|
            gelezen|nagekeken|gecontroleerd|gevolgd / <G> ..2 ( gebeld|gevraagd|gekeken|gelezen ) )
            ]
        [ ( dit|dat|zoiets|het|deze ..1 ) had|hadden ( <G> )? ( nooit|niet|helemaal_niet ) mogen (
            gebeuren|voorkomen|plaatsvinden|ontstaan ) ]
        [ ( dit|dat|het|alles|ellende|storing|ongeluk|vertraging ) ( had|was ) ( <G> )? ..2 (
            makkelijk|eenvoudig|gewoon|simpel )? ( voorkomen ( kunnen|te|geweest ) / te voorkomen /
            kunnen voorkomen|worden voorkomen / voorkomen kunnen ) ]
        [ met ( een|wat|iets ) ( beetje|meer ) ..1 (
            inzet|aandacht|moeite|verstand|discipline|gezond|zorg ) ]
        [ <P> ( zou|zouden ) ..7 ] , maar ( deed|deden|heeft|hebben|vergat|liet|ging )
        [ <P> ( zou|zouden|moest|moesten|werd|werden|was|waren ) ..8 en|maar (
            heeft|hebben|deed|deden|vergat|liet|is|zijn ) ..3 (
            niet|nooit|gewoon|nagelaten|vergeten|laten ) ]
        [ <P> ( werd|werden ( geacht|verwacht ) ) ] ..9 ( maar|en|toch )
        [ als ( de|het|onze|die )? ..1 <P> ..1 ( wakker|nuchter|op_tijd|scherp|eerlijk|alert|er|
            beter|aanwezig|oplettend|zorgvuldig|bij_de_les|sneller|voorzichtiger|zorgvuldiger|
            handiger|slimmer|eerder ) ..2 ( was|waren|geweest|had|hadden ) ]
        [ ( je|men ) zou ( <G> )? ( denken|verwachten|hopen ) dat ( een|de|het|onze|iemand )? ..2
            <P> ]
        [ ( <P> / de ..1 <P> ) had|hadden ( <G> / makkelijk|best|gemakkelijk|eenvoudig|gewoon|rustig
            ) ..7 kunnen ]
        [ dat had ..2 <P> ..2 ( kunnen|moeten ) weten ]
        [ het ( had|zou ) <O> ..5 ( gekost ) ]
        """,
        ought=_OUGHT,
        done=_DONE,
        beside="voor met door van bij aan naar op in uit tegen over",
        harm="""
            raken verliezen vallen verongelukken overlijden aflopen leiden kosten verdrinken stikken
            uitglijden doden schaden komen belanden gebeuren ontstaan worden uitlopen
        """,
    ),
    unless=patterns(
        """
        ( gewond|geraakt|geluk|erger )
        ( mis|slechter|fout ) ( kunnen|gaan|lopen )
        niet|nooit|onmogelijk kunnen
        ( hadden|had ) ( niet|nooit ) ( kunnen )
        ( moeten|kunnen|mogen ) worden|opstarten|starten|falen|laden
        ( moeten|kunnen|mogen ) krijgen|ontvangen|gebruiken
        """
    ),
    negated=True,
)

_OMISSION: Final = (
    Rule(
        Kind.OMISSION,
        "Waardoor had iemand op dat moment aan die stap kunnen denken?",
        patterns(
            """
            [ {whoc} ( vergat|vergaten ) ]
            [ <CB> ( vergat ) ]
            [ <P> ( vergeet|vergeten ) ( <G> )? ( steeds|altijd|weer|telkens|elke|vaak|iedere ) ]
            [ ( vergat|vergaten ) ( <P> / de|het|onze ..1 <P> ) ]
            [ {whoc} ( is|zijn|was|waren|heeft|hebben|had|hadden ) ..8 vergeten ]
            [ <CB> ( is|heeft|had|was ) ..6 vergeten ]
            [ ( is|zijn|was|waren|heeft|hebben ) ( de|het|onze )? <P> ..7 vergeten ]
            [ ( dat|omdat|doordat|die ) ..2 <P> ..6 ( vergat|vergaten / vergeten (
                is|was|waren|zijn|had|heeft ) / ( is|was|had|heeft ) vergeten ) ]
            [ ( altijd|steeds|telkens ) <P> ..2 vergeet|vergeten ]
            """
        ),
        unless=patterns(
            """
                ( als|wanneer|zodat|voordat|mocht|indien|tenzij <P> ..6 vergeet|vergeten|vergat /
                    om|daarom niet te )
            """
        ),
    ),
    Rule(
        Kind.OMISSION,
        "Hoe zag dat signaal eruit, tussen alles wat er toen om aandacht vroeg?",
        patterns(
            """
            [ {whoc} ( negeerde|negeerden|negeert|veronachtzaamde ) ]
            [ ( negeerde|negeerden ) ( de|het|onze )? <P> ]
            [ <PC> ..1 ( negeren ) ( <G> )? (
                altijd|steeds|gewoon|al|onze|elke|alle|alles|weer|alweer ) ]
            [ <PC> {has} ..7 ( genegeerd|over_het_hoofd_gezien|gemist|laten_liggen|laten_lopen|
                laten_schieten|weggewuifd|weggeklikt|veronachtzaamd|in_de_wind_geslagen|
                overgeslagen|omzeild|overtreden|genegeert|laten_verlopen ) ] not:door
            [ {has} ( de|het|onze )? <P> ..6 ( genegeerd|over_het_hoofd_gezien|gemist|
                in_de_wind_geslagen|overgeslagen|weggewuifd|overtreden ) ]
            [ {who} ( zag|zagen ) ..7 over het hoofd ]
            [ {who} ( sloeg|sloegen|slaat ) ..6 ( in de wind / over $ / over ( <G> )? (
                omdat|want|en|, ) ) ]
            [ {who} ( miste|misten|mist ) ( de|het|een|dit|dat|alle|elk|weer|deze ) ..2 ( melding|
                signaal|signalen|waarschuwing|alarm|afslag|bord|mail|bericht|stap|fout|lek|oproep|
                afspraak|meldingen|waarschuwingen|detail|allergie ) ]
            [ {who} ( wuifde|wuifden|klikte|klikten ) ..6 weg ]
            """,
            has=_HAS,
        ),
        unless=patterns(
            "( doordat|omdat|want|aangezien ..6 ( was|waren|stond|hing|zat|lag|had ) / <U> )"
        ),
    ),
    Rule(
        Kind.OMISSION,
        "Wat liet zien dat deze stap aan de beurt was, en wat speelde er verder?",
        patterns(
            """
            [ {who} ( sliep|sliepen|sufte|suften ) $ ]
            [ {who} ( laat|laten|liet|lieten ) ( iedereen|ons|anderen|de_rest|alles|het ) ..4 (
                opruimen|opknappen|oplossen|opdraaien|bloeden|uitzoeken ) ]
            [ {who} ( {has} ) ( maar|zomaar ) wat ( ge*|aangerommeld|aangemodderd ) ]
            [ in plaats van ..5 ,? ( stond|stonden|zat|zaten|liep|liepen|ging|gingen|bleef|bleven )
                ( de|het|onze )? ..1 <P> ]
            [ {who} ( liet|lieten|laat|laten ) ..5 ( puinhoop|bende|rotzooi|troep|zooi|zooitje|
                rommel|chaos|ravage|zwijnenstal ) ..1 achter ]
            [ ( liet|lieten|laat|laten ) ( de|het|onze )? ..1 <P> ..5 ( puinhoop|bende|rotzooi|
                troep|zooi|zooitje|rommel|ravage|zwijnenstal ) ..1 achter ]
            [ {who} ( {has} ) ..5 ( puinhoop|bende|rotzooi|troep|zooi|zooitje|rommel|ravage|
                zwijnenstal ) ..1 ( achtergelaten|gemaakt|laten_liggen ) ]
            [ {who} ( {has} ) ..4 ( in de steek gelaten / laten (
                zitten|stikken|barsten|bungelen|creperen|aanmodderen ) ) ]
            [ {who} ( liet|lieten|laat|laten ) ( ons|mij|me|iedereen|hem|haar|ze|hen|<U> ) ( <G> )?
                ..2 ( zitten|stikken|barsten|bungelen|aanmodderen|vallen ) ]
            [ {who} ( kwam|kwamen|komt|komen ) ( <G> )? ..3 ( aankakken|aanzetten|aanwaaien|
                binnenwandelen|binnensloffen|opdraven|binnenvallen ) ]
            [ {who} ( is|was|waren|zijn ) ( <G> )? ..2 ( in geen velden of wegen ) ]
            [ {who} ( schitterde|schitterden|schittert|schitteren ) ..2 afwezigheid ]
            [ {who} ( deed|deden|doet|doen ) ( <G> / ook )? ( maar|zomaar ) wat ]
            [ {who} ( {has} ) ..8 ( nagelaten|verzuimd|verzaakt ) ]
            [ {who} ( liet|lieten|laat ) ( <G> )? ( na ) ( <G> )? ( om|te|de|het|iets|iemand )? ]
            [ {who} ( liet|lieten ) ..6 na $ ]
            [ ( verzuimde|verzuimden|verzuimt|verzaakte|verzaakten ) ]
            [ {who} ( faalde|faalden|faalt|falen|schoot|schoten|schiet ) ( tekort )? ]
            [ <PC> ( {has} ) ( <G> )? ..3 ( gefaald|tekortgeschoten ) ]
            [ <P> ( is|zijn ) ( <G> )? ..2 (
                tekortgeschoten|tekort_geschoten|in_gebreke|nalatig_geweest ) ]
            [ {who} ( {has} ) ..6 ( aan_zijn|haar|hun|de|niet )? ( laten|liet ) ( afweten|
                versloffen|zitten|sloffen|gaan|staan|liggen|vallen|openstaan|aanstaan ) ]
            [ {who} ( liet|lieten|laat|laten ) ..5 ( afweten|versloffen|zitten|sloffen|openstaan|
                in_de_steek|in_de_kou ) ]
            [ {who} ( {has} ) ..8 ( in_de_steek|in_de_kou|aan_hun_lot|barsten|stikken ) (
                laten|gelaten|overgelaten|staan ) ]
            [ {who} ( {has} ) ..8 ( open|aan|los|onbeheerd|leeg|vuil|draaien ) ( <G> )? laten (
                staan|liggen|hangen|gaan )? ] not:voor
            [ {who} ( liet|lieten ) ..5 ( onbeheerd|openstaan|aanstaan|slingeren|rondslingeren|
                alleen_achter ) ]
            [ {who} ( {has} ) ..6 ( afgeraffeld|besmet|verwisseld|verwaarloosd|verhaspeld|
                afgesneden|versjteerd ) ]
            [ ( {has} ) ( het|dit|dat|de ..1 / alles / <P> ) ..4 ( laten ) ( liggen|sloffen|
                versloffen|lopen|zitten|waaien|slingeren|verslonzen|doodbloeden ) ]
            [ {who} ..3 heeft|hebben|had|hadden er een handje|handje_van ]
            [ ( een_handje|handje ) van om ]
            [ ( het|erbij ) ( gewoon|volledig|totaal )? ( laten|liet|lieten ) (
                afweten|zitten|liggen ) ]
            """,
            has=_HAS,
        ),
    ),
    Rule(
        Kind.OMISSION,
        "Waar zit deze stap in het werk, en wat vroeg er toen om tijd?",
        patterns(
            """
            [ <P> ( wist|wisten|zag|zagen|hoorde|hoorden|merkte|merkten ) ..9 ( en|maar ) ( <G> )? (
                zei|zeiden|deed|deden ) ( <G> )? ( niets|niks ) ]
            [ {who} ( had|hadden|heeft|hebben ) ..4 niet in de hand ]
            [ {who} ( {has} ) ..5 ( op ) ..4 gezeten en niets|niks ]
            [ <P> ..9 en ( <G> )? niets|niks ( gedaan|ondernomen|gezegd|gemeld ) ]
            [ {who} ( is|was|waren|zijn ) ( <G> )? ..1 nergens te ( bekennen|bereiken ) ]
            [ {who} ( {has} ) ..4 nooit ..3 not:{state} (
                ge*|nage*|opge*|aange*|doorge*|uitge*|afge*|inge* ) ( $ / ,|of|en|om ) ]
            [ {who} ( {has} ) ..4 niet_eens ..3 (
                geprobeerd|gevraagd|gekeken|gebeld|gelezen|gecontroleerd ) ]
            [ natuurlijk|uiteraard ..4 niemand ..5 ( opdagen|gebeld|gemeld|gezegd|gedaan|gekeken|
                bereikbaar|thuis|geluisterd ) ]
            [ {who} ( liep|liepen|ging|gingen|vertrok|vertrokken|sloot|sloten|gooide|gooiden|
                tekende|tekenden|drukte|drukten ) ..4 zonder ..4 te ]
            [ {who} ..5 zonder ..2 ook_maar ]
            [ niemand ( in|op|bij|van|uit ( de|het|onze )? ..1 )? (
                had|hadden|heeft|durfde|nam|toonde|vond ) ( het|de|zijn|ook_maar )? (
                lef|moed|fatsoen|mond|moeite|nodig|ruggengraat|benul ) ]
            [ ( niet|nooit|geen ) ( <G> / zelfs|eens )? ( de|enige|enkele )? moeite (
                genomen|gedaan|getroost|nemen|doen|neemt|nam|namen|om ) ]
            [ ( controleerde|meldde|belde|vertelde|las|testte|volgde|luisterde|reageerde|antwoordde|
                waarschuwde|checkte|overlegde|meldden|belden|vertelden|luisterden|reageerden|
                volgden|overlegden|lazen|controleerden|lette|letten|checkten|waarschuwden|testten )
                ( de|het|onze )? <P> ..5 ( niet|nooit|niets|niks|geen|niemand ) ] not:QM
            [ ( dat|omdat|doordat|terwijl|waardoor|die ) ( de|het|onze )? ..1 <P> ..5 (
                niet|nooit|niets|niks|geen|niemand ) ..3 ( controleerde|meldde|belde|vertelde|las|
                testte|volgde|luisterde|reageerde|antwoordde|waarschuwde|checkte|overlegde|meldden|
                belden|vertelden|luisterden|reageerden|volgden|overlegden|lazen|controleerden|
                oplette|opletten|opruimde|opruimden|nakeek|nakeken|ingreep|ingrepen|doorgaf|
                doorgaven|afsloot|afsloten|terugbelde|terugbelden|nadacht|nadachten|meewerkte|
                meewerkten|uitlegde|uitlegden|schoonmaakte|schoonmaakten|voorbereidde|voorbereidden|
                bijhield|bijhielden|invulde|invulden|nakwam|nakwamen|meedacht|meedachten|opletten|
                checkten ) ]
            [ {who} ( ruimde|ruimden|legde|legden|gaf|gaven|keek|keken|dacht|dachten|hield|hielden|
                vulde|vulden|kwam|kwamen|sloot|sloten|greep|grepen ) ..4 niet ..2 (
                op|uit|door|na|mee|bij|in|af ) ( $ / , / en|omdat|want ) ]
            [ {who} ( luistert|luisteren|leest|lezen|antwoordt|antwoorden|reageert|reageren|werkt|
                werken|communiceert|communiceren|snapt|snappen|begrijpt|begrijpen|wil|willen|helpt|
                helpen|denkt|denken|let|letten|doet|doen|overlegt|overleggen ) ( gewoon|simpelweg|
                domweg|gewoonweg|doodleuk|nu_eenmaal|nou_eenmaal|echt ) ( <G> )? niet ]
            [ {who} ( {has} ) ..6 niet_eens ..2 not:{state} (
                ge*|ver*|be*|ont*|op*|af*|in*|over*|nage*|door* ) ( $ / , ) ]
            [ {whoc} ( {has} ) ..7 ( niet|nooit|niets|niks|geen|nergens|niemand ) ..5 ( {done} ) ]
            [ <B> ( {has} ) ..5 ( niet|nooit|niets|niks|geen|niemand ) ..4 ( gecontroleerd|gemeld|
                gevraagd|gebeld|verteld|gelezen|getest|gevolgd|gereageerd|geantwoord|opgelet|
                gewaarschuwd|geluisterd ) ]
            [ ( {has} ) ( de|het|onze|die )? ..1 <P> ..7 ( niet|nooit|niets|niks|geen|niemand ) ..5
                ( {done} ) ]
            [ ( dat|omdat|doordat|die|terwijl ) ( de|het|onze )? <P> ..6 (
                niet|nooit|niets|niks|geen|niemand ) ..4 ( {done} ) ]
            [ {who} ( controleerde|meldde|vroeg|belde|vertelde|las|testte|volgde|luisterde|
                reageerde|antwoordde|waarschuwde|keek|checkte|overlegde|deed|meldden|belden|
                vertelden|luisterden|reageerden|volgden|overlegden|keken|lazen|controleerden|deden|
                zei|zeiden|hield|hielden|kwam|kwamen|nam|namen|gaf|gaven|stuurde|ruimde|ruimden|
                hielp ) ..6 ( niet|nooit|niets|niks|geen|nergens|niemand ) ]
                not:tot|voor|anders|meer|verkeerd|verkeerds|fout|bijzonders|alleen|alles
            [ {who} ( luistert|luisteren|leest|lezen|reageert|reageren|communiceert|communiceren|
                snapt|snappen|begrijpt|begrijpen|denkt|denken|overlegt|overleggen|meldt|melden|
                antwoordt|antwoorden|doet|doen|werkt|werken|controleert|controleren|houdt|houden|
                vraagt|vragen|zegt|zeggen|helpt|helpen|kijkt|kijken|neemt|nemen|let|letten|toont|
                tonen|bereidt|komt|komen|ruimt|ruimen|belt|bellen|levert|leveren|weet|weten ) ( <G>
                / zich|ons|me|mij )? ..4 ( nooit|niks|er_niks|niet_mee|niet_goed|niet_aan|zich_niet|
                niet_na|niet_op|geen_verantwoordelijkheid ) ]
            [ {who} ( houden|houdt|hield|hielden ) zich ( <G> )? ..2 niet aan ]
            [ {who} ( deden|deed|doet|doen ) ..1 ( zijn|haar|hun|het ) (
                werk|taak|job|huiswerk|plicht ) ( <G> )? niet ]
            [ ( niemand ) ( van|bij|op|uit ) ( de|het|onze )? <P> ( heeft|had ) ..4 ( {done} ) ]
            [ ( niemand ) ( van|bij|op|uit ) ( de|het|onze )? <P> ..1 ( kwam|deed|nam|belde|dacht|
                zei|keek|reageerde|vroeg|hielp|antwoordde|lette|greep ) ]
            [ ( niemand ) ..7 ( moeite|nam de moeite ) ]
            [ ( nam|namen|neemt|nemen|genomen|genomen ) ..3 niet de moeite ]
            [ ( niet|geen ) ( de )? moeite ( genomen|gedaan|nemen|doen|om / namen|nam|waard ) ]
            [ {who} ..6 zonder ( ook_maar|iets|iemand|te|eerst|even|na|maar|overleg ) ..3 ]
            [ {who} ( lette|letten|let|lett ) ..4 niet op ]
            [ ( niet ) ( <G> )? ( opgelet|op_zitten_letten ) ]
            [ {who} ( kwam|kwamen|is|zijn ) ..4 niet ( <G> )? ( opdagen|komen_opdagen ) ]
            """,
            has=_HAS,
            done=_DONE,
            state="""
                gehad geweten gezien gehoord geweest gekregen gevonden begrepen gekund gemerkt
                gehoeven bereikt ontvangen gemist gewonnen verloren geraakt gebruikt gebeurd
                gevallen bestaan geslapen verwacht gewoond gevoeld gekend over in op af behalve bij
                verder beide ons overal opnieuw bekend beter
            """,
        ),
        unless=patterns(
            """
            ( omdat|doordat|want|aangezien ) ..7 ( was|waren|stond|had|hadden|ontbrak|geen|kapot )
            ( als|indien|wanneer|tenzij|mits|zodra ) <P> ..6 ( niet|nooit|geen )
            ( nog|meer|langer ) niet|nooit|geen ( {done} )
            nog niet|geen
            niet|geen ( hoefde|hoeven|hoeft|kon|konden|kunnen|wist|wisten )
            ( weet|wist|wisten|weten ) ( nog )? niet|niets|niks
            """,
            done=_DONE,
        ),
        negated=True,
    ),
)

DEEDS: Final = (_COUNTERFACTUAL, *_OMISSION)
