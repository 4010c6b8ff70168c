"""Dutch rules about absolutes, remedies, sanctions and comparisons."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

_ABSOLUTE: Final = Rule(
    Kind.ABSOLUTE,
    "Wanneer gebeurde dat voor het laatst, hoe vaak al, en wanneer ging het anders?",
    patterns(
        """
        [ voor de ( zoveelste|tigste|honderdste|duizendste|hoeveelste ) keer ..2 ( de|het|onze|die
            )? ..1 <P> ]
        [ <P> ..7 voor de ( zoveelste|tigste|honderdste|duizendste|hoeveelste ) keer ]
        [ ( echt|typisch|weer|weer_echt|echt_weer|weer_typisch ) ( weer|iets|echt )? iets voor (
            de|het|onze )? <PC> ]
        [ het is altijd ( <G> / hetzelfde|raak )? ( met|bij ) ( de|het|die|onze )? ..1 <PO> ]
        [ ( altijd ) hetzelfde ( liedje|verhaal|gedoe|gezeur )? ( met|bij ) ]
        [ {who} ( {verb} ) ( <G> / zich|ons|mij|me|de|het|zijn|haar|hun|een|iets|er|naar|onze|op|in|
            met )? ..4 ( nooit ) ]
        [ {who} ( heeft|hebben|had ) ( <G> )? ..1 nooit ..4 ( geluisterd|geholpen|geleerd|gelezen|
            gevraagd|begrepen|geantwoord|gedaan|gesteund|tijd|zin|interesse|tijdig ) ]
        [ <C> ( luistert|leest|controleert|reageert|antwoordt|helpt|komt|vraagt|doet|belt|meldt|
            ruimt ) ..3 nooit ]
        [ nooit ( <G> / eens )? ( {verb} ) ( de|het|onze|die )? <P> ]
        [ {who} ( {bad} ) ( <G> / ons|er|de|het|zijn|haar|hun|mij|alles|me )? ..3 ( altijd|steeds|
            weer_eens|weer|alweer|telkens|voortdurend|constant|continu|elke_keer|iedere_keer|
            wederom|opnieuw|stelselmatig|structureel ) ]
        [ {who} ( {bad} / is|zijn|was|waren|heeft|hebben|komt|komen|kwam|kwamen|doet|doen|wil|
            willen|gaat|gaan|moet|moeten ) ( <G> )? ( altijd|steeds|weer_eens|weer|alweer|telkens|
            voortdurend|constant|continu|elke_keer|iedere_keer|wederom|stelselmatig|structureel )
            ..4 ( {wrong} ) ]
        [ ( altijd|steeds|weer|alweer|telkens|voortdurend|weer_eens|wederom ) ( is|zijn|was|waren|
            komt|komen|heeft|hebben|moet|laat|laten|doet|doen|wil|vergeet|vergeten ) (
            de|het|onze|die )? <P> ..5 ( {wrong} / $ ) ]
        [ ( zoals ( gewoonlijk|gebruikelijk|altijd|verwacht|steeds ) / als_vanouds|typisch_weer|
            natuurlijk|uiteraard|voor_de_zoveelste_keer|voor_de_tigste_keer|voor_de_honderdste_keer|
            voor_de_derde_keer|wederom|opnieuw|alweer ) ( is|was|waren|zijn|kwam|kwamen|had|hadden|
            heeft|hebben|liet|lieten|deed|deden|ging|gingen|vergat|vergaten|werd|bleef ) (
            de|het|onze|die )? ..1 <P> ..6 ( {wrong} ) ]
        [ {who} ( was|waren|is|zijn|kwam|kwamen|heeft|hebben|had|hadden|deed|liet|lieten ) ..6 (
            {wrong} ) ..1 ,? ( zoals ( gewoonlijk|altijd|gebruikelijk|steeds ) /
            als_altijd|natuurlijk ) ]
        [ {who} ..4 weer ( eens|niet|te_laat|alleen|zo_nodig|een_keer ) ( op|niet|te|thuis|geen|
            laat|vergeten|gedaan|gebeld|alles|de|het|onbereikbaar )? ]
        [ ( weer ) ( eens )? ( niet|geen|te_laat ) ( <G> )? ..3 ( <P> / door ( de|het )? <P> ) ]
        [ ( iemand ) ..1 ( {has} ) ( weer|alweer|wéér|opnieuw|weer_eens|voor_de ) ..6 ( {left} ) ]
        [ ( {has} ) iemand ( weer|alweer|wéér|opnieuw ) ..6 ( {left} ) ]
        [ ( elke|iedere ) ( keer|maandag|week|dag|vrijdag|ochtend|avond|maand ) ( weer|opnieuw )? (
            <G> )? ..1 ( {bad} / is|zijn|laat|moet|heeft|gaat|doet|komt ) ( de|het|onze|die|dat )? (
            <P> ) ..5 ( {wrong} / hetzelfde|smoes|excuus|excuses )? ]
        [ ^ ( weer|echt )? ( typisch ) ( weer|gevalletje|weer_een|iets )? (
            de|het|onze|voor|van|iets_voor|weer_iets_voor )? ( <P> / <C> / management|sales|de ..1
            <P> ) ]
        [ ( dat|dit|het ) ( is|was ) ( <G> / nou )? ( echt|typisch|weer|zo|nou )? ( <G> )? (
            typisch|echt_iets ) ( <G> / voor|iets|van|de|onze )? ..1 <PO> ]
        [ {who} ( leert|leren|snapt|snappen|veranderen|verandert ) ( het )? ( <G> )? ( ook )? nooit
            ]
        [ ( <P> / ze ) ( zullen|zal ) ( het )? ( <G> )? nooit ( leren|snappen|veranderen|begrijpen )
            ]
        [ ( niet_de|niet_voor_de ) eerste keer dat ( <P> / de|het|onze ..1 <P> ) ]
        [ {who} ( blijft|blijven|bleef|bleven ) ( <G> / maar|ons|de|het )? ..4 ( vergeten|negeren|
            klagen|doen|zeuren|fouten|maken|weigeren|te_laat|veranderen|uitstellen|ontkennen|
            treuzelen|zeggen|missen|hangen|slapen|rommelen|kletsen|afschuiven ) ]
        [ ( <P> / die ..1 <P> ) ..3 ( ook_nooit|ook_altijd|nooit_eens ) ]
        [ ( hetzelfde|zelfde|oude ) ( liedje|verhaal|smoes|smoesjes ) ]
        [ {who} ( wacht|wachten ) altijd ]
        [ {who} ( is|zijn|was|waren ) ( <G> )? ( altijd|steeds|weer ) (
            degene|diegene|degenen|de_enige ) die ]
        [ {who} ( was|waren|is|zijn|had|hadden|kwam|kwamen ) zoals ( altijd|gewoonlijk|gebruikelijk
            ) ..5 ( kwijt|vergeten|te_laat|laat|niet|afwezig|weg|onbereikbaar|verkeerd ) ]
        [ {who} ( verandert|veranderen|veranderde|veranderden|wisselt|wisselde ) (
            steeds|telkens|continu|voortdurend|elke_keer|altijd ) ..1 van ( gedachten|mening|idee )
            ]
        """,
        has="heeft hebben had hadden",
        left="""
            laten vergeten gelaten niet kwijtgemaakt verkeerd gesloopt gewist verwijderd aangezeten
            meegenomen gepakt verplaatst open
        """,
        verb="""
            luistert luisteren leest lezen controleert controleren reageert reageren antwoordt
            antwoorden helpt helpen vraagt vragen doet doen belt bellen meldt melden ruimt ruimen
            komt komen neemt nemen denkt denken houdt houden leert leren zegt zeggen kijkt kijken
            werkt werken levert leveren snapt snappen begrijpt begrijpen overlegt overleggen
            communiceert communiceren geeft geven test testen is zijn ziet zien heeft hebben pakt
            pakken maakt maken volgt volgen zet zetten wil willen kan kunnen schrijft schrijven let
            letten documenteert beantwoordt bedankt vult sluit sluiten stuurt sturen betrekt
            betrekken vertelt vertellen
        """,
        bad="""
            vergeet vergeten vergat laat laten klaagt klagen zeurt zeuren negeert negeren wacht
            wachten schuift schuiven breekt breken verliest verliezen maakt maken onderbreekt
            onderbreken verzint verzinnen geeft geven zegt zeggen klaagde mist missen stelt stellen
            treuzelt praat praten doet doen gooit gooien verandert veranderen belooft beloven wijst
            wijzen loopt lopen drukt saboteert staat staan verdwijnt overschrijdt onderschat dramt
        """,
        wrong="""
            laat te_laat niet niets niks geen onbereikbaar afwezig onvoorbereid vergeten ziek weg
            fout verkeerd kwijt de_schuld schuld vergat laatste laatste_moment ruzie weigert
            misgegaan afwezig dwars zoek slordig onvolledig verkeerde foute te_weinig tegen excuus
            smoes smoesjes klagen zeuren het_laatste nergens hetzelfde anders_dan buiten_beschouwing
            commentaar gelijk_hebben mis haast
        """,
    ),
    unless=patterns(
        """
        ( zodat|opdat|als|wanneer|indien ..5 ( nooit|altijd|steeds ) )
        <P> had|hadden|heeft|hebben ( dit|dat|het|er )? ( nog )? nooit ( eerder )
        nooit ..4 gekregen|ontvangen|gehad|gezien|gehoord|geweten|gevonden|gewerkt
        """
    ),
    negated=True,
)

_REMEDY: Final = Rule(
    Kind.REMEDY,
    "Wat maakt de veilige weg de makkelijke weg, wie er ook staat?",
    patterns(
        """
        [ <PU> ( moet|moeten ) ..6 serieus ( nemen|gaan|te ) ]
        [ ( <PU> ) ( moet|moeten ) ( gewoon|eens|nou|nu|eindelijk|echt|maar ) ( <G> )? ( <G> )? ..2
            ( nadenken|opletten|luisteren|lezen|doorwerken|meewerken|leren|normaal|volwassen|wakker
            ) ]
        [ ( <PU> ) ( <G> )? ( moet|moeten|dient|dienen|zou|zouden|zal|zullen|mag|mogen|hoort|horen|
            moest|moesten ) ( <G> / voortaan|gewoon|allemaal|volgende_keer|echt|zich|in_het_vervolg|
            de_volgende_keer|eens )? ..5 ( {care} ) ]
        [ ( voortaan|volgende_keer|in_het_vervolg ) ( moet|moeten|dient|dienen ) ( de|het|onze|alle
            )? <PU> ..6 ( {care} ) ]
        [ ( moet|moeten ) ( de|het|onze|alle|<G> )? <PU> ..6 ( {care} ) ]
        [ ( <PU> ) ( moet|moeten|mag|mogen|dient|dienen ) ( <G> / nou|eens|gewoon|voortaan )? ..4 (
            zijn|haar|hun|meer|eens|de|het|z'n|zelf ) ..2 ( werk|best|verantwoordelijkheid|hoofd|
            aandacht|verstand|ogen|taak|taken|moeite|inzet|discipline|mails|mail|regels|procedure|
            afspraken|documentatie|instructies|handleiding ) ..3 ( doen|nemen|houden|tonen|
            gebruiken|lezen|geven|besteden|nalezen|volgen|naleven|opendoen|bijhouden|uitvoeren|leren
            ) ]
        [ ( {who} moet|moeten|mag|mogen|dienen ) ..3 ( wakker|gewoon|eens|leren ) ( <G> )? ..3 (
            worden|opletten|luisteren|nadenken|leren|lezen|doen|houden ) ]
        [ ^ ( <G> / volgende_keer )? ( let|wees|kijk|denk|doe|pas ) ( <G> /
            de_volgende_keer|voortaan|volgende_keer|a.u.b )? ( beter|voorzichtiger|zorgvuldiger|
            alerter|scherper|oplettender|serieuzer|na_voor ) ( op|uit|je_best|na|$ ) ]
        [ ( wijzen|gewezen|aanspreken|aangesproken|herinneren|erop|spreken ) ..3 ( <PO> ) ..6 (
            {care} / verantwoordelijkheid|discipline|aandacht|op_hun_gedrag|op_zijn_gedrag|plicht|
            plichten ) ]
        [ ( <P> ) ( moet|moeten|moest|moesten ) ( erop|eraan|hierop )? (
            gewezen|herinnerd|aangesproken ) worden ]
        [ ( meer|betere|beter ) ( discipline|oplettendheid|zorgvuldigheid|alertheid|inzet|scherpte|
            eigenaarschap ) ( is|van|bij|nodig|vereist|gewenst|gevraagd|verwacht|door|op ) ]
        """,
        care="""
            opletten beter_opletten nadenken beter_nadenken oppassen scherper|scherper_zijn alerter
            voorzichtiger zorgvuldiger oplettender bewuster serieuzer beter_luisteren luisteren
            beter_uitkijken uitkijken harder_werken inspannen best_doen beter_lezen nauwkeuriger
            professioneler concentreren beter_kijken wakker aandachtiger scherp_blijven scherp_zijn
            alert_zijn alert_blijven voorzichtig_zijn meer_aandacht beter_focussen focussen
            secuurder punctueler verantwoordelijker gedisciplineerder beter_controleren
            hun_werk_doen bijblijven beter_communiceren beter_haar_best leren_luisteren zich_schamen
            goed_opletten goed_lezen goed_luisteren attenter disciplineren
        """.replace("|", " "),
    ),
    unless=patterns("""
        ( ^ ik|we|wij moet|moeten / zodat|voordat|als|wanneer ..2 <P> ..6 moet|moeten )
    """),
)

_SANCTION: Final = Rule(
    Kind.SANCTION,
    "Wat zou er in het werk anders moeten, zodat dit minder snel weer gebeurt?",
    patterns(
        """
        [ ( wie|degene_die ) ~7 ( heeft|hebben ) ~3 ( moet|mag|verdient ) (
            maar|eens|zich|toch|dringend ) ]
        [ ( moet|moeten|mag|mogen|verdient|verdienen|hoort|dient|dienen ) ..8 ( {punished} ) (
            worden|moeten|te_worden )? ]
        [ ( <P> / wie ..4 ) ,? ( moet|moeten|mag|mogen|kan|verdient|kunnen ) ( <G> /
            eruit|hier|maar|wat_mij_betreft )? ..3 ( eruit|weg|vertrekken|opstappen|opkrassen|
            oprotten|ophoepelen|gaan|ontslag|betalen|boeten|zich_schamen|dokken|op_non-actief|
            de_laan|excuses|bloeden|ander_werk|andere_baan|vervangen|inleveren|overmaken|
            op_het_matje ) ( $ / nemen|aanbieden|uit|maken|worden|zoeken|voor|komen|uitgestuurd|er|
            hun|zijn|haar|de|het ) ]
        [ {who} ( moet|moeten|mag|mogen ) ..6 ( af|vanaf|weg|eruit|eraf ) $ ]
        [ {who} ( verdient|verdienen ) ( het )? om ..6 te (
            verliezen|worden|betalen|boeten|voelen|gaan ) ]
        [ ( verdient|verdienen|krijgt|krijgen|geef|geven|kreeg ) ( <P> / de|het|hem|haar|die )? ..1
            ( een|geen|de )? ( <G> / officiële|schriftelijke|stevige|laatste|formele|flinke )? (
            waarschuwing|berisping|ontslag|straf|reprimande|uitbrander|sanctie|boete|schrobbering|
            bonus|aantekening ) ]
        [ ( moet|moeten|zal|zullen|horen|mogen|behoren ) ( <G> / wel|dus )? (
            consequenties|gevolgen|sancties|straffen|maatregelen ) (
            hebben|krijgen|volgen|tegenover|komen|aan|voor ) ]
        [ ( consequenties|sancties|sanctie|straf|disciplinaire|berisping|schorsing ) (
            maatregel|maatregelen|straf )? ( hebben|krijgen|volgt|volgen )? ( voor|tegen ) (
            de|het|degene|wie|hem|haar|hen|die|<P> ) ]
        [ ( disciplinaire|arbeidsrechtelijke ) ( maatregel|maatregelen|stappen|straf ) (
            nodig|nemen|volgen|tegen|op|treffen|overwegen )? ]
        [ ( op_het_matje|aan_de_schandpaal|de_laan_uit|op_staande_voet|de_wacht|aan_te_pakken|
            op_non-actief|aan_de_kant_gezet|op_straat_gezet|de_oren|de_bons ) ( <G> / geroepen|
            roepen|worden|komen|gestuurd|genageld|sturen|zetten|aangezegd|ontslagen|gewassen|wassen|
            gewezen|wijzen|uit|zetten ) ]
        [ er moeten koppen rollen ]
        [ koppen ( <G> / moeten|gaan )? ( moeten )? rollen ]
        [ ( ontsla|ontslaan|straf|straffen|bestraf|bestraffen|schors|schorsen|berisp|berispen|
            beboet|beboeten ) ( <PO> / de|die|degene|wie|het|deze ) ]
        [ ( <PO> / de|die|degene|deze ..1 <P> ) ( <G> )? ( ontslaan|straffen|bestraffen|schorsen|
            berispen|beboeten|eruit_gooien|aanpakken ) ]
        [ ( uit|van ) ( zijn|haar|hun|eigen ) ( <G> / eigen )? ( zak|loon|salaris|bonus|portemonnee
            ) ]
        [ ( schamen|schaam|schaamt ) ( <P> / je|zich|jullie|zij )? ( je|zich )? ( <G> )? ]
        [ ( zou|zouden|moet|moeten|mag|mogen ) ..2 ( zich ) ..3 schamen ]
        [ ( horen|hoort ) ( <G> / hier )? niet ( thuis ) ( in|op|hier|bij )? ( dit|het|ons|een|de )?
            ( team|vak|bedrijf|functie|ploeg )? ]
        [ ( op_zijn|haar|hun ) ( vestje|donder|kop|lazer|falie ) ]
        [ ( verantwoordelijk|aansprakelijk ) ( worden )? ( gehouden|gesteld ) ( worden )? ]
        [ ( ter_verantwoording ) ( worden_geroepen|geroepen|roepen ) ]
        """,
        punished="""
            ontslagen gestraft bestraft berispt geschorst vervangen overgeplaatst beboet
            op_het_matje ter_verantwoording op_non-actief aangepakt eruit_gegooid
            aansprakelijk_gesteld teruggezet de_laan ontheven gedegradeerd aangesproken_op_zijn
            aangesproken_op_haar aangesproken_op_hun afgerekend
        """,
    ),
    unless=patterns(
        """
        ( filter|lager|kabel|lamp|batterij|accu|schijf|pomp|slang|onderdeel|klep|band|zekering|
            pakking|router|switch|sensor|module ..6 vervangen )
        """
    ),
    negated=True,
)

_COMPARISON: Final = Rule(
    Kind.COMPARISON,
    "Wat had wie dan ook daar moeten kunnen zien of weten?",
    patterns(
        """
        [ ( een|zelfs_een ) ( kleuter|kind|aap|peuter|idioot|hond|vierjarige|leek|blinde ) (
            had|kan|zou|kon|hadden ) ..4 ( nog|beter|gekund|geweten|gezien|begrepen|snappen ) ]
        [ ( elke|iedere|ieder|elk|enig|zelfs_een ) ( <G> / beetje|zichzelf|meer )? ( <L> /
            beetje|respecterende|respecterend|zichzelf_respecterende )? ( <L> /
            goede|ervaren|echte|serieuze )? ( <P> / eerstejaars|kind|kleuter|mens|persoon|leerling|
            student|peuter|vakman ) ( <G> / met|van|in )? ..2 ( had|zou|weet|snapt|begrijpt|ziet ) ]
        [ ( een|elke|iedere|ieder|elk|enig|zelfs_een ) ( <G> / beetje|zichzelf|meer )? ( <L> /
            beetje|respecterende|respecterend|zichzelf_respecterende )? ( <L> / goede|betere ) ( <P>
            / eerstejaars|kind|kleuter|mens|persoon|leerling|student|peuter|vakman ) ( <G> /
            met|van|in )? ..2 ( had|hadden|zou|zouden|doet|weet|ziet|kan|controleert|maakt|snapt|
            kijkt|laat|leest|vraagt|vergeet|begrijpt|checkt|belt|denkt|neemt|houdt ) ]
        [ ( met|onder|bij ) ( een|wat|meer )? ( <G> / iets|meer|echt )? ( <L> /
            andere|betere|slimmere|competentere|bekwamere|capabelere ) ( <P> ) ..2 (
            was|waren|had|hadden|zou|gebeurt|ging ) ..3 (
            dit|dat|het|er|niet|nooit|ons|zoiets|alles|we ) ]
        [ ( beetje|fatsoenlijke|zichzelf_respecterende|rechtgeaarde|weldenkend ) ( <P> / mens|vakman
            ) ..2 ( had|zou|weet|ziet|doet|controleert|kijkt|laat|vraagt|belt|zorgt ) ]
        [ ( als|had|was ) ( er )? ( een )? ( <L> / iemand|echte|ervaren ) ( <P> / anders )? ( <G> /
            op|die|aan )? ..3 ( gestaan|geweest|gezeten|gewerkt|gedaan|was|had ) ..3 ( was|had|dan )
            ]
        [ ( andere|alle_andere|elke_andere|iedere_andere ) ( <P> /
            scholen|afdelingen|teams|ploegen|bedrijven|winkels|locaties ) ( <G> /
            wel|doen|kunnen|lukt|hebben|krijgen ) ( <G> / het|dit|dat|wel|nooit|zonder|hier )? ..2 ]
        [ ( de|onze ) ( vorige|oude ) ( <P> ) ( had|deed|wist|zou|kon|vergat|controleerde|belde|was
            ) ( <G> / dit|dat|het|er|altijd|nooit|wel|zoiets|tenminste ) ]
        [ ( iemand|mensen|een_<P>|<P> ) die ( <G> )? (
            wel|echt|tenminste|verstand|zijn_vak|hun_werk|hun_vak ) ..3 ( weet|snapt|verstaat|heeft|
            kan|doet|doen|begrijpt|nadenkt|van|verstaan ) ]
        [ ( in_tegenstelling_tot|anders_dan ) ( de|het|onze )? ..1 <P> ..3 ( wel|niet|nooit|altijd )
            ]
        """
    ),
    negated=True,
)

_JUDGEMENT: Final = Rule(
    Kind.LABEL,
    "Wat was het gevolg: voor wie, hoeveel en hoe lang?",
    patterns(
        """
        [ ( het|dit|dat|gedrag|houding ) ( is|was|blijft|vind_ik|vinden_we ) ( <G> / echt|gewoon|
            volstrekt|ronduit|totaal|volkomen|absoluut|werkelijk )? ( <G> )? ( {bad} ) (
            dat|van|hoe|, / $ ) ]
        [ ( {bad} ) ( dat|van|hoe ) ( de|het|onze|die )? ..1 <PO> ]
        [ ( <P> / <Q> ) ..4 ( is|was|zijn|waren ) ( <G> / echt|gewoon|volstrekt|ronduit|totaal )? (
            {bad} ) ]
        [ ( {bad}e / {bad} / onacceptabele|belachelijke|schandalige|bedroevende|beschamende|
            ongehoorde ) ( gedrag|houding|actie|fout|vertoning|prestatie|instelling|nalatigheid ) ]
        [ ( een_schande|schande|grof_schandaal|een_aanfluiting|aanfluiting|te_gek_voor_woorden|
            een_blamage|blamage|te_schandalig|bij_de_beesten|van_de_zotte ) ]
        """,
        bad="""
            onacceptabel belachelijk schandalig onvergeeflijk onbegrijpelijk onvoorstelbaar
            onverantwoord ontoelaatbaar onbestaanbaar ongehoord schandelijk bespottelijk absurd
            beschamend onfatsoenlijk onaanvaardbaar bedroevend ongelooflijk onbehoorlijk
        """,
    ),
    unless=patterns(
        "( latentie|temperatuur|niveau|risico|foutmarge|percentage|wachttijd|geluid|ruis )"
    ),
)

ASIDES: Final = (
    _COMPARISON, _SANCTION, _REMEDY, _ABSOLUTE, _JUDGEMENT,
)  # fmt: skip
