"""Dutch rules about questions that ask who or why."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

QUESTIONS: Final = (
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
            [ hoe ( kun|kan|kon|kunnen|konden ) ( je|<P> ) ..6 (
                nou|in_hemelsnaam|in_vredesnaam|in_godsnaam ) ]
            [ hoe ( kan|kon|is_het_mogelijk ) ( het|dat )? ( <G> / nou )? dat (
                niemand|geen_enkele|geen_mens ) ( op|bij|van|in ..3 )? ]
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
                    ( <P> / ( de|het|onze ) ..1 <P> / niemand|je|jullie|in|hoofd ) ]
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
            [ wat ( heeft|hebben|had|hadden|deed|deden|doet|doen ) ( de|het|onze|die )? ..1 <P> (
                <G> / eigenlijk|nou )? ( de|het )? hele (
                dag|avond|nacht|week|ochtend|middag|dienst|tijd ) ]
            [ ( ben_ik|zijn_wij|zijn_we ) de enige|enigen ]
            [ is ( het|dat ) ( <G> / nou )? ( te|zo ) ( veel|moeilijk|lastig ) ( gevraagd|om ) ]
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
