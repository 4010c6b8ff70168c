"""Dutch rules about what somebody did or did not do, and what it is then called."""

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
                not:tot|voor|anders|meer
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
            [ ( niemand ) ( van|bij|op|uit ) ( de|het|onze )? <P> ..1 ( kwam|deed|nam|belde|dacht|
                zei|keek|reageerde|vroeg|hielp|heeft|had|antwoordde|lette|greep ) ]
            [ ( niemand ) ..7 ( moeite|nam de moeite ) ]
            [ ( nam|namen|neemt|nemen|genomen|genomen ) ..3 niet de moeite ]
            [ ( niet|geen ) ( de )? moeite ( genomen|gedaan|nemen|doen|om / namen|nam|waard ) ]
            [ {who} ..6 zonder ( ook_maar|iets|iemand|te|eerst|even|na|maar|overleg ) ..3 ]
            [ {who} ( lette|letten|let|lett ) ..4 niet op ]
            [ ( niet ) ( <G> )? ( opgelet|op_zitten_letten ) ]
            [ {who} ( kwam|kwamen|is|zijn ) ..4 niet ( opdagen|komen_opdagen ) ]
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

_LABEL: Final = (
    Rule(
        Kind.LABEL,
        "Wat gebeurde er, stap voor stap, en hoe zag elke stap er toen uit?",
        patterns(
            """
            [ {whoc} ( {has} ) ..7 ( kapotgemaakt|kapot_gemaakt|stukgemaakt|gesloopt|verprutst|
                verknald|verpest|verknoeid|verziekt|verknalt|vergald|platgelegd|plat_gelegd|
                om_zeep_geholpen|veroorzaakt|vernield|vernacheld|gemold|verkloot|versjteerd|
                verklungeld|laten_crashen|onderuit_gehaald|onderuitgehaald|de_soep_in_laten_draaien|
                in_de_soep ) ]
            [ <B> ( {has} ) ..7 ( kapotgemaakt|gesloopt|verprutst|verknald|verpest|verknoeid|
                platgelegd|verkloot|om_zeep_geholpen ) ]
            [ ( {has} ) ( de|het|onze )? <P> ..5 ( kapotgemaakt|gesloopt|verprutst|verknald|verpest|
                verknoeid|platgelegd|verkloot|veroorzaakt|om_zeep_geholpen ) ]
            [ {who} ( verprutste|verknalde|verpestte|verknoeide|sloopte|verprutsten|verknalden|
                verpestten|sloopten|mollde|verkloot|verklootte|verknalt|verpest|blunderde|
                blunderden|klungelde|klungelden|stuntelde|prutste|prutsten ) ]
            [ {who} ( hielp|hielpen ..4 ( om_zeep|naar_de_knoppen|naar_de_maan ) / legde|legden ..4
                plat / maakte|maakten ..4 ( kapot|stuk ) / veroorzaakte|veroorzaakten ) ]
            [ door ( het )? toedoen van ]
            [ ( er|hij|ze|zij ) ..4 ( een ) (
                potje|rommeltje|puinhoop|zooitje|janboel|bende|bende|rotzooi ) ( van )? (
                gemaakt|maakte|maakten|van ) ]
            [ {who} ( {has}|maakte|maakten|begaat|beging|maakt|maken ) ..4 (
                een|de|dezelfde|zo'n|deze|die|zulke|veel|te )? ( <K> / <T> /
                grote|domme|stomme|flinke|enorme|kapitale|dure|zelfde )? ( fout|fouten|blunder|
                blunders|inschattingsfout|flater|vergissing|misser|stommiteit|miskleun|denkfout|
                rekenfout ) ] ( gemaakt|begaan|begin|$|door|met|bij|en|die|in )?
            [ ( een|een_enorme|grote|zware|kapitale|pijnlijke )? (
                blunder|blunders|misser|flater|miskleun|stommiteit ) ( van|door ) ..2 <P> ]
            [ <Q> ( eigen|domme|stomme|grote )? ( blunder|blunders|stommiteit|geklungel|gepruts|
                geblunder|getreuzel|gelummel ) ]
            [ ( bagger|slecht|beroerd|waardeloos|prut|rot|broddel|half|belabberd ) werk (
                geleverd|afgeleverd|gedaan|van ) ]
            [ <P> is|zijn ( <G> )? ..1 niet te vertrouwen ]
            [ {who} ..6 ( vinger|poot ) ( uit|uitgestoken|uitsteken|uitstak ) ]
            [ ( heeft|hebben ) ( ons|mij|me|hem|haar|iedereen|de ..1 <U> ) ..2 (
                laten_zitten|laten_vallen|laten_barsten ) ]
            [ ( geklungel|gepruts|gestuntel|geblunder|gerommel|broddelwerk|prutswerk|knoeiwerk|
                half_werk|amateurwerk ) ( van|bij|door|in|$|van_de )? ]
            """,
            has=_HAS,
        ),
        unless=patterns("( uit|van fouten leren|geleerd )"),
    ),
    Rule(
        Kind.LABEL,
        "Welke omstandigheden maakten dit waarschijnlijk, voor wie daar ook stond?",
        patterns(
            """
            [ ( menselijke|menselijk ) ( fout|fouten|falen ) ]
            [ ( is|was|door|betreft|: / ^ / puur|gewoon|simpel|pure|klassieke|typische|typisch ) (
                een|de|<G> / pure|gewoon|typisch )? ..1 ( bedieningsfout|gebruikersfout|
                inschattingsfout|beginnersfout|bedieningsfouten|beoordelingsfout|slordigheidsfout|
                inschattingsfouten|amateursfout ) ] not:worden|wordt|pagina|melding
            [ ( inschattingsfout|beoordelingsfout|fout|vergissing|denkfout ) van ( de|het|onze )?
                ..1 <P> ]
            [ ( beginnersfout|beginnersfouten ) ]
            [ ( verkeerde|slechte|foute|domme|stomme|onbegrijpelijke|rare|<T> / <K> ) ( keuze|keus|
                inschatting|beslissing|besluit|aansturing|leiding|beoordeling|planning|communicatie|
                houding|voorbereiding ) ( van|door|bij ) ..2 <P> ]
            [ {who} ( {has}|maakte|maakten|nam|namen|maakt|neemt ) ( <G> )? ( een|de )? ( <G> )? (
                verkeerde|slechte|foute|domme|stomme ) ..1 (
                keuze|inschatting|beslissing|besluit|keuzes ) ]
            [ <P> ( {has} ) ..3 ( verkeerd|slecht|fout ) (
                ingeschat|beoordeeld|aangepakt|gehandeld|gecommuniceerd ) ]
            [ <Q> ( verkeerde|slechte|foute|domme ) ( keuze|inschatting|beslissing|houding ) ]
            """,
            has=_HAS,
        ),
        unless=patterns(
            """
                ( gesimuleerde|symptoom|etiket|woord|term|noemde|noemen|noemt|melding|foutmelding|
                    achter|pagina|knop )
            """
        ),
    ),
    Rule(
        Kind.LABEL,
        "Wat droeg er allemaal aan bij, naast wat iemand deed?",
        patterns(
            """
            [ ( puinhoop|ellende|storing|vertraging|rommel|fiasco|chaos|zooi|schade ) ..6 aan (
                de|het|onze )? <PO> ..1 danken|wijten ]
            [ ( aan|over ) ( zichzelf|hunzelf|jezelf|jullie_zelf|zichzelve ) ..1 (
                danken|wijten|afgeroepen|te_danken|te_wijten ) ]
            [ op ( het|zijn|haar|hun ) ( conto|bordje|geweten ) ( van )? ]
            [ ( slechte|beroerde|zwakke|waardeloze|belabberde ) ( leiding|leidinggeven|aansturing|
                samenwerking|voorbereiding|begeleiding ) ( van|vanuit|door|bij|in|op ) ]
            [ ( <Q> / je|jouw ) ( eigen )? schuld ]
            [ eigen schuld ]
            [ ( is|was|zijn|allemaal|komt|geheel|helemaal|volledig|door|ook|gewoon ) ( de )? ( eigen
                )? schuld van ( de|het|onze|die|dat )? ..1 <P> ]
            [ schuld ( <G> / hiervan|daarvan )? ( ligt|lag ) ( <G> / volledig|geheel|helemaal )? bij
                ( de|het|onze|die )? ..1 <PO> ]
            [ ( <Q> / <P> ) schuld ]
            [ ( <P> ) ( is|was|zijn|waren|heeft|hebben ) ( <G> )? ( de )? ( schuldige|schuldigen|
                boosdoener|boosdoeners|schuldig|zondebok|dader|schuld ) ]
            [ ( schuldige|boosdoener|dader ) ( is|was ) ( de|het|onze|natuurlijk )? ..1 <P> ]
            [ ( ligt|lag ) ( <G> / puur|volledig|geheel|toch )? aan ( de|het|onze|die )? <PO> ]
            [ ( te_wijten|wijten|wijt|toe_te_schrijven|geweten ) ..3 aan ( de|het|onze|die|een )? (
                <PO> / <Q> <E> / <E> ) ]
            [ ( te_wijten|wijten ) ( aan ) ( de|het )? <E> ]
            [ ( {blamed} ) ( <G> )? ( de|het|onze )? ..1 <P> ..3 ( te )? (
                verwijten|kwalijk|aan_te_rekenen ) ]
            [ <P> ..6 ( te_verwijten|aan_te_rekenen|kwalijk_te_nemen|verwijtbaar|kwalijk ) ]
            [ ( ik|we|wij ) ( verwijt|verwijten|neem|nemen ) ( het|dit|dat )? ( de|het|onze )? ..1
                <PO> ..2 ( kwalijk )? ]
            [ ( verwijtbaar ) ( gehandeld|gedrag|nalatig ) ]
            [ ( komt|kwam|is|was|gebeurde ) ( <G> / allemaal|puur|volledig )? door ( de|het|onze )?
                <P> $ ]
            [ ( komt|kwam|is|was ) ( <G> / allemaal|puur )? door ( de|het|<Q> )? <E> ]
            [ ( verantwoordelijk|aansprakelijk ) voor ( deze|dit|die|de|het|dat|al ) ..2 ( puinhoop|
                storing|ramp|chaos|schade|ellende|fout|fouten|mislukking|fiasco|vertraging|ongeluk|
                debacle|zooi|rommel|incident|uitval|probleem ) ]
            [ door ( de )? <E> van ]
            """,
            blamed="valt is kan was",
        ),
        unless=patterns("( niemand|schuldvraag|schuldloos / technische schuld )"),
    ),
    Rule(
        Kind.LABEL,
        "Welke stap werd er verwacht, en wat stond die in de weg?",
        patterns(
            """
            [ ( steken|steekjes|steek ) ( laten|liet|lieten ) ( vallen )? ]
            [ ( liet|lieten ) ..4 ( steken|steekjes ) ..2 ( vallen )? ]
            [ ( zat|zaten|stond|stonden|lag|lagen|zit|zitten|ligt|liggen|staat ) ( <G> )? ( te )? (
                slapen|suffen|dromen|pitten|lanterfanten|niksen|dutten|maffen|snurken|kletsen|
                treuzelen|lummelen|slapen ) ]
            [ {who} ..3 ( te|zitten|lagen|staan|liggen ) ( slapen|suffen|dromen|pitten|lanterfanten|
                niksen|lummelen|slapen|knoeien|klungelen|prutsen ) ]
            [ ( kantjes|kantje ) ( ervan_af|er_af|eraf|er|ervanaf ) ]
            [ ( met de pet ( er|ernaar|naar )? / er ..5 met de pet naar ) ]
            [ ( zaken|zaakjes|boel|zaak|huiswerk|administratie|werk ) ( <G> )? ( weer|totaal )? niet
                ( op_orde|gedaan|voor_elkaar|voor_mekaar|rond ) ]
            [ ( straatje ( schoon|schoonvegen|schoonveegt )? ) ]
            [ ( kop|hoofd ) in het zand ]
            [ ( handen|hand ) ..2 van ( afgetrokken|afgehouden|af|afgehaald ) ]
            [ ( oogje|ogen|oog ) ..2 dichtgeknepen|dichtknijpen|dichtkneep|dichtknepen ]
            [ ( kneep|knepen|knijpt|knijpen ) ..4 ( oogje|ogen ) ..2 dicht ]
            [ ( weggekeken|wegkijken|wegkijkt|wegkeek|weg_te_kijken ) ]
            [ {who} ( keek|keken ) ( <G> )? ( weg / de andere kant op ) ]
            [ ( onder|voor ) de bus ( gegooid|gooide|gooit|gooien|gegooit ) ]
            [ ( zwartepiet|zwarte_piet|hete_aardappel ) (
                doorgeschoven|toegespeeld|doorschuiven|door )? ]
            [ ( doorgeschoven|afgeschoven|afgeschoven|schuift|schoof|schuiven|schoven ) ..5 (
                op|af|door|bordje|ons|anderen ) ( op|ons|anderen )? ]
            [ ( iets|niks|weinig|niets|geen_zak|geen_bal|geen_fluit|geen_moer|geen_reet ) (
                uitgevoerd|uitvoert|klaargemaakt|gebakken|uitgespookt ) ]
            [ ( geen|niet|nul ) ( zak|bal|fluit|moer|reet|klap|flikker|hol|donder|snars|sodemieter )
                ]
            [ ( bende|zooitje|puinhoop|puinzooi|janboel|potje|teringzooi ) ( van|bij|van_gemaakt ) (
                de|het )? ..1 ( <P> / gemaakt|maken ) ]
            [ ( laat|laten|liet|lieten|heeft|hebben ) ..4 (
                uit_z'n_handen|uit_hun|uit_zijn_handen|uit_haar_handen ) ( laten )? ( vallen|glippen
                )? ]
            [ ( de_plank|plank ) ( <G> / volledig|totaal )? ( mis|misgeslagen|missloeg ) ]
            [ {who} ( {has}|nam|namen|kiest|kiezen|koos|kozen|neemt|nemen ) ..4 (
                kortste|gemakkelijkste|makkelijkste ) weg ( genomen|gekozen )? ]
            [ ( bocht|bochtje ) ..1 ( afgesneden|afsnijden|sneed|sneden ) ]
            [ <P> ..4 ( bochten|bocht ) af ]
            [ ( zijn|hun|haar ) ( snor ) ..2 ( gedrukt|drukt|drukken|drukte ) ]
            [ ( drukt|drukte|drukten|gedrukt ) ..2 ( zijn|haar|hun|de ) snor ]
            [ ( snurkend|half|halfslachtig|half_werk|broddelwerk ) ( werk )? (
                geleverd|afgeleverd|van ) ]
            [ {who} ..5 ( er_de_kantjes|er_een_potje|er_met_de_pet ) ]
            [ {who} ..4 ( geen_enkele_verantwoordelijkheid|geen_verantwoordelijkheid ) ]
            [ ( er ) ( niks|niets|weinig|geen_bal|niks_van|geen_hout|geen_snars ) ( van )? (
                gebakken|begrepen|gesnapt|terecht|begrijpt|snapt|bakt|bakken ) ]
            [ {who} ( snapt|snappen|begrijpt|begrijpen|kan|kunnen ) er (
                niks|niets|geen|geen_bal|helemaal_niks ) ( van )? ]
            """,
            has=_HAS,
        ),
        negated=True,
    ),
)

DEEDS: Final = (_COUNTERFACTUAL, *_OMISSION, *_LABEL)
