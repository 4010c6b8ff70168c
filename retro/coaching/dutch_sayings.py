"""Dutch sayings about work that is not done well, and praise that means the opposite."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

_HAS: Final = "heeft|hebben|had|hadden|heb|hebt"

SAYINGS: Final = Rule(
    Kind.LABEL,
    "Welke stap werd er verwacht, en wat stond die in de weg?",
    patterns(
        """
        [ gouden bergen ]
        [ {who} ( is|was|zijn|waren ) ( <G> )? te druk met ..5 om ]
        [ ( heeft|hebben|had|hadden ) ( <G> / hier|daar )? ( niets|niks ) te zoeken ]
        [ {who} ( krijgt|krijgen|kreeg|kregen|heeft|hebben ) ..4 ( nooit|niet ) (
            op_orde|voor_elkaar|geregeld|onder_controle ) ]
        [ {who} ( weet|weten|wist|wisten ) ..2 niet ( waar|wat ) <P> ( mee )? (
            bezig|aan_het|doet|doen|deed|deden|zegt|wil|wilde ) ]
        [ ( ben|zijn|is ) ( <G> / het|dat )? ( spuugzat|zat|beu|kotsbeu ) ( om|dat|van|, ) ..9 <PO>
            ]
        [ ( het|dat ) ( verbaast|verraste|verrast|verbaasde ) (
            niemand|me_niets|mij_niets|me_niet|mij_niet|niets ) dat ( de|het|onze )? ..1 <P> ]
        [ {who} ( zat|zaten|zit|zitten|stond|stonden|liep|liepen|hing|hingen ) ..6 ( te )? ( slapen|
            suffen|dromen|pitten|kletsen|appen|gamen|lanterfanten|niksen|lummelen|kaarten|treuzelen|
            klooien|prutsen|knoeien|klungelen|rotzooien|ouwehoeren|zeuren|maffen|dutten|scrollen|
            roddelen|lachen|klooien ) ]
        [ ( zat|zaten|stond|stonden|liep|liepen ) ( de|het|onze )? ..1 <P> ..6 te ( slapen|suffen|
            dromen|pitten|kletsen|appen|gamen|lanterfanten|niksen|lummelen|kaarten|treuzelen|
            klooien|prutsen|klungelen|rotzooien|ouwehoeren|roddelen|scrollen ) ]
        [ ( maakt|maakte|maakten|maken ) zich er ..4 ( vanaf|van_af ) ]
        [ zich er ..4 ( vanaf|van_af ) ( <G> )? ( gemaakt|maken|maakt|maakte ) ]
        [ ( jantje-van-leiden|jantje_van_leiden ) ]
        [ met ( de|zijn|haar|hun|z'n|d'r ) pet ( er|naar|ernaar|gooide|gooien ) ]
        [ {who} ( dumpt|dumpte|dumpten|dumpen|kiepert|kieperde|smijt|smeet|kwakt|kwakte|schuift|
            schoof|schoven|schuiven ) ..5 ( bij|op|naar ) ( ons|mij|me|anderen / onze ..1 <P> ) ]
        [ {who} ( {has} ) ..5 ( bij|op ) ( ons|mij|me|anderen / onze|ons ..1 ) ( <G> )? ( bordje )?
            ( gedumpt|gekieperd|gesmeten|gekwakt|afgeschoven|afgewenteld ) ]
        [ ( boter op ( het|zijn|hun|haar ) / van toeten noch / de ballen verstand / uit (
            zijn|haar|hun ) ( nek|neus ) / ( zijn|haar|hun ) neus te / een oor (
            aangenaaid|aannaaien ) / kluitje in het / in de luren / in de maling genomen / in (
            zijn|haar|hun|de ) schoenen ( geschoven|schuiven ) / met de eer / op ( zijn|haar|hun )
            lauweren / zand in de ogen / handen over elkaar / armen over elkaar / (
            hebben|heeft|had|hadden ) ( <G> )? ( lak|schijt|maling ) aan / de kluit belazerd / geen
            letter gelezen / de hand met mee gelicht ) ]
        [ {who} ( ging|gingen|gaat|gaan ) ..4 ( de_mist|de_fout ) in not:met|op ]
        [ {who} ( is|zijn|was|waren ) ..4 ( de_mist|de_fout ) in ( gegaan )? ]
        [ {who} ( bakt|bakken|bakte|bakten|brengt|brachten|bracht|maakt|maken ) er ..2 (
            niks|niets|niks|weinig|geen_bal|geen ) ..1 van ]
        [ {who} ( leunde|leunden|leunt|leunen ) ..2 achterover ]
        [ {who} ( roept|roepen|riep|riepen|doet|doen|deed|deden|kletst|kletsen ) ( <G> )? maar wat ]
        [ {who} ( stak|staken|steekt|steken ) ..7 ( poot|vinger|hand ) ..1 ( uit|in_de_as ) ]
        [ {who} ( presteerde|presteerden|presteert|presteren|bestond|bestonden|bestaat ) het ( <G>
            )? ..2 om ]
        [ {who} ( flikt|flikte|flikten|flikken ) ]
        [ {who} ( {has} ) ..5 geflikt ]
        [ koppen ..3 rollen ]
        [ {who} ( lag|lagen ) ..2 te slapen $ ]
        [ {who} ( kan|kunnen|kon|konden ) ( <G> / nog|zelfs )? ( <G> / niet_eens|zelfs )? (
            geen|niet_eens|nog_geen ) ( <G> / een|de|enkele )? ( simpele|eenvoudige|normale|
            fatsoenlijke|gewone|deugdelijke|simpel|eenvoudig|fatsoenlijk ) ]
        [ {who} ( schoof|schuift|schuiven|schoven|ontloopt|ontliep|ontlopen|ontliepen|ontduikt|
            ontdook ) ..4 ( verantwoordelijkheid|schuld ) ]
        [ ( dubbele|loze ) ( beloftes|beloften|praatjes|excuses ) ]
        [ {who} ( rommelt|rommelde|rommelden|moddert|modderde|modderden|klooit|klooide|klooiden|
            prutst|lummelde|lummelden|treuzelde|treuzelden|treuzelt|treuzelen|klungelt|klungelen ) ]
        [ <P> is|zijn ( <G> )? ..1 niet te vertrouwen ]
        [ ( steken|steekjes|steek ) ( laten|liet|lieten ) ( vallen )? ]
        [ ( liet|lieten ) ..4 ( steken|steekjes ) ..2 ( vallen )? ]
        [ ( zat|zaten|stond|stonden|zit|zitten|staat ) ( <G> )? ( te )? (
            slapen|suffen|dromen|pitten|lanterfanten|niksen|dutten|maffen|snurken|kletsen|
            treuzelen|lummelen|slapen ) ]
        [ {who} ..3 ( zitten|staan ) ( slapen|suffen|dromen|pitten|lanterfanten|
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
)

SARCASM: Final = Rule(
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
