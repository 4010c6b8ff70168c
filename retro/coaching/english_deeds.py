"""English rules about what somebody did or did not do, and what it is then called."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

_BE: Final = (
    "is are was were be been being isn't aren't wasn't weren't am he's she's they're you're"
)

_COUNTERFACTUAL: Final = Rule(
    Kind.COUNTERFACTUAL,
    "What was known at that moment, and what made the step that was taken sensible?",
    patterns(
        """
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

_ACTED: Final = Rule(
    Kind.LABEL,
    "What happened, step by step, and what did each step look like at that moment?",
    patterns(
        """
        [ {who} ( has|have|had )? <G>? ( broke|wrecked|ruined|crashed|destroyed|broken|killed|sank|
            trashed|took_down|nuked|brought_down ) ] ( the|our|a|his|my|everything|all|half|this|<S>
            ) ..2 ( <S> / car|van|truck|machine|plan|event|party|door|window|glass|pump|engine|
            schedule|day|evening|launch|release|show|dinner|trip|project|wall|pipe|cable|key|lock|
            gate|day|night|lesson|week|forklift|lift|trust )
        [ <PCB> ( has|have|had )? <G>? ( broke|crashed|destroyed|wrecked|ruined / took|brought_down
            ) ] the? ( production|prod|database|site|website|checkout|system|network|everything|
            server|cluster|platform )
        [ {whoc} ( has|have|had )? <G>? ( caused|created|triggered ) (
            the|this|that|all|a|an|our|these|so ) ..2 ( outage|incident|mess|delay|problem|problems|
            accident|chaos|damage|failure|disaster|downtime|fire|confusion|trouble|crash|loss|flood|
            leak|injury|collision|delays|error|spill ) ]
        [ <PCB> ( has|have|had )? <G>? ( screwed|screws|messed|messes|fucked|cocked|stuffed|fouled|
            mucked|bungled|botched|fumbled|mishandled|mismanaged|misjudged|bodged|butchered|
            sabotaged|goofed|flubbed|sloppily|bungles|blundered ) ]
        [ who ( screwed|messed|fucked|botched|bungled|mishandled ) ]
        [ <P> ( totally|really|completely )? blew it ]
        [ ( up|out|because|thanks ) ( of|to|by ) ..2 <Q> ( mistake|mistakes|error|errors|blunder|
            blunders|failure|carelessness|incompetence|negligence|stupidity|laziness|sloppiness ) ]
        [ <Q> ( own )? ( <T> )? ( blunder|blunders|screw-up|carelessness|incompetence|negligence|
            stupidity|laziness|sloppiness|arrogance|recklessness|inattention|ignorance|stubbornness|
            indifference ) ]
        [ <P> ( has|have|had )? <G>? ( made|makes|keeps_making|keep_making ) (
            a|the|this|that|another|such|many|too|so|these|his|her )? ( <G> / <K> / <T> / many|same|
            big|huge|serious|costly|simple|elementary|basic|grave|stupid|silly )? ( <K> / <T> /
            many|same|big|huge|serious|costly )? (
            mistake|mistakes|error|errors|blunder|blunders|mess|hash ) ]
        [ <P> got it ( all|completely )? wrong ]
        [ <P> had ( only )? one job ]
        """
    ),
    unless=patterns("( record|silence|news|ground|ice|tie|fast )"),
)

_LABEL: Final = (
    Rule(
        Kind.LABEL,
        "Which conditions made this likely, for anybody in that place?",
        patterns(
            """
            [ ( {be} / to|of|by / simply|just|simple|plain|pure|clear|typical|another|basic|classic
                / cause|: ) ( <G> / a|an|the|due|clear|case|another|pure|plain|simple|classic|: )? (
                human|operator|user|pilot|driver|engineer|nurse|staff|personal ) (
                error|mistake|errors|failure|failing ) ] not:page|pages|message|messages|rate|rates|
                code|codes|handling|analysis|log|is|was|in|report|budget|and|screen|dialog
            [ ^ ( <G> / simple|pure|plain|classic )? human|operator|user|pilot|driver error|errors (
                , / $ ) ]
            [ ( rookie|beginner's|amateur|schoolboy|newbie|beginners|novice|freshman|elementary ) (
                mistake|mistakes|error|errors|move ) ]
            [ ( error|errors|failure|lapse|mistake|mistakes|blunder|negligence|misjudgement|
                misjudgment ) ( of judgement|judgment / by|of|on ( the part of )? ) ( the|our )?
                not:somebody|someone|anybody|anyone|everyone ..1 not:somebody|someone|anybody|anyone
                <P> ]
            [ error|lapse|lack of ( judgement|judgment ) ]
            [ ( poor|bad|terrible|wrong|lousy|questionable|appalling|awful|weak|shoddy|<T> ) (
                judgement|judgment|call|decision|choice|management|leadership|planning|supervision|
                workmanship|attitude|communication|work ) ( by|of|from|on ) ..2 <PQ> ]
            [ <P> ( <G> )? ( made|makes|showed|shows|took|used|has|have ) ( a|an|the|such|some )? (
                <G> )? ( poor|bad|terrible|wrong|lousy|awful|weak|stupid|<T> ) ..1 ( judgement|
                judgment|call|decision|decisions|choice|choices|attitude ) ]
            [ <PQ> ( poor|bad|terrible|wrong|lousy|<T> ) ( judgement|judgment|decision|choice|
                attitude|planning|management|leadership ) ]
            [ ( poor|bad|terrible|weak|lousy|shoddy|appalling|awful|non-existent ) ( leadership|
                management|supervision|workmanship|teamwork|work|judgement|judgment ) (
                from|by|of|in|at|on ) ( the|our|<Q> ) ]
            [ ( a|such|of|showed|shows ) ( very )? poor|bad|terrible judgement|judgment ]
            """.replace("{be}", _BE.replace(" ", "|"))
        ),
        unless=patterns(
            """
            ( simulated|symptom|label|labels|behind|term|word|words|phrase|call|calls|called|
                calling|stop|myth|message|messages|page|quote|research|study|blame|rather )
            """
        ),
    ),
    Rule(
        Kind.LABEL,
        "What contributed to it, besides anybody's part in it?",
        patterns(
            """
            [ <Q> ( own )? fault ]
            [ <PC> own fault ]
            [ ( <Q> own ( making|doing ) / only|just (
                themselves|himself|herself|yourself|yourselves ) to blame / brought|bring|brings ..2
                on|upon ( themselves|himself|herself|yourself ) ) ]
            [ fault ( of|lies|is ) ( with )? ( the|our|a )? ..1 <P> ]
            [ <P> ( {be} ) <G>? ( at_fault|guilty|culpable|blameworthy / in the wrong ) ]
            [ ( {be} ) <G>? ( to blame ) ]
            [ ( i|we|i'd|<P> ) ( would|can|only|squarely|fully|do|personally )? (
                blame|blames|blamed ) ( <P> / the|our|those|that|it ..2 <PO> / <O> ) ]
            [ ( blame|responsibility ) ( for ..4 )? ( <G> )? ( lies|rests|falls|goes|belongs|is|sits
                ) ( <G> )? ( with|on|to|at ) ..3 <PO> ]
            [ ( real|true|main|actual )? culprit|culprits ..1 ( {be} ) ..2 <PO> ]
            [ <P> {be} ..2 culprit|culprits ]
            [ ( this|that|it|all|one|delay|outage|mess|failure|problem|which ) ( {be} / falls ) (
                <G> / entirely / squarely / all )? on ( the|our )? ..1 <PO> $ ]
            [ <P> ( {be} ) <G>? ( responsible|accountable|answerable ) for (
                this|the|that|all|our|these|everything ) ..2 ( mess|outage|disaster|chaos|failure|
                delay|damage|loss|accident|debacle|fiasco|error|mistake|errors|problem|problems|
                incident|crash|downtime|confusion|went ) ]
            [ ( down|due|thanks|owing ) to ( the|our )? <PO> $ ]
            [ ( {be} ) ( <G> )? ( to be blamed|because_of / caused by / the result of ) ( the|our )?
                ..1 <P> $ ]
            [ ( {be} ) <Q> ( doing|mistake|error|mess ) ]
            [ ( fingers|finger ) points ( <G> )? at ..2 <P> ]
            """.replace("{be}", _BE.replace(" ", "|"))
        ),
        unless=patterns("( blameless|git )"),
    ),
)

DEEDS: Final = (_COUNTERFACTUAL, *_OMISSION, _ACTED, *_LABEL)
