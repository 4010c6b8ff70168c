"""Dutch rules about questions, absolutes, remedies, sanctions, comparisons and sarcasm."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

_QUESTION: Final = (
    Rule(
        Kind.QUESTION,
        "Hoe is het zover gekomen?",
        patterns(
            """
            [ ^ ( en|maar|dus|ok|oké )? ,? wie ( heeft|hebben|had|hadden ) ( <G> / in_hemelsnaam|
                in_godsnaam|van_jullie|er|hier|hem|de|het|die|ons )? ..5 ( {guilty} ) ]
            [ ^ ( en|maar|dus )? ,? wie ( <G> / van_jullie )? ( {did} ) ..6 ( nou|in_hemelsnaam|dat|
                dit|dan|zoiets|zo|op|af|weg|aan|uit|daar|toestemming|opdracht|de|het|hier|er ) ]
            [ ^ ( en|maar|dus )? ,? wie ( is|was|waren|zijn ) ( <G> / er|hier|hier_nou|er_dan )? (
                <G> )? ( verantwoordelijk|aansprakelijk|schuldig|de_schuldige|de_dader|
                de_boosdoener|hier_schuldig ) ( voor ( deze|dit|die|de|het|dat|al ) ..1 ( puinhoop|
                storing|ramp|chaos|schade|ellende|fout|fouten|zooi|mislukking|fiasco|vertraging|
                rommel|blunder|debacle ) / aan|hieraan|hiervoor|hiervan / QM ) ]
            [ ^ ( en )? wie ( is|was|liet|gaf|had|haalt|doet|bedenkt|bedacht|verzint|verzon ) ( <G>
                / er|hier|dit|dat|deze|zoiets|het )? ..2 ( bedenkt|bedacht|idee|briljante|lumineuze|
                verzint|verzonnen|zoiets|gesuft|slapen|zitten_slapen|zitten_suffen|het_hoofd|nou ) ]
            [ ^ ( en|maar|dus )? ,? wie ( had|hadden ) ..6 ( moeten|kunnen ) ( doen|controleren|
                sluiten|opletten|bellen|melden|regelen|voorkomen|letten|kijken|nakijken|zorgen|
                waarschuwen|checken|zijn ) ]
            [ wiens ( schuld|fout|idee|blunder ) ]
            [ ( wie_zijn|wie_z'n ) ( schuld|fout|idee ) ]
            [ ( weten|uitzoeken|zeggen|nagaan|vertellen|horen|wil_weten|vraag_me_af ) ( <G> /
                precies|me )? ,? wie ( dit|dat|de|het|er|hier|hem|daar|zoiets|hiervoor|zo ) ..5 (
                heeft|hebben|verantwoordelijk|gedaan|schuldig|liet|is ) ]
            [ ( wie_o_wie|wie_was_dat|wie_is_die|welke_idioot|welke_sukkel|welke_malloot|welk_genie|
                welke_slimmerik|welke_held|welke_kluns|welke_pipo|welke_gek ) ]
            """,
            guilty="""
                goedgekeurd gedaan bedacht gemaakt kapotgemaakt veroorzaakt vergeten laten
                toegestaan gezegd ondertekend getekend gezet verwijderd gewist aangezet uitgezet
                gegooid verknald verpest gesloopt besloten beslist doorgevoerd uitgerold gemerged
                veranderd gewijzigd toestemming verprutst gekocht besteld verzonnen gegeven
                aangenomen weggehaald uitgetrokken losgetrokken overgeslagen gemist verloren
                verstuurd opengezet opengelaten staan afgetekend geaccordeerd ingepland verzuimd
                nagelaten genegeerd bedoeld gegaan beloofd verklooid kwijtgemaakt
            """,
            did="""
                zet doet deed haalt haalde gaat laat liet gooit gooide bedenkt vergat vergeet
                verzint trekt trok keurde gaf stuurt stuurde koopt rijdt negeerde negeert tekent
                tekende besloot
            """,
        ),
        unless=patterns(
            """
                ( volgens ..2 / wie ..3 ( eerder|vaker|al|het_best / al_eens|eens ) QM /
                    niet|nooit|zonder ..3 wie / heeft|hebben ..2 tijd|zin|ervaring|vragen )
            """
        ),
        asks=True,
        negated=True,
    ),
    Rule(
        Kind.QUESTION,
        "Hoe zag het er vanaf die plek uit, en wat woog toen het zwaarst?",
        patterns(
            """
            [ waarom ( <G> / in_hemelsnaam|in_godsnaam|in_vredesnaam )? ( {aux} ) (
                er|dan|nou|in_hemelsnaam|in_godsnaam )? ( de|het|onze|die|dat )? ( <L> / <K> / <T>
                )? ( <P> / <U> / niemand|ik|wij|we ) ] ..1
            [ waarom ( {past} ) ( <G> / er|dan )? ( de|het|onze|die )? ( <P> / niemand / <C> ) ]
            [ waarom ( {aux} ) <C> ..6 ( niet|niets|geen|nooit|gewoon ) ]
            [ waarom ( {aux} / is|wordt|werd|was|zijn|worden|werden|waren ) ( <G> /
                er|dit|dat|het|de|ons|mij|ik|we|wij|hier )? ..5 ( niet|nooit|geen|niets|niemand )
                ..3 ( gebeld|gemeld|verteld|gevraagd|gecontroleerd|getest|ingelicht|geïnformeerd|
                gewaarschuwd|geluisterd|gezegd|doorgegeven|gedaan|nagekeken|gecheckt|opgelet|
                betrokken|opgevolgd|gereageerd|ingegrepen|opgemerkt|gezien|eerder|gewoon ) ]
            [ waarom ( ben|is|werd|werden|zijn|waren|was ) ( ik|we|wij|niemand / de|het|onze ..1
                <PU> ) ( niet|nooit|weer|pas )? ..6 ( ingelicht|geïnformeerd|gewaarschuwd|betrokken|
                gebeld|gevraagd|verteld|uitgenodigd|gehoord|geraadpleegd ) ]
            [ waarom ( {be} ) ( de|het|onze|die )? <P> ( <G> )? ..2 (
                niet|nooit|altijd|weer|te_laat|zo|steeds|<T> / <K> / nog ) ]
            [ waarom ( moet|moeten|moest|moesten|doe|doen|mag|kan|krijg ) (
                ik|we|wij|het|dit|dat|alles ) ( <G> / altijd|weer|steeds|nou|hier )? (
                altijd|weer|steeds|alles|nou|altijd_weer|uitgerekend|per_se ) ]
            [ waarom ( in_hemelsnaam|in_godsnaam|in_vredesnaam|toch|niet_gewoon ) ]
            """,
            aux="""
                heb hebben heeft had hadden kan kunnen kon konden doet doen deed deden moet moeten
                moest moesten wil willen wilde wilden zou zouden laat laten liet lieten hebt gaat
                gaan ging gingen luistert luisteren neemt nemen nam namen houdt houden hield hielden
                zegt zeggen zei
            """,
            past="""
                negeerde negeerden negeer belde belden meldde meldden vroeg vroegen vertelde
                vertelden controleerde controleerden keek keken greep grepen reageerde reageerden
                zag zagen checkte testte wist wisten kwam kwamen dacht dachten besloot besloten koos
                kozen stopte sloeg reed drukte zette belt meldt vraagt leest las lazen volgde
                volgden sliep sliepen lette letten stuurde stuurden vergat vergaten miste misten
            """,
            be="is zijn was waren ben bent blijft blijven",
        ),
        unless=patterns("( niet|nooit|zonder ..2 waarom|waaromvragen )"),
        asks=True,
        negated=True,
    ),
    Rule(
        Kind.QUESTION,
        "Hoe zag dat er vanaf die plek uit, met wat daar te zien was?",
        patterns(
            """
            [ hoe ( <G> / in_hemelsnaam|in_godsnaam|is_het_mogelijk )? ( kon|konden|kun|kan|kunnen )
                ( <G> / dit|dat )? ( de|het|onze|die|een|zo'n )? ( <L> )? ( <P> / iemand|niemand /
                ..1 <P> ) ( <G> / hier|zo|dit|dat|het|zoiets|er|nou|in_hemelsnaam )? ..5 ( missen|
                vergeten|doen|laten|negeren|denken|zijn|overslaan|gebeuren|vinden|over_het_hoofd|
                goedkeuren|niet|zoiets|toestaan|gemist|tekenen|besluiten|slapen|verliezen|
                kwijtraken|bedenken|verzinnen ) ]
            [ hoe ( kom|komt|kwam|kwamen|komen ) ( je|<P> / de|het|onze ..1 <P> ) (
                er|daar|nou|in_hemelsnaam|toch )? ( erbij|bij|op ) ]
            [ hoe ( kan|kon ) het ( <G> )? dat ( niemand / ( de|het|onze )? ..1 <P> ) ]
            [ hoe ( krijgt|krijgen|kreeg|kregen|krijg|speelt|speelde ) ( je|<P> / een|de|het|onze
                ..1 <P> ) ( het|dat|dit ) ]
            [ hoe ( <G> / is_het )? ( mogelijk|bestaat|kan_het|haal|haalt|durf|durft|durven|durfde|
                haalden|haalde ) ( het|dat|jullie|je|<P> )? ( <G> )? ..2 ( dat|het|in|bestaan|<P> )
                ( <P> / de|het|niemand|je|jullie|in|hoofd )? ]
            [ hoe ( moeilijk|lastig|ingewikkeld|dom|stom|lui|blind|naïef|vaak|slordig|laks|onnozel )
                ( kan|is|kun|moet|moeten|ben|was|zijn ) ( het|dat|je|ik|<P> ) ]
            [ hoe ( komt|kwam ) het dat ( <P> / niemand|de|het|onze ) ..3 (
                niet|nooit|weer|altijd|geen|<P> ) ..2 ( niet|weer|gecontroleerd|opgelet|gebeld )? ]
            """
        ),
        unless=patterns("hoe kan|kunnen|kon|konden ( we|wij|ik )"),
        asks=True,
        negated=True,
    ),
    Rule(
        Kind.QUESTION,
        "Wat dacht iedereen dat er aan de hand was, en waaraan was dat te merken?",
        patterns(
            """
            [ ( wat ) ( <G> / in_hemelsnaam )? ( bezielde|bezielt|mankeert|mankeerde|scheelt ) ]
            [ wat ( dacht|dachten|denkt|denken|denk ) ( <P> / de|het|onze ..1 <P> / die_<P> ) ( <G>
                / eigenlijk|wel|nou|daar|in_hemelsnaam|hier )? ( <G> / eigenlijk|wel|nou|dan|mee|bij
                )? ( $ / te ) ]
            [ wat ( dacht|dachten|denk|denken|denkt ) ( de|het|onze )? <P> ( <G> )? (
                wel|eigenlijk|nou|in_hemelsnaam ) ]
            [ wat ( <G> / is|was|waren ) ( er )? ( mis|er_mis|jouw|jullie|haar|zijn|hun ) (
                excuus|smoes|probleem|met ) ..2 ]
            [ wat ( had|hadden|verwachtte|verwachtten ) ( <P> ) ( dan|nou ) ..2 ( verwacht|gedacht
                )? ]
            [ wat ( doet|doen|deed|deden ) ( <P> / de|die ..1 <P> ) ( <G> / eigenlijk|hier|daar )? (
                de_hele_dag|eigenlijk|überhaupt ) ]
            [ ( welk|welke ) ( deel|onderdeel|woord ) van ]
            [ waar ( <G> )? ( was|waren|zat|zaten|haalt|halen|bleef|bleven|is|zijn ) ( de|het|onze
                )? ( <P> / <Q> verantwoordelijkheid|verstand|hoofd ) ( <G> )? ( nou|toen_het|
                toen_we|het_lef|met_zijn_hoofd|met_je|het|in|toen_wij ) ]
            [ waar ( zat|zaten|zit|was|waren ) ( <P> / de|het ..1 <P> ) ( <G> )? met (
                zijn|haar|hun|je|jullie ) ( hoofd|gedachten|verstand|ogen ) ]
            [ sinds wanneer ( is|zijn|mag|mogen|doen|doet|hebben|heeft|beslist|beslissen|bepaalt ) (
                <P> / het|dat|we|dit ) ]
            [ ^ ( kon|konden|had|hadden|heeft|heb|hebben|wist|wisten|zag|zagen|dacht|dachten|las|
                lazen|snap|snapt|lette|letten|controleert|kijkt ) (
                de|het|onze|die|dat|er|nu|nou|dan )? ( <P> / niemand / <C> ) ( <G> /
                nou|dan|nu|er|dat|dit|ons|zelf|echt|hier|de|het|me )? ..4 ( niet|niemand|nou_echt|
                niks|nooit|wel_eens|dan|even|überhaupt|ook_maar|geen ) ] ~9 QM
            [ ^ ( heeft|hebben|had|kon|kan|wist|zag|checkt|controleert|leest|las|denkt|dacht|let|
                lette ) ( er|hier|dan|nou|dat|dit )? niemand ]
            [ ( is|was ) ( het|dat|dit ) ( <G> / nou|nu|echt|dan|soms|te )? ( <G> )? (
                zo|te|teveel|te_veel ) ( moeilijk|veel|lastig|ingewikkeld|gevraagd|zwaar ) (
                gevraagd|om|dan )? ]
            [ ( moet|moeten|mag ) ( ik|we|wij ) ( <G> / hier|dan|nou|nu|echt )? (
                alles|altijd|jullie|hun|alles_zelf|elk ) ..4 ( doen|uitleggen|voorkauwen|
                controleren|zeggen|zelf|oplossen|opruimen ) ]
            [ ^ ( ben|bent|zijn|is|was|waren ) ( <P> / die ..1 <P> ) ( <G> /
                nou|nu|echt|soms|helemaal )? ..2 ( <T> / gek|dom|blind|doof|stom|vergeten|wijs|
                achterlijk|lekker|wakker|hoofd ) ]
            [ ( zat|zaten|was|waren ) ( <P> / de|het ..1 <P> ) ..4 ( op_te_letten|te_slapen|
                te_suffen|te_dromen|wakker|bij_de_les|aan_het_opletten ) ~3 QM ]
            [ ( wat_is_er ) ( zo|nou|nu|daar ) ..1 ( moeilijk|lastig|ingewikkeld ) ( aan )? ]
            [ wat ( is|was ) ( er )? ( <G> / daar|nou )? ( <G> )? ( zo )? (
                moeilijk|lastig|ingewikkeld ) aan ]
            [ ( snap|snapt|snappen|begrijp|begrijpt|begrijpen|weet|weten|beseft|besef ) ( <P> ) (
                <G> / dan|nou|wel|eigenlijk )? ..2 ( niet|wel|eigenlijk ) ..9 ] ~5 QM
            """
        ),
        unless=patterns(
            """
            ( wat_maakte|wat_maakt ..4 lastig|moeilijk )
            ( kan|kunnen|kon|kun|konden <P> ..4 (
                helpen|zien|horen|vertellen|zeggen|bij|aangeven|laten ) QM )
            """
        ),
        asks=True,
        negated=True,
    ),
)

_ABSOLUTE: Final = Rule(
    Kind.ABSOLUTE,
    "Wanneer gebeurde dat voor het laatst, hoe vaak al, en wanneer ging het anders?",
    patterns(
        """
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
        """
    ),
    negated=True,
)

_REMEDY: Final = Rule(
    Kind.REMEDY,
    "Wat maakt de veilige weg de makkelijke weg, wie er ook staat?",
    patterns(
        """
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
    unless=patterns("( ^ ik|we|wij moet|moeten / zodat|voordat|als|wanneer <P> )"),
)

_SANCTION: Final = Rule(
    Kind.SANCTION,
    "Wat zou er in het werk anders moeten, zodat dit minder snel weer gebeurt?",
    patterns(
        """
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

_SARCASM: Final = Rule(
    Kind.SARCASM,
    "Wat gebeurde er, en wat heeft dat gekost?",
    patterns(
        """
        [ ^ ( nou|tja|ja|ha|wow|zo )? ,? ( lekker ) ( <G> )? ( ge*|ver*|opge*|door*|be*|bezig|
            handig|op_tijd|professioneel|slim|voor*|ingepland|afgestemd|gecommuniceerd|werk|
            duidelijk|makkelijk|weer|snel|soepel|dan ) ]
        [ ( goed|lekker|mooi|fijn|knap|top|netjes|slim|handig|prima|geweldig|briljant|fantastisch )
            ( <G> / weer )? ( bezig ) ( weer|,|jongens|<P> / <PC> / zeg|hoor|$ ) ]
        [ ^ ( nou|ja|wow|zo )? ,? ( {praise} ) ( <G> / hoor|zeg|dan|,|weer )? ( gedaan|werk|
            geregeld|gepland|opgelost|gecommuniceerd|getest|aangepakt|afgestemd|actie|zet|zo|idee|
            plan|planning|weer|teamwork|overdracht|timing )? ( hoor|weer|zeg|,|dan )? ..4 ( weer|
            zoals_altijd|zeg|hoor|zoals_gewoonlijk|alweer|vergeten|kwijt|verloren|gesloopt|niet_dus|
            kapot|gemist|plat ) ( $ / , / <P> ..1 $ / <PC> / jongens|weer ) ]
        [ ^ ( nou|zo|ja|wow )? ,? ( goed|lekker|mooi|knap|netjes|top|prima|bravo|fijn|geweldig|
            keurig ) ( gedaan|werk|zo|bezig|geregeld )? , ..2 ,? ~9 ( plat|kapot|stuk|kwijt|weg|
            dicht|te_laat|leeg|koud|verbrand|nat|fout|onder_water|stil|mis|voor_niets ) ( weer )? $
            ]
        [ ^ ( wat_een )? ( geweldige|fantastische|briljante|mooie|lekkere|goede|fijne|prachtige|top|
            sterke ) ( planning|organisatie|communicatie|actie|voorbereiding|samenwerking|
            coördinatie|afstemming|timing|overdracht|service|zet|beurt ) ( weer|hoor|zeg|, ) ]
        [ ( dankzij|met_dank_aan|bedankt|dank_je_wel|dank ) ( de|het|onze|je|jullie|, )? ( <K> / <L>
            / briljante|geweldige|fantastische|oplettende|fijne|dit )? ( <PC> ) ,? ( mogen|mag|
            moeten|moet|kunnen|kan|zitten|staan|zijn|hebben|stonden|moesten|konden|zaten|is|ligt|
            lag|mochten|hadden|was ) ..3 ( we|wij|ik|alles|opnieuw|nu|de|het|iedereen|niemand|nog )
            ..6 ( opnieuw|nog_een_keer|overnieuw|overdoen|dubbel|niet|zonder|over|keer|overwerken|
            weer|fout|te_laat|terug|kwijt|plat|wachten|stil|stuk|uren|extra|doen|achter|rommel|zooi|
            puinhoop|weekend|in_de|naar ) ]
        [ ( dankzij|met_dank_aan ) ( de|het|onze )? ..1 ( <P> / <Q> / <E> ) ( <E> )? ..2 (
            mogen|mag|zitten|ligt|lag|konden|zaten|moesten ) ( we|wij|ik|iedereen|alles|de|niemand )
            ]
        [ ^ ( bedankt|dank|dankjewel|thanks|merci ) ( je|u|jullie|hè|he|, )? ( wel )? ,? (
            hoor|hè|weer|jongens|<PC> )? ,? ( voor ( niks|niets|de_rommel|het_wachten|
            de_waarschuwing|de_puinhoop|het_slopen|het_vergeten|nul|het_laten|het_op_tijd ) /
            hoor|weer ) ]
        [ ^ ( oh|o|ach|ah|tja|nou|ja ) ,? ( geweldig|fijn|super|top|leuk|mooi|heerlijk|natuurlijk|
            prachtig|fantastisch|lekker|gezellig|perfect|handig|ja_hoor|wat_fijn|wat_leuk|prima|
            hoor|goh ) ,? ( <P> / de|het|dat|weer|onze|nog|hoor|dus|zeg|daar|iemand|ja|, / ..1 weer
            ) ]
        [ ( wat_een_verrassing|hoe_verrassend|verrassing_verrassing|verrassend_genoeg|goh|
            jawel_hoor|ja_hoor|hoe_verzin|verzin_het|je_verzint_het|gefeliciteerd_met|slow_clap|
            applaus_voor|petje_af_voor|chapeau|hulde_voor ) ]
        [ ( {praise} / wat ) ( <G> )? ( attent|fijn|aardig|lief|handig|slim|netjes|vriendelijk|knap|
            collegiaal|professioneel|sympathiek|nuttig ) ( <G> )? van ( de|het|onze|die|dat )? ..1 (
            <PO> ) ( om|dat|, ) ]
        [ ( fijn|aardig|lief|handig|slim|netjes|attent|knap|collegiaal|leuk|mooi|lekker|briljant|
            geniaal ) ( <G> / hoor|weer|zeg )? ( van ( de|het|onze|die )? ..1 <PO> / dat ( <P> /
            niemand|de|het|onze|iedereen / ..1 <P> ) ) ..3 ( pas|niet|weer|nu|eindelijk|vergeet|
            vergat|toch|om|niets|niemand|ons|ook_nog|alles|even|geen|nooit|ineens|achteraf|zo_laat|
            altijd ) ]
        [ ( onze|de|die ) ( grote|lokale|zogenaamde|geweldige|briljante|grote_vriend|zelfbenoemde )
            ( expert|held|experts|helden|genie|specialist|specialisten|professional|professionals|
            deskundige|deskundigen|vrienden|vakman|leider ) ]
        [ zogenaamde ( <P> / experts|professionals|deskundigen|specialisten|vakmensen|kwaliteit ) ]
        [ ( geniale|briljante|lumineuze|meesterlijke ) ( zet|actie|idee|plan|inval|ingeving|
            beslissing|planning|keuze|coördinatie ) ]
        [ ( blijkbaar|kennelijk|schijnbaar|klaarblijkelijk ) ( is|was|vindt|vinden|vond|heeft|
            hebben|hoeft|hoeven|kan|kunnen|weet|wist|snapt|moet|had|hadden|waren|zijn|denkt|denken|
            dacht|las|leest ) ( het|dat|de|onze|er|een )? ..4 ( optioneel|te_veel|teveel|
            te_moeilijk|moeilijk|belangrijker|niemand|niet|te_druk|<P> /
            overbodig|geen|facultatief|teveel_gevraagd|bijzaak|beter ) ]
        [ <P> ( {has} / kregen|kreeg|krijgt|krijgen|wist|wisten|weet ) ( het|er|dit )? ( <G> /
            weer|voor_elkaar|weer_voor_elkaar|in_geslaagd )? ..3 (
            voor_elkaar|gepresteerd|in_geslaagd|klaargespeeld|gelukt ) ..2 (
            om|gekregen|te|gekregen_om )? ..3 ( verliezen|vergeten|slopen|kwijt|missen|te_laat|
            breken|verpesten|verknallen|verprutsen|te|om )? ]
        [ ( voor_elkaar|gepresteerd|voor_mekaar ) ..1 om ..6 te ( verliezen|vergeten|slopen|missen|
            breken|verpesten|verknallen|verprutsen|crashen|leggen|komen|laten ) ]
        [ ( tot_zover|over ) ( onze|de|het ) ( <G> )? ( 'zorgvuldige|professionaliteit|
            goede_samenwerking|zorgvuldigheid ) ]
        [ ( alsof ) ( <P> / de|het ..1 <P> ) ( <G> )? ..2 ( ooit|iets|iemand|er|wel|kan|kon|
            interesseert|luistert|leest|nadenkt ) ]
        [ ( wat_goed|wat_knap ) ( <G> / zeg|hoor|weer )? ..2 ( dat|van ) ..2 <P> ( <G> )? (
            weer|pas|niet|nu ) ]
        """,
        praise="""
            lekker goed mooi fijn knap top netjes slim handig prima geweldig briljant fantastisch
            leuk super bravo keurig prachtig heerlijk geniaal sterk
        """,
        has="heeft hebben had hadden",
    ),
    unless=patterns("( goed bezig met|aan|om )"),
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
    *_QUESTION, _COMPARISON, _SARCASM, _SANCTION, _REMEDY, _ABSOLUTE, _JUDGEMENT,
)  # fmt: skip
