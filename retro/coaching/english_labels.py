"""English rules about what a deed is called: an error, a fault, or whose it is."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

_BE: Final = (
    "is are was were be been being isn't aren't wasn't weren't am he's she's they're you're"
)

_ACTED: Final = Rule(
    Kind.LABEL,
    "What happened, step by step, and what did each step look like at that moment?",
    patterns(
        """
        [ {who} ( has|have|had )? ( <G> )? ( ruined|ruins|botched|botches ) ]
        [ {who} ( has|have|had )? ( <G> )? ( wasted|wastes|wasting ) ( <Q> /
            everyone's|everybody's|our|my|the|weeks|days|hours ) ]
        [ {who} ( has|have|had )? ( <G> )? ( cost|costs ) ( us|me|the|our )
            not:nothing|little|no|only|team|crew ]
        [ {whoc} ( has|have|had )? ( <G> )? ( made|makes|making ) ( a|such|an ) ( <G> /
            complete|total|right|real|absolute|utter )? (
                mess|hash|dog's|pig's|shambles|nonsense|farce|mockery|circus ) not:tent|hall|room ]
        [ <PCB> ( has|have|had )? ( <G> )? ( fluffed|fumbled|wrecked|trashed|sank|torpedoed|
            scuppered|sabotaged|squandered ) ]
        [ <P> ( is|are|was|were ) ( <G> )? ( the )? ( <G> / main|real|whole|sole|root )? (
            reason|cause ) ] ..9 late|lost|down|stuck|failed|missed|behind|broke|broken|delayed|
                can't|couldn't|cannot|mess|nothing|never|chaos|outage|disaster|complaints
        [ <PC> ( <G> )? ( managed|managing|manages|manage ) ( <G> / once|yet again )? to ( mess|
            screw|break|lose|miss|forget|ignore|delete|ruin|destroy|crash|confuse|drop|flood|botch|
            wreck|spill|mangle|offend|upset|waste ) ]
        [ <P> ( is|are|was|were|keep|keeps|kept )? ( <G> )? (
            ruining|wrecking|sabotaging|undermining|wasting ) ( the|our|everyone's|it|all|us|my ) ]
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
            mistake|mistakes|error|errors|blunder|blunders|mess|hash ) ] not:tent|hall|room
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
            [ i ( <G> / do|personally|can_only|would )? ( blame|blamed )
                not:myself|nobody|no|weather|it|this|that not:the_weather|process|system|tool|tools|
                design|rain|wind|heat|software|setup|layout ]
            [ ( <P> / the|our ..1 <P> ) ( has|have|had|should|must )? ( only )? ( <Q> / got|have ) (
                own )? ( to answer for / to thank for_this ) ]
            [ ( this|that|it|all|mess|disaster|shambles ) ( is|was|are ) ( <G> /
                all|entirely|purely|solely )? ( down|thanks|owing ) to ( the|our )? ..1 <PO> ]
                $|,|and|who
            [ ( all|entirely|purely|solely|only|again ) ( because of / thanks|down to ) ( the|our )?
                ..1 <PO> ]
            [ ( <P> / the|our ..1 <P> ) ( has|have ) ( a lot|much to answer_for ) ]
            [ ( fault|blame ) ( is|lies|was ) ( <G> )? <Q> ]
            [ ( have|has|had|we've|i've|we|i ) ( only|just )? ( got )? ( <P> / the|our <P> ) to (
                thank|blame ) ( for )? ]
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

LABELS: Final = (_ACTED, *_LABEL)
