"""English rules about what somebody did or did not do."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

_COUNTERFACTUAL: Final = Rule(
    Kind.COUNTERFACTUAL,
    "What was known at that moment, and what made the step that was taken sensible?",
    patterns(
        """
        [ if ( the|our|those|that )? ..1 <P> ( <G> )? had|hadn't ( <G> / not )? not:{state} <V> ] ~9
            would|wouldn't|could|might|we'd|i'd|they'd|he'd|she'd
        [ would|wouldn't|could|couldn't|might ( not )? have|be ~6 if ( the|our|those|that )? ..1 <P>
            ( <G> )? had|hadn't ( <G> / not )? not:{state} <V> ]
        [ ( <P> ) <G>? ( had|only_had|just_had ) ( <G> )? ( one|a_single ) ( simple|single )? (
            job|thing|task ) ] to|$|,|and
        [ despite ( having )? ( been|being|his|her|their|repeated|all|many ) ..2 (
            told|warned|asked|reminded|trained|warnings|reminders ) ]
        [ <P> ( was|were / had|has|have been ) ( <G> )? ( told|reminded|warned|asked|instructed ) (
            twice|repeatedly / ..3 times ) ( to|not|about|and|but / $ ) ]
        [ <P> promised ..8 but|and|yet ..3 ( never|didn't|not|nothing|forgot|let|left ) ]
        [ ( couldn't|wouldn't|shouldn't|didn't ) have happened ( if|had|with ) ( the )? ..1 <P> ]
        [ {who} ( should|shouldn't <G>? ( not|never )? <G>? have / should've|shoulda ) <G>?
            not:been|{program} <V> ]
        [ <AC> should|shouldn't <G>? ( not|never )? have <G>? {mind} ]
        [ should|shouldn't <P> not|never? have <V> ]
        [ <W> should|should've|shouldn't <G>? ( not|never )? <G>? have <G>? {mind} ]
        [ {who} ( should|should've|shouldn't ) ( not|never )? have been more|paying|watching|there|
            aware|alert|checking|looking|listening|smarter|wiser|*ing ]
        [ {who} ought not? to have <G>? not:been|{program} <V> ]
        [ {who} ( could|could've ) ( <G> / at least )? have <G>? not:{harm} <V> ]
        [ <P> might|could at least have <V> ]
        [ <P> might|could have at least <V> ]
        [ <P> might|could have had the decency|courtesy|sense ]
        [ <P> would|would've <G>? have? <G>? ( noticed|known|seen|spotted|caught|realised|realized|
            prevented|understood|avoided|finished ) ] ..6 if|had <P> ..2 <V>
        [ {who} might have <G>? ( mentioned|told|said|warned|asked|let|called|checked|thought|
            informed|given|bothered|looked|noticed|listened ) ]
        [ if only ( the|our )? ..1 <P> ]
        [ if|had ( the|our )? ..1 <P> ( had )? been ( more / {awake} ) ]
        [ ( you'd|one'd / you|one would ) ( <G> )? ( think|expect|hope / have thought|expected|hoped
            ) ( that )? ( <P> / a|an|the ..3 <P> ) ]
        [ if ( the|our )? ..1 <P> had <G>? ( just|only|simply|actually|bothered|listened|followed|
            paid|thought ) ]
        [ if ( the|our )? ..1 <P> had <G>? done|used|kept|taken|read|looked|checked (
            their|his|her|your|the|a )? ..2 ( job|homework|brain|head|eyes|instructions|manual|
            research|heads|brains|care ) ]
        [ had ( the )? <P> ( just|only|simply|actually|bothered|listened|followed|<G> ) ]
        [ ^ had ( the|our )? ..1 <P> ] ..3 <V> ~6 would
        [ ( i|we|<P> ) wish|wishes <P> had|would ]
        [ with a little|bit more|of ..1 ( effort|care|attention|thought|discipline|common ) ] ~6 <P>
        [ this|that|it|all should|could ..2 have been (
            prevented|avoided|caught|spotted|noticed|foreseen|obvious ) ]
        [ this|that|it should never|not have ( happened|occurred / been ( allowed|possible ) ) ]
        [ none of this would have happened ]
        [ it would have taken <PO> ]
        [ <P> had|have every|ample|plenty ..2 opportunity|chance|time|warning ]
        [ <P> ( was|were ) supposed to ] ..9 but|and|instead|yet|just ..2 ( didn't|did|ignored|
            forgot|never|never|skipped|left|went|failed|wasn't|weren't|simply|just )
        [ <P> ( was|were ) <G>? ( expected|paid|told|asked|supposed|meant ) to ] ~9 (
            but|and|yet|instead ) ..2 ( didn't|did|ignored|forgot|never|skipped|left|failed|wasn't|
            weren't|just )
        [ <P> could've|should've|shoulda|coulda <V> ]
        """,
        state="""
            had got gotten received known been gone felt met hit fallen heard seen died survived
                lost
            needed lived wanted
        """,
        program="""
            returned triggered fired failed timed logged cached rendered loaded expired raised
            thrown matched resulted produced received installed had gotten got been
        """,
        harm="""
            hurt injured killed died fallen caused led resulted lost crashed suffered slipped
            drowned burned burnt choked tripped been happened hit worsened broken poisoned wounded
            electrocuted trapped gotten become occurred ended missed fainted panicked collided
            suffocated used chosen gone felt
        """,
        awake="""
            awake sober careful there present attentive alert focused trained competent honest
            competent prepared quicker faster smarter watching paying listening doing on
        """,
        mind="""
            known checked asked told noticed seen spotted realised realized thought listened read
            warned tested caught foreseen planned communicated informed called anticipated
            questioned bothered reported paid
        """,
    ),
    unless=patterns(
        """
        <P> should have received|seen an|a|your
        if|had ..2 <P> had had|got|received|gotten|known
        ( don't|doesn't|not|never ) ( think|say|mean|believe|suggest ) ( that )? <P>
        """
    ),
    negated=True,
)

_OMISSION: Final = (
    Rule(
        Kind.OMISSION,
        "What would have brought that step to mind at that moment?",
        patterns(
            """
            [ {whoca} ( has|have|had|is|was|were )? <G>? forgot|forgotten|forgetting ]
            [ <B> ( has|had )? <G>? forgot|forgotten ] not:password|your
            [ <PC> ( keeps|kept|keep ) ( on )? forgetting ]
            [ <P> ..1 ( always|constantly|again ) ( forgets|forget|forgot ) ]
            [ <PCB> forgets ( to|the|his|her|their|that|about ) ]
            [ who ( <G> )? ( forgot|forgets|neglected ) ]
            [ every|each ( single )? time ~2 <P> forgets|forget ]
            """
        ),
        unless=patterns(
            """
            if|when|whenever|case|unless|that|lest <P>? ( someone|nobody|anyone|<P> )?
                forgets|forget
            """
        ),
        negated=True,
    ),
    Rule(
        Kind.OMISSION,
        "How did the signal look among everything else that asked for attention?",
        patterns(
            """
            [ {who} ( has|have been / is|are|was|were ) ( <G> )? (
                ignoring|neglecting|disregarding|stonewalling ) ]
            [ {whoc} ( has|have|had )? <G>? ( overlooked|overlooks|ignored|ignores|disregarded|
                disregards|overlook ) ] not:by
            [ <B> ( has|had )? <G>? ( overlooked|disregarded ) ]
            [ {who} ( has|have|had )? <G>? ( missed|misses ) ..4 ( alarm|alert|warning|sign|signal|
                signs|step|email|mail|message|note|error|bug|crack|leak|obvious|alerts|warnings|
                typo|defect|dose|fault|mistake|appointment|signals|deadline ) ]
            [ <P> ( chose|decided ) to ignore ]
            [ ( <P> / and|but ) ( <P> )? <G>? ignored (
                it|us|me|them|him|her|our|my|the|every|all|his ) ]
            """
        ),
        unless=patterns("( because|since|as ) ..6 ( was|were|had|hid )"),
        negated=True,
    ),
    Rule(
        Kind.OMISSION,
        "What signalled that this step was due, and what else was going on then?",
        patterns(
            """
            [ <P> ( knew|saw|heard|noticed ) ..9 ( and|but|yet ) ( <P> )? ( <G> )? ( said|did )
                nothing ( $ / ,|about|to ) ]
            [ {who} ( stood|stand|stands|standing|sat ) ( around|there|by ) *ing ]
            [ <P> ..9 ( and|but|then|yet ) ( <G> )? did ( <G> / absolutely )? nothing ( $ /
                ,|about|to|with|for|at ) ]
            [ {who} ( has|have|had )? ( left|leaves|leave|leaving ) (
                the|a|his|her|their|our|us|it|everything ) ..3 ( in|with ) ( a|such|total|complete )
                ( <G> / right|complete|total|real )? ( mess|state|tip|shambles|disgrace|chaos|ruins
                ) ]
            [ {who} ( has|have|had )? ( left|leaves|leave|leaving ) ..4 ( to|until|till|for ) ( the
                )? ( very )? last ( minute|moment|second|person ) ]
            [ {who} ( waited|waits|wait ) ..2 ( until|till ) ( the )? ( very )? last ]
            [ {who} ( did|does|do|done|doing|contributed|contribute|achieved ) ( <G> /
                absolutely|precious )? ( nothing|little )
                not:wrong|different|unusual|else|that|of|special|new (
                about|to|at|all|but|with|for|while|and / $ ) ]
            [ {who} ( stood|stand|stands|standing ) ( around|there ) ( and|while|watching|doing|
                chatting|with|gossiping|laughing|smoking ) ]
            [ {who} ( has|have|had )? ( let|lets ) ( the|it|this|that|our|things|<Q> ) ..3 ( slide|
                slip|rot|lapse|expire|fester|drift|boil_over|burn|go_to ) ]
            [ {who} ( walked|wandered|walks|wandered|strolled|sauntered|waltzed|swanned|rolled ) (
                off|out|away|in ) ..3 ( without|late|halfway|mid|hour|hours|minutes|midway ) ]
            [ {who} ( showed|shows|turned|turns|turn|show|rolled ) up ( <G> / half ..3 )? (
                late|drunk|unprepared|hungover|empty-handed|without|hours ) ]
            [ {who} ( has|have|had )? ( broke|broken|breaks ) ( a|the|<Q>|every ) (
                promise|promises|word|agreement ) ]
            [ {who} ( was|were|is|are ) ( <G> )? nowhere ( to be ( seen|found ) / in sight / near )
                ]
            [ {who} ( went|gone|goes ) ( awol|missing|off_sick|into_hiding|walkabout ) ]
            [ ( never|not ) once ( did|do|does|has|have ) ( the|our )? ..1 <P> ]
            [ {who} ( has|have|had )? <G>? ( failed|fails|failing|neglected|neglects|omitted|omits|
                neglecting|fail ) ( yet )? <G>? to ] not:reproduce|see
            [ <P> has|have|had <G>? ( failed|neglected ) ]
            [ <CB> ( has|had )? <G>? ( neglected|omitted ) to ]
            [ {who} ( has|have|had )? <G>? neglected|neglects ( his|her|their|the ) ]
            [ {who} ( has|have|had )? <G>? ( skipped|skips|bypassed|violated|broke|flouted|
                circumvented|disobeyed ) ( the|a|all|every|his|her|their|our|his|that|this|both )
                ..3 ( step|steps|checklist|check|checks|procedure|rule|rules|protocol|test|tests|
                review|inspection|training|briefing|policy|instructions|order|orders|safety|count|
                handover|regulations|agreement|guideline|guidelines ) ]
            [ <P> fell short ]
            [ {who} ( has|have|had )? <G>? ( left|leaves ) ( the|a|his|her|their|our|all|both ) ..2
                ( unlocked|unattended|unlabelled|unsecured|unguarded|dirty / open|running|on ..1 (
                all|overnight|again ) ) ]
            [ {who} ( has|have|had )? <G>? ( rushed|rushes|contaminated|spoiled|spoilt|bodged|
                bungled|fudged ) ( the|a|through|his|her|their|it|our|all|this ) ]
            [ {who} ( has|have|had )? <G>? ( left|leaves|leave ) ..3 (
                out|off|behind|open|unlocked|on|empty|dirty|unattended ) ..5 again $ ]
            [ {who} ( has|have|had )? <G>? ( left|leaves|leave ) out|open|behind ..5 again $ ]
            [ {who} ( has|have|had )? <G>? ( took|take|takes|taken|taking ) ( <G> / many|some|too|a
                )? shortcut|shortcuts ]
            [ <PO> failure to ]
            [ <Q> failure to ]
            """
        ),
        negated=True,
    ),
    Rule(
        Kind.OMISSION,
        "Where does this step sit in the flow of the work, and what asked for time instead?",
        patterns(
            """
            [ <N> ( in|on|at|from|of ( the|our )? ..2 )? ( had|has|showed|found ) the ( courage|
                guts|decency|nerve|sense|brains|manners|spine|backbone|common_sense ) ]
            [ {who} ( don't|doesn't / do|does not ) ( <G> / ever / even )? ( listen|care|
                communicate|bother|respect|think|cooperate|prepare|try|learn ) ] not:if|yet
            [ <P> ( <G> )? ( did|do|does|had|have|has )? ( n't|not|never )? (
                didn't|don't|doesn't|never )? <G>? ( lifted|lift|lifts ) a finger ]
            [ {who} ( did not|never / didn't|never|hadn't|hasn't|haven't / has|have|had not|never )
                ( <G> / even / once / really )? {duty} ] not:until|yet|enough
            [ <CB> ( did not / didn't|never|hasn't|hadn't / has|had not|never ) ( <G> / even )? (
                bother|bothered|check|checked|listen|listened|tell|told|ask|asked|read|call|called|
                warn|warned|inform|informed|report|reported|reply|replied|respond|answer|answered )
                ]
            [ {who} ( don't|doesn't / do|does not ) ( <G> / ever / even )? ( listen|care|
                communicate|bother|respect|think|cooperate|prepare|follow ..1 (
                instructions|rules|procedure|procedures|orders|protocol ) / stick to / keep|read ..2
                documentation|instructions|manual / pull / take ..3 serious* /
                clean|help|test|answer ) ]
            [ <N> <G>? ( bothered|bothers / could be bothered / took the trouble|time|effort /
                lifted a finger ) ]
            [ nobody|none ( in|on|at|from|of ) ( the|our )? <P> ( <G> )? ( came|turned|did|helped|
                checked|looked|called|answered|replied|lifted|stayed|said|asked|told|cared|reacted|
                responded|thought ) ]
            [ <N> in|on|at|from ( the )? <P> ( bothered|bothers|took|could|lifted|thought ) ]
            [ ( can't|couldn't|cannot / could not / can not ) be ( bothered|arsed ) ]
            [ without even *ing ] ..3
            [ <P> ..3 without ( even|once|first|bothering|asking|telling|thinking|checking|reading|
                looking|consulting|so_much ) ]
            [ ( but|and|just|simply ) ( just|simply|then|he|she|they )? didn't $ ]
            [ {whoc} ( didn't|doesn't|don't|hasn't|haven't|hadn't / did|does|do|has|have not / never
                ) ( even|once / so much as ) not:have|exist|know <G>? ] ..1
            [ ( has|have|had|with ) ( <G> )? a ( <K> / bad|nasty|real|long )? (
                habit|knack|talent|gift|history|reputation|tendency ) ( of|for|to ) ( <G> )? (
                forget*|los*|ignor*|break*|leav*|miss*|be|being|over*|skip*|blam*|turn*|com*|com*|
                mess*|delay*|interrupt*|make|making|not ) ]
            """,
            duty="""
                alert alerted notify notified flag flagged raise raised sign log logged record
                recorded hand handed wear wore worn tighten tightened refill refilled brief briefed
                supervise supervised monitor monitored intervene intervened acknowledge acknowledged
                phone phoned ring rung email emailed fasten fastened knock knocked cross-check
                    refuel
                proofread rinse rinsed wash washed wipe wiped disinfect tidy tidied insure
                ensure ensured bring involve involved
                check checked test tested listen listened tell told ask asked call called read
                follow followed report reported inform informed verify verified look looked respond
                responded answer answered reply replied warn warned bother bothered care cared think
                thought pay paid communicate communicated prepare prepared document documented write
                written mention mentioned speak share shared show turn take taken clean cleaned
                close closed lock locked finish finished deliver delivered stick stuck keep kept
                escalate escalated confirm confirmed consult consulted lift try tried help helped
                learn learned learnt do done inspect inspected label labelled labeled double-check
                double-checked apologise apologised apologize admit admitted come came update
                updated review reviewed secure secured count counted
            """,
        ),
        unless=patterns(
            """
            ( because|since|as ) ..6 ( was|were|had|hid|lacked|no|kept|there )
            if|unless|when|whether|whenever <P> (
                don't|doesn't|didn't|did|do|does|hasn't|haven't|never )
            <P> ( did|had|has|have )? not have to
            yet $
            """
        ),
        negated=True,
    ),
)

DEEDS: Final = (_COUNTERFACTUAL, *_OMISSION)
