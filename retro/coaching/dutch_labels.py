"""Dutch rules about what a deed is called: an error, a fault, or whose it is."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

_HAS: Final = "heeft|hebben|had|hadden|heb|hebt"

LABELS: Final = (
    Rule(
        Kind.LABEL,
        "Wat gebeurde er, stap voor stap, en hoe zag elke stap er toen uit?",
        patterns(
            """
            [ {who} ( {has} ) ..4 ( tijd|geld ) ( verspild|verdaan|verkwist|vermorst ) ]
            [ {who} ( verspilt|verspilde|verspilden|verspillen ) ]
            [ {who} ( haalde|haalden|haalt ) ..4 door elkaar ]
            [ {who} ( {has} ) ..3 ( er )? ..2 ( puinhoop|zooitje|potje|rommeltje|bende|janboel|
                bagger|circus|poppenkast ) ..1 ( van )? gemaakt ]
            [ {who} ( maakt|maakte|maakten|maken ) ( er|hier|daar )? ..2 ( puinhoop|zooitje|potje|
                rommeltje|bende|janboel|poppenkast|circus ) ( $ / ,|van|en|in|op ) ]
            [ {who} ( heeft|hebben|had|hadden ) ( ons|mij|me|het_bedrijf|de_zaak ) ..5 gekost ]
            [ {who} ( kost|kostte|kostten ) ( ons|mij ) ]
            [ {whoc} ( verprutst|verknalt|verknoeit|verklootte|verkloten|verknoeiden|verziekte|
                verziekt|vernachelde|vergalde|verpestten|verprutsten|ruïneerde|ruïneerden ) ]
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
            [ {who} ( geeft|geven|gaf|gaven ) ( <PO> / iedereen|anderen / de|het|onze ..1 <P> ) (
                <G> )? de schuld ]
            [ ( dit|dat ) krijg je ( <G> )? ( als|met|wanneer ) ..6 <P> ]
            [ ik ( verwijt|verweet ) not:mezelf|mijzelf|mij|niemand ]
            [ ik ( neem|nam ) ( het )? ( <PO> / de|het|die ..2 ) ( <G> )? ..2 kwalijk ]
            [ ( neem|neemt|nemen|nam|namen ) ( we|wij|ik ) ..5 kwalijk ]
            [ verwijt|verwijten ( ik|we|wij ) ( de|het|onze )? ..1 <PO> ]
            [ ( puinhoop|ellende|bende|zooi|rotzooi|chaos|gezeik|gedoe|fiasco|debacle ) (
                komt|kwam|is|was|ontstond|ligt|hebben_we ) ..2 ( door|aan|dankzij ) ( de|het|onze )?
                ..1 <PO> ]
            [ ( <P> / de|het|onze ..1 <P> ) ( is|zijn|was|waren ) ( <G> )? de ( <G> / enige|grote )?
                ( reden|oorzaak ) ( dat|van|waarom|waardoor ) ]
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
)
