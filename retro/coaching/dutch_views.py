"""Dutch rules about traits, motives and hindsight, and what comes of them."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

_IS: Final = "is|was|waren|zijn|ben|bent|wordt|werd|blijft|bleef|geweest|lijkt|leek"

_TRAIT: Final = (
    Rule(
        Kind.TRAIT,
        "Wat was er te zien of te horen, zonder het oordeel, en wat was daar nodig?",
        patterns(
            """
            [ <P> ( {be} ) ( <G> )? ( slecht|beroerd|waardeloos|hopeloos|belabberd|bar_slecht ) (
                in|met ) ]
            [ <P> ( {be} ) ( <G> / een|de|het )? ( <G> / totale|echte|echt_een|wandelende )? ( ramp|
                nachtmerrie|controlfreak|dictator|bullebak|zwakke_schakel|zwakste_schakel|
                ongeleid_projectiel|blok_aan|lachertje|zeurpiet|betweter|drammer|lastpak|lastpost|
                ongeluk_op|gevaar|schandvlek ) ]
            [ <P> ( {be} ) ( <G> )? ( knettergek|stekeblind|oost-indisch|horende|ongeschikt|
                onkundig|stomdronken|hopeloos ) ]
            [ ( <P> / die|dat ..2 <P> ) ( <G> )? ( {be} ) ..3 <T> ]
            [ ( {be} ) ( de|het|onze|die )? ..1 <P> ..3 <T> ]
            [ {who} ( deed|handelde|reageerde|werkte|reed|ging|gedroeg|gedraagt|gaat|doet|was|werkt|
                gingen|deden|handelden|gedroegen ) ( zich )? ..4 <T> ]
            [ {who} ..3 ( achteloos|slordig|klakkeloos|roekeloos|gedachteloos|onnadenkend|lomp|
                nonchalant ) ..3 ]
            [ <P> ( {be} ) ( <G> / gewoon|echt|een )? ..1 ( dom|stom|gek|idioot|waardeloos|hopeloos|
                blind|sukkel|prutser|klungel|kluns|amateur|amateurs|prutsers|sukkels|idioten|idioot|
                luilak|leugenaar|ramp|schande|flapdrol|onbenul|nietsnut|cowboys|cowboy|lamzak|kneus|
                mietje|slappeling|lapzwans ) ]
            [ ( wat_een|stelletje|bende|zulke|die|zo'n|stel|weer_zo'n ) ( <K> / <T> )? ( sukkel|
                sukkels|prutser|prutsers|klungel|klungels|kluns|klunzen|amateur|amateurs|idioot|
                idioten|cowboys|luilakken|nietsnut|nietsnutten|onbenul|onbenullen|beunhazen|
                beunhaas|amateurisme|geklungel ) ]
            [ ( prutser|prutsers|klungels|sukkels|idioten|nietsnutten|onbenullen|beunhazen|lapzwans|
                uilskuiken ) ]
            [ ( dit|dat|het|heel|wat|erg ) ( {be} )? ( <G> / wel|gewoon|heel|erg|weer|echt )? ( <G>
                )? ( <T> ) ( {noun} )? ] not:om_te_zien|proces
            [ ( <T> / luie|domme|stomme|slechte|achterlijke|idiote ) ( {noun} ) ( van|door|bij ) ..3
                <P> ]
            [ ( <T> ) ( {noun} ) ]
            [ ( <T> / dom|stom|idioot|achterlijk ) van ( de|het|die|onze|dat )? ..1 <PO> ]
            [ ( hoe|zo ) ( <T> / dom|stom|blind|naïef|moeilijk|achterlijk|traag ) (
                kun|kan|kon|konden|kunnen|ben|moet|is|zijn|was ) ( je|<P> / de|het ..1 <P> ) ]
            [ ( die|deze|de|onze|zulke|een|zo'n ) ( <T> / domme|stomme|luie|waardeloze|achterlijke )
                <P> ]
            [ {who} ( reageerde|reageerden|reageert|reageren|handelde|handelden|werkt|werken|werkte|
                deed|deden|schakelde|schakelden|besloot ) ( <G> )? ..1 te ( traag|langzaam|laks|
                slap|makkelijk|gemakzuchtig|sloom|onzorgvuldig|slordig|overhaast|voorzichtig ) ]
            [ <P> ( {be} ) ( <G> / gewoon|veel )? te ( traag|onervaren|junior|lui|jong|eigenwijs|
                koppig|trots|laks|slordig|chaotisch|arrogant|laf|dom|beroerd|makkelijk|bang|slap|
                langzaam|onzeker|druk_met|zwak|naïef|gemakzuchtig|ongeduldig|groen|zacht ) ]
            [ te ( beroerd|lui|eigenwijs|koppig|trots|laf|lamlendig|lamme|gemakzuchtig|arrogant|dom|
                bang ) ( is|was|zijn|waren|geweest )? om ]
            [ ( domme|stomme|slordige|<T> / onnodige_menselijke ) (
                fout|fouten|vergissing|actie|zet|beslissing|slordigheid ) ]
            [ ( <T> / slechte|beroerde|waardeloze ) (
                houding|mentaliteit|instelling|werkhouding|gedrag|attitude ) ]
            """,
            be=_IS,
            noun="""
                werk fout beslissing keuze actie houding reactie aanpak opmerking gedoe vergissing
                overdracht besluit zet idee communicatie voorbereiding administratie
            """,
        ),
        unless=patterns("( lazy|lazy-loading / dom|domme script|terminal|switch )"),
    ),
    Rule(
        Kind.TRAIT,
        "Welke uitleg, hulp of tijd was er daar, en welke was er nodig?",
        patterns(
            """
            [ <P> ( is|zijn|was|waren ) ( <G> )? niet ( <G> / zo|erg|bepaald|echt|de )? ( capabel|
                bekwaam|professioneel|betrouwbaar|snugger|slim|collegiaal|serieus|vooruit|scherpste|
                slimste|snelste|geschikt|opgewassen|te_vertrouwen ) ]
            [ {who} ( kan|kunnen|kon|konden ) ( nog|nog_niet_eens )? ( geen|niet_eens ) ..2 (
                organiseren|vasthouden|lezen|tellen|plannen|regelen|runnen ) ]
            [ {who} ( is|zijn|was|waren ) ( <G> )? geen ( teamspeler|teamspelers|professional|
                professionals|leider|vakman|licht|hoogvlieger|prater|luisteraar|talent ) ]
            [ {who} ( heeft|hebben|had|hadden|toont|mist|missen|tonen|toonde|toonden ) ..2 (
                geen|nul|weinig|te_weinig|onvoldoende ) ( enkel|enkele|enige|gevoel|greintje )? (
                eigenaarschap|verantwoordelijkheidsgevoel|discipline|inzet|motivatie|
                verantwoordelijkheid|fatsoen|benul|verstand|idee|respect|ruggengraat|interesse|
                initiatief|inzicht|betrokkenheid|zin|zelfinzicht|vakkennis|gevoel|schaamte|ambitie|
                overzicht|kaas ) ] not:voor|wanneer|hoe|hoeveel|om_weg|waar|wat
            [ {who} ( heeft|hebben ) ..3 ( geen|niet ) ..2 ( kaas_gegeten|benul|flauw_idee|verstand
                ) ]
            [ <P> ( snapt|snappen|begrijpt|kan|kunnen|kon|konden|weet ) ( er )? ( <G> )? (
                niks|niets|geen ..1 van|er_niks ) ( van )? ]
            [ {who} ( kan|kunnen ) ( <G> )? ( er_niets_van|niks|niet_plannen|niet_luisteren|
                niet_tellen|niet_lezen|niet_nadenken ) ]
            """
        ),
        negated=True,
    ),
    Rule(
        Kind.TRAIT,
        "Waar was de aandacht op dat moment nodig, en wat trok die?",
        patterns(
            """
            [ {who} ( let|lette|letten|lett|lettten ) ..4 niet ( <G> )? op ]
            [ {who} ..1 ( was|waren|is|zijn|zat|zaten ) ..3 ( niet_bij_de_les|aan_het_slapen|
                niet_wakker|elders_met|afgeleid|met_zijn_hoofd_ergens|niet_scherp|niet_alert|
                op_haar_telefoon|op_zijn_telefoon|op_hun_telefoon|aan_het_suffen|niet_gefocust|
                er_niet_bij ) ]
            [ {who} ( zat|zaten|stond|stonden|was|waren|lag|hing ) ..4 ( op|met|achter ) (
                zijn|haar|hun|de|een|z'n|d'r ) (
                telefoon|telefoons|mobiel|mobieltje|mobieltjes|smartphone ) ]
            [ ( hebben|heeft|zat|zaten|stond|stonden|had|hadden|moet|moeten ) ( <G> )? ( <G> /
                zitten|staan|liggen|te )? ( zitten|staan|liggen|te ) ( <G> )? ( slapen|suffen|
                dromen|pitten|dutten|kletsen|appen|kaarten|maffen ) ]
            [ ( heeft|hebben|had|hadden|heb_je ) ( <G> / duidelijk|blijkbaar|kennelijk )? ..2 niet (
                <G> / goed )? nagedacht ]
            [ ( niet ) ( bij_de_les|opgelet|goed_opgelet|op_te_letten ) ]
            [ ( heeft|hebben|had|hadden ) ..5 niet ( <G> / goed )? opgelet ]
            """
        ),
        negated=True,
    ),
    Rule(
        Kind.MOTIVE,
        "Waardoor was de andere weg de makkelijke, en wat zou deze makkelijk maken?",
        patterns(
            """
            [ ( door|uit|vanwege|wegens|pure|puur|louter|oorzaak|: ) ( <G> / pure|puur|de|het|<Q> /
                hun|zijn|haar|algehele|totale )? <E> ]
            [ <E> ( van|bij|door|in|op ) ..3 <PO> ]
            [ <E> ( van|bij|in|op ) ( de|het|onze ) ( keuken|werkvloer|afdeling|winkel|top|balie|
                directie|magazijn|team ) ]
            [ <Q> ( <G> / eigen|totale|pure )? <E> ]
            [ ( {be} / het_is|dat_is ) ( <G> / gewoon|pure|puur|een_kwestie_van|echt )? <E> ]
            [ ^ ( pure|puur|gewoon|wat_een )? <E> ( , / $ ) ]
            [ ( gebrek|tekort ) aan ( <G> / elke|enige|elk )? ( discipline|inzet|motivatie|
                eigenaarschap|verantwoordelijkheid|verantwoordelijkheidsgevoel|betrokkenheid|
                interesse|initiatief|professionaliteit|vakmanschap|respect|aandacht|verstand|wil|
                fatsoen|zorgvuldigheid|inzicht|zelfdiscipline|leiderschap|collegialiteit|daadkracht|
                plichtsbesef|gezond ) ]
            [ ( slechte|gebrekkige|matige|beroerde|belabberde ) ( discipline|houding|mentaliteit|
                werkhouding|moraal|instelling|inzet|motivatie ) ]
            [ ( onvoldoende|te_weinig|geen|weinig ) ( eigen )? ( inzet|discipline|eigenaarschap|
                verantwoordelijkheidsgevoel|betrokkenheid|motivatie|plichtsbesef|collegialiteit ) (
                van|bij|door|getoond|op|in ) ]
            [ ( ontbreekt|ontbrak|schort|mankeert ) ( het )? ( <G> / <PO> / de|het|die|bij <P> )?
                ..2 ( aan )? ( elke|enige )? ( discipline|inzet|motivatie|eigenaarschap|
                verantwoordelijkheidsgevoel|betrokkenheid|wil|fatsoen|professionaliteit|initiatief )
                ]
            """,
            be=_IS,
        ),
        unless=patterns(
            "( clausule|cursus|verzekering|training|contract|polis|wet|artikel|geen <E> )"
        ),
    ),
)

_MOTIVE: Final = Rule(
    Kind.MOTIVE,
    "Welke belangen en druk speelden daar, en wat stond er voor hen op het spel?",
    patterns(
        """
        [ ( interesseren|interesseerden|boeien|boeiden|interesseert|boeit ) ( <PO> / de|het|onze ..1
            <P> ) ( <G> )? ..2 ( niet|niks|geen|niets|weinig|worst ) ]
        [ ( <PO> ) ( kan|kon|kunnen|konden ) ( het|dit|dat|alles / onze ..1 ) ..2 (
            geen|niks|niets|niet|weinig ) ..1 schelen ]
        [ <P> ,? die ( wilde|wilden|wil|willen ) ( <G> )? ( <G> )? ( niet|niks|niets|geen ) ..3 (
            luisteren|meewerken|helpen|meedenken|leren|weten|horen|overleggen|praten|toegeven ) ]
        [ {who} ( strijkt|streek|streken|strijken ) ..2 met de eer ]
        [ {who} ( schuift|schuiven|schoof|schoven|geeft|geven|gaf|gaven ) ..2 ( de )? schuld (
            op|aan ) ( ons|anderen|een_ander|iedereen ) ]
        [ {who} ( {has} ) ..3 ( lak|schijt|maling ) aan ]
        [ ( kan|kon|zal|zou ) ( het )? ( <PO> / de|het|die ..1 <P> ) ( het )? ..3 (
            schelen|interesseren|boeien|bommen|uitmaken ) ]
        [ ( interesseert|interesseerde|boeit|boeide ) ( het )? ( <PO> / de|het|die ..1 <P> ) ..3 (
            niet|niks|geen|niets|worst|weinig|totaal ) ]
        [ {who} ( interesseert|boeit|kan|kon|zal|kunnen ) ..3 ( niks|geen|niets|niet ) (
            schelen|bal|interesseren|reet|moer|zak|fluit )? ( schelen|interesseren ) ]
        [ ( <PO> / de|het|die ..1 <P> ) ( geen_bal|geen_reet|niks|geen_moer|worst|niets|niet ) (
            schelen|interesseert|interesseren|uitmaakt|boeit|boeien|kan ) ]
        [ {who} ( weigerde|weigerden|weigert|weigeren|verdomde|verdomt|vertikte|vertikten|vertikt )
            ( te|om|het|gewoon|mee|iets|elke|alle|zijn|haar|hun|zich|onze|om|zelfs|ook|steeds|
            pertinent|botweg|glashard|halsstarrig|nog|naar|ons|de|een|aan|deel|,|$ ) ]
        [ {who} ( heeft|hebben|had|hadden ) ..7 ( geweigerd|vertikt|verdomd ) ]
        [ {who} ( wilde|wilden|wil|willen|wou|wouden ) ( <G> / per_se|gewoonweg|ons )? (
            niet|niks|niets|geen ) not:alleen|langer ..3 ( luisteren|meewerken|helpen|meedenken|
            leren|weten|horen|werken|veranderen|overleggen|praten|antwoorden|toegeven|horen|doen|
            nemen|samenwerken|
            delen|begrijpen|reageren ) ]
        [ {who} ( wilde|wilden|wil|willen ) ..2 ( alleen|vooral|enkel|slechts|per_se ) ..4 ( scoren|
            indruk|snel|geld|zelf|hogerop|gelijk|eer|goed|opvallen|naar_huis|weg|klaar|overkomen ) ]
        [ ( indruk_te_maken|te_scoren|goede_sier|eigen_hachje|eigen_straatje|hun_hachje|zijn_hachje|
            haar_hachje|gezicht_te_redden|eigen_gewin|eer_te_strijken|goede_beurt ) ]
        [ {who} ( had|hadden|heeft|hebben ) ( <G> )? ( geen|weinig|nul ) ( <G> )? zin ]
        [ {who} ( {only} ) ( <G> )? ..1 ( alleen|enkel|slechts|uitsluitend|alleen_maar ) ..4 (
            zichzelf|eigen|eer|geld|cijfers|targets|hun|zijn|haar|bonus|indruk|aandacht|baas|wie|
            goede|sier|om_te|leuk ) ]
        [ {who} ( heeft|hebben|had|hadden ) ( er|hier|daar|dat )? ..4 (
            niet|geen|nooit|onvoldoende|amper ) ( <G> / goed|een|moment )? ..2 ( over )? (
            nagedacht|bij_stilgestaan|stilgestaan|doordacht|nadenken ) ]
        [ {who} ( dacht|dachten|denkt|denken ) ( <G> )? ( niet ( <G> )? ( na|aan|verder ) /
            alleen|vooral|enkel ..2 ( aan|om ) ) ]
        [ {who} ( trok|trokken|trekt|trekken ) ( zich )? ( er|nergens|hier|daar|weer )? ..4 (
            niks|niets|weinig|nergens_iets|iets ) ( <G> )? ( van )? ( aan|van ) ]
        [ {who} ..3 ( expres|moedwillig|willens|doelbewust|opzettelijk|bewust|welbewust ) ..4 (
            en_wetens|genegeerd|achtergehouden|verzwegen|overgeslagen|gelogen|gesaboteerd|
            tegengewerkt|vertraagd|misleid|verborgen|gedaan|buiten|negeerde|verzweeg|gelaten|tegen )
            ]
        [ {who} ( loog|logen|liegt|liegen|verzweeg|verzwegen|saboteerde|saboteerden|saboteert|
            bedroog|manipuleerde ) ]
        [ {who} ( heeft|hebben|had ) ..5 ( gelogen|verzwegen|gesaboteerd|bedrogen|achtergehouden|
            belazerd|voorgelogen|tegengewerkt|gemanipuleerd|verdoezeld ) ]
        [ {who} ( had|hadden|heeft|hebben ) ( <G> )? ( meer|alleen|vooral ) (
            oog|aandacht|interesse|belangstelling ) ( voor|in ) ..4 dan ]
        [ {who} ( held|baas|slachtoffer ) uithangen|uit_te_hangen|spelen ]
        [ ( wilde|wilden|wil|willen|wou ) ..3 ( de|het ) ( held|baas|slachtoffer|bink|beste_jongetje
            ) ( uithangen|spelen|zijn )? ]
        [ {who} ..1 ( vindt|vinden|denkt|denken|vond|vonden ) ( blijkbaar|kennelijk|zeker|schijnbaar
            ) ]
        [ ( sommige|bepaalde ) ( mensen|collega's|lui|personen ) ( hier )? ..2 ( vinden|denken|
            willen|weigeren|nooit|altijd|kunnen|snappen|menen|hebben ) ]
        [ ( verborgen|dubbele ) agenda ]
        [ {who} ( hield|hielden|houdt|houden ) ..5 ( achter|verborgen|geheim|stil|onder_de_pet|
            voor_zich|zijn_mond|haar_mond|hun_mond ) not:de|het|een ]
        [ {who} ( {has} ) ..6 ( gezwegen|zijn_mond_gehouden|haar_mond_gehouden|hun_mond_gehouden|
            stilgehouden|onder_het_tapijt ) ]
        [ ( doordat|omdat ) ( de|het|onze|die )? ..1 <P> ..2 ( zo_nodig|haast|te_lui|geen_zin|
            liever|naar_huis|lui|druk_was_met|belangrijker|te_trots|te_eigenwijs ) ]
        [ {who} ( wilde|wilden|wil|willen ) ( <G> )? (
            alleen|gewoon|vooral|alleen_maar|zo_snel_mogelijk|liever ) ..3 ( klaar|naar_huis|weg|
            van_af|scoren|snel|gelijk|indruk|afmaken|stoppen|winnen ) ]
        [ ( {has}|toont|tonen ) ..2 geen ( enkel|greintje )? ( respect|greintje|schaamte|fatsoen ) ]
        [ ( onwil|desinteresse ) ]
        [ {who} ( vindt|vinden|vond|vonden|voelt|voelen ) ( zich|het )? ( zichzelf )? ( <G> )? (
            te|beter|belangrijker|verheven|boven ) ( goed|belangrijk|veel|dan|verheven|moeilijk )?
            ..2 ( moeite|voor|dan|boven|werk )? ]
        [ {who} ( neemt|nemen|nam|namen ) ( <G> / zijn|haar|hun|dit|het|ons )? ..2 ( niet|nooit|geen
            ) ( serieus|verantwoordelijkheid|moeite ) ]
        [ {who} ( probeert|proberen|probeerde|probeerden ) ..5 ( te_verbergen|te_verdoezelen|
            af_te_schuiven|onder_uit|eronderuit|in_te_dekken|te_redden|schoon_te_vegen ) ]
        [ ( indekken|ingedekt|dekt_zich|zich_in_te_dekken ) ]
        [ ( verschuilt|verschuilen|verschool|verscholen ) zich ]
        """,
        has="heeft hebben had hadden",
        only="""
            deed deden doet doen denkt denken dacht dachten geeft geven gaf gaven kijkt kijken was
            waren is zijn zit zitten werkt werken
        """,
    ),
    unless=patterns("( patiënt|patiënten|cliënt / als|indien <P> ..2 niet )"),
    negated=True,
)

_HINDSIGHT: Final = Rule(
    Kind.HINDSIGHT,
    "Wanneer werd dat duidelijk, voor wie, en wat was er daarvoor te zien?",
    patterns(
        """
        [ ( lag|ligt|lagen ) ( <G> )? ..1 voor de hand ]
        [ ( overduidelijk|zonneklaar|klip_en_klaar|glashelder ) ( dat|voor|$|, ) ]
        [ ( was|is ) ( <G> / voor )? ( iedereen|iedere|elke ) ( <P> )? ( <G> )? (
            duidelijk|overduidelijk|helder ) ]
        [ ( iedereen|iedere|elke|elk|een|zelfs|ieder ) ( <G> / een )? ( <L> )? ( kind|kleuter|
            idioot|beginner|leek|stagiair|eerstejaars|blinde|aap|dwaas|kleuters|peuter|<P> /
            kleinkind )? ( <G> )? ( had|hadden|kan|kon|konden|zag|weet|ziet|wist|snapt|begrijpt ) (
            <G> / je|dit|dat|het|dat_je )? ..3 ( zien|gezien|weten|aankomen|kunnen|dat|begrepen|
            bedenken|snappen|aanvoelen|geweten|voorzien|begrijpen|vertellen|opgelost|ontdekt ) ]
        [ ( iedereen|iedere|elke ) ..2 ( zag|had|kon|konden|hadden ) ..3 ( aankomen ) ]
        [ ( zag|zagen|zien|gezien|had|hadden|kon|konden ) ..5 (
            aankomen|zien_aankomen|aan_zien_komen|van_mijlenver ) ]
        [ ( ik|we|wij ) ( had|hadden|heb|hebben|zei|zeiden|waarschuwde|waarschuwden ) ( het )? (
            <PO> / de|het|die ..1 <P> )? ..5 ( gewaarschuwd|gezegd|voorspeld|aangegeven|zo_gezegd|
            zien_aankomen|verteld ) ] not:dat_ik|sorry
        [ ( had|heb|hebben|hadden ) ( ik|we|wij ) ( het )? ( <PO> / de|het|die ..1 <P> )? ..5 (
            gewaarschuwd|gezegd|voorspeld ) ]
        [ ( ik|we|wij ) ( had|hadden|heb|hebben ) ( <PO> / de|het|die|onze ..1 <P> ) ..6 (
            gezegd|verteld|gewaarschuwd ) ( dat|voor )? ]
        [ ( ik|we|wij ) ( zei|zeiden|riep|riepen ) ..8 (
            fout|mis|mislukken|misgaan|misging|mislopen|stuk|scheef ) ( zou|ging|gaan|lopen )? ]
        [ ( ik|we|wij ) ( zei|zeiden|zeg|zei_het ) ( het )? ( toch|nog|al|meteen|zo ) ]
        [ ( ik|we|wij ) ( wist|wisten ) ( het )? ( wel|al|meteen ) ]
        [ ( gezond|gezonde|boeren|boerenverstand ) ( verstand|boerenverstand ) ]
        [ ( boerenverstand ) ]
        [ ( het|dat|dit ) ( is|was|spreekt|lijkt_me ) ( <G> )? ( toch )? ( <G> )? ( logisch|
            vanzelfsprekend|vanzelf|duidelijk|evident|normaal|basiskennis|basis|niet_zo_moeilijk|
            niet_moeilijk|te_zien|te_verwachten|te_voorzien|niet_meer_dan_logisch ) ( dat_je|, / $ /
            dat ( <P> / men ) ) ]
        [ ( toch ) ( <G> )? ( logisch|vanzelfsprekend|duidelijk|te_verwachten|te_voorzien ) ]
        [ {who} ( wist|wisten|weet|weten ) ( <G> )? ( toch|donders|heel|best|drommels|dondersgoed|
            heus|allang|prima|precies|echt|maar_al_te|verdomd|al_lang|al_weken|al_maanden|heel_goed|
            best_wel ) ( <G> / goed )? ..1 ( goed|dat|hoe|wat|, )? ]
        [ ( je|<P> ) ( had|hadden|hoort|zou|moet|behoort|moest|dient ) ( <G> /
            dat|dit|het|beter|toch )? ..3 ( kunnen_weten|moeten_weten|te_weten|moeten_beseffen|
            beter_weten|beter_moeten_weten|geweten|weten_hoe|weten_dat|toch_weten ) ]
        [ dat ( weet|wist|zie|ziet|snapt ) ( je|iedereen|<P> / elk|elke|ieder ..1 <P> /
            een_kind|elk_kind|een|elk ) ( <G> / toch|kind )? ]
        [ {who} ( hoefde|hoefden|moest|moesten|hoeft|hoeven ) ( <G> )? (
            alleen|enkel|slechts|alleen_maar ) ( maar )? ]
        [ ( een_kwestie|kwestie ) van tijd ]
        [ ( het ) ( moest|kon ) ( <G> / een )? ( keer|wel|niet_anders ) ( <G> )? (
            fout|mis|gebeuren|dan ) ..2 ]
        [ ( achteraf|natuurlijk|logisch ) ( <G> )? ( had|hadden|was|is|heeft ) ( de|het|onze )? <P>
            ..5 ( moeten|kunnen|niet|weer|vergeten ) ]
        [ {who} ( was|waren|is|zijn ) ( <G> )? ..3 gewaarschuwd ]
        [ ( zo ) ( moeilijk|lastig|ingewikkeld ) ( is|was|kan|kon ) ( het|dat ) ( <G> )? (
            toch|niet|nou|dat )? niet ]
        [ ( een|is|was ) ( <G> )? ( kleine|minimale|eenvoudige|geringe ) moeite ( geweest )? ( om )?
            ]
        """
    ),
    unless=patterns(
        """
        ( zodat|opdat|maakt|maakte|maken ) ..6 ( duidelijk|iedereen|weet|ziet )
        ( niemand ) ..3 ( kon|had|wist )
        niet|nooit|onmogelijk kunnen weten|zien
        iedereen kan ( zien|meedoen )
        ( ik|we|wij ) had|hadden ..7 ( gewaarschuwd|gezegd|verteld ) moeten|kunnen|worden
        """
    ),
    negated=True,
)

VIEWS: Final = (*_TRAIT, _MOTIVE, _HINDSIGHT)
