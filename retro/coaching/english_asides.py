"""English rules about questions, absolutes, remedies, sanctions, comparisons and sarcasm."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

_QUESTION: Final = (
    Rule(
        Kind.QUESTION,
        "How did it get to that point?",
        patterns(
            """
            [ ^ ( so|and|but|ok|okay|then )? ,? ( who|who's|who've ) (
                the_hell|on_earth|exactly|actually|even|again|here / on the <P> / of you )? (
                has|had|have|is|was )? ( {guilty} / signed|sign off / gave ..3 (
                permission|green|order|approval|go-ahead|job|idea|ok ) / was|were|is|are thinking /
                to blame / at fault / signed it / took down|out / turned|switched ( it )? off /
                responsible|accountable for ( this|the|that|all|these ) ..2 ( mess|outage|disaster|
                chaos|failure|delay|damage|loss|accident|debacle|fiasco|error|mistake|downtime|
                incident ) / in|supposed to ( be )? ( charge|watch|watching|check|checking )
                when|this|that|it|of_this / came up with / had the ( bright|brilliant|idea|great ) /
                does ( that|this|such|something ) ) ]
            [ ( know|find|finds|found|tell|name|ask|asking|wonder|see|figure|establish|determine|
                identify|exactly ) ( out|us|me )? ( exactly )? who ( {guilty} / is|was (
                responsible|to_blame|guilty|behind|at_fault ) / is|was the ( culprit|one ) ) ]
            [ ^ who ( was|is|were ) supposed to ( lock|check|watch|close|do|bring|test|make|keep|
                clean|call|order|stop|secure|lead|monitor|tell|warn|notice|look|catch|take|prevent|
                inform|read ) ]
            [ ^ whose ( <KT> / bright|brilliant|great|stupid|clever )? ( fault|idea|mistake|
                decision|responsibility|job|error|call|doing ) ( was|is )? ( it|this|that|to ) ]
            [ ( who's|who is ) ( to_blame|guilty|the_guilty / the culprit ) ]
            """,
            guilty="""
                approved authorised authorized broke did left forgot messed screwed deleted caused
                decided thought missed ignored skipped merged pushed deployed changed hired allowed
                let dropped ruined crashed put failed lost failed-to botched overlooked erased
                overwrote wiped removed unplugged disabled misplaced ordered shipped released told
            """,
        ),
        unless=patterns(
            """
                ( according / not|never|rather|instead|without (
                    about|asking|ask|to|who|matter|important )? ..2 who / who did ..4 ( best|well|
                    talk|speak|call|ask|reach|tell|help|like|see|hear|meet ) / who did
                    you|they|we|the|he|she )
            """
        ),
        asks=True,
        negated=True,
    ),
    Rule(
        Kind.QUESTION,
        "What did things look like from there, and what mattered most at that moment?",
        patterns(
            """
            [ why ( on_earth|the_hell|in_the )? ( world|name )? ( did|didn't|would|wouldn't|
                couldn't|can't|don't|doesn't|haven't|hasn't|hadn't|won't|do|does|has|have|should|
                must|could|not ) ( not )? ( <G> )? ( the|this|that|our|a|any|no )? ( <G> /
                night|day|evening|on-call )? ( <P> / nobody / no one|<U> ) ]
                not:update|install|job|work|well|pool|limit|happen|occur
            [ why ( on earth )? ( did|didn't|hasn't|wouldn't|couldn't ) <C> not:not ] ..1 ( not /
                just|simply|even|check|ask|call|tell|test|read|follow|listen|warn|report|ignore|
                leave|say|do|think|notice|skip|approve|let|forget )
            [ why ( is|are|was|were|isn't|aren't|wasn't|weren't ) ( you|they|he|she|<P> / the <P> /
                nobody / no one ) ( <G> )? ( not|never|always|still|late|again|<TK> / unable|
                incapable|asleep|doing|ignoring|refusing|so|such|n't|paying|checking|listening|
                watching|being|talking|to_blame ) ]
            [ why ( wasn't|weren't|isn't / was|were|is <P>? not ) ( i|we|anyone|anybody|<P> / the
                <PU> / this|that|it ) ( even|ever )? ( told|informed|asked|warned|involved|
                consulted|checked|tested|reported|noticed|done|caught|fixed|raised|mentioned|
                invited|spotted ) ]
            [ why ( the_hell|on_earth ) ]
            [ why ( is|are|was|must|do|does ) ( it|i|we|this ) ( that )? ( <P> / always ..2 ) ( <P>
                )? ( always|never|only|me|us|have|the|can't|who ) ]
            [ why ( not|n't )? just ]
            [ why bother ]
            """
        ),
        unless=patterns("( not|without|instead|than|rather ..3 why )"),
        asks=True,
        negated=True,
    ),
    Rule(
        Kind.QUESTION,
        "How did it look from that place, with what could be seen there?",
        patterns(
            """
            [ how ( could|can|did|do|does|was|come|is ) ( the|a|an|our|any|someone|it )? ( <G> / <L>
                )? ( you|they|he|she|anyone|anybody|<P> / nobody / no one|possible ) ( all|<G> /
                possibly )? ( {lapse} / be|get ..1 <TK> / be so|this|that|such /
                do|think|make|believe ( this|that|something|such|a|it ) ..1 ) ]
            [ how ( hard|difficult|complicated|much ) ( can|could|is|was|would|effort ) (
                it|this|that|is|does|would ) ( it )? ( be|really|possibly|to|have|take ) ]
            [ how many ( more )? times ( do|must|have|did|does|should|will ) ( i|we|<P> ) ]
            [ how ( often|long|much_longer ) ( do|must|will|should ) ( i|we ) (
                have|need|keep|still|put|wait ) ( to|on|up|for )? (
                tell|say|repeat|explain|remind|ask|with ) ]
            [ how dare|dared ]
            [ ^ ( so|and|but )? ,? how ( on earth / the hell / in the world ) ]
            [ how come ( nobody|<P> / no one / the <P> ) ( <G> )? ( n't|didn't|never|always|not|
                wasn't|doesn't|can't|couldn't|forgot|hasn't|missed|failed|checked|noticed|told|
                called|asked|tested|read|warned ) ]
            [ how ( stupid|dumb|lazy|blind|careless|naive|incompetent|irresponsible|sloppy|clueless|
                ignorant ) ]
            """,
            lapse="""
                not miss missed let forget forgot overlook overlooked ignore ignored allow allowed
                leave fail failed ever possibly merge deploy approve screw mess lose break skip
                neglect sleep get manage have just sign walk drive pass send ship misread confuse
                delete mistake seriously even drop
            """,
        ),
        asks=True,
        negated=True,
    ),
    Rule(
        Kind.QUESTION,
        "What did people think was going on, and what told them so?",
        patterns(
            """
            [ what ( on_earth|the_hell|exactly|in_the )? ( hell|heck|world|name|was|were|are|is )? (
                was|were|are|is )? ( the|our )? ( <P> ) ( <G> / even|possibly )? (
                thinking|smoking|playing|up_to|expecting|dreaming ) ] not:about|of
            [ what ( on_earth|the_hell )? ( possessed|got_into|came_over ) ]
            [ what ( is|was|part|are|do|did|does / 's|'re ) ( wrong with|of|the ..1 excuse ) ( <PO>
                / the <P> / these <P> / <V> )? ] <P> ..3
            [ what ( makes|made ) ( <PO> / the|our ..1 <P> ) ( think|believe|decide ) ..3 (
                good|great|smart|fine|ok|okay|acceptable|clever|safe ) ( idea|to )? ]
            [ what's wrong|up with ( you|them|him|her|those|these / that <P> / the <P> ) ]
            [ what part of ]
            [ what did ( <P> / the <P> ) ( <G> )? ( expect|think (
                would|was_going|this|that|they|he|she|you ) ) ]
            [ what ( is|was / kind|sort of ) ( <Q> / an|a|your|the )? (
                excuse|problem|idiot|fool|moron|amateur|person ) ] ..3
            [ what's ( <Q> ) ( excuse|problem ) ]
            [ what ( does|do|did ) ( <P> / the <P> ) ( even|actually )? do ( all day|here|exactly )
                ]
            [ where ( the_hell|on_earth / was|were ..2 <P> ) ( when ( we|it|this|the ) )? $ ]
            [ since when ( do|does|did|is|are|can|has|have ) ( <P> / it|that|we|i ) ]
            [ ^ ( <G> )? ( hasn't|haven't|didn't|doesn't|don't|couldn't|can't|won't ) (
                anyone|anybody|you|they ) ( <G> )? ( <V> / ever ) ] ~9 QM
            [ ( didn't|doesn't|don't|couldn't|can't|wouldn't|shouldn't|haven't|hasn't|won't ) (
                it|this|<P> / the|our <P> / anyone|anybody|<P> ) ( <G> / even|ever|once|really|not /
                at least )? ( occur|check|read|see|think|know|notice|care|have|ask|call|listen|just|
                learn|realise|realize|test|follow|do|pay|understand|look|wait|say|bother|tell|talk|
                communicate|even|warn|hear ) ] ~9 QM
            [ ( did|does|do|has|have|is|was|can|could ) ( <P> / the|our <P> / nobody / no
                one|anybody ) ( even|ever|really|actually|seriously|at|<G> ) ( even|ever|all )? (
                check|checked|read|test|tested|think|thought|look|looked|listen|listened|bother|
                bothered|know|consider|considered|ask|asked|realise|realize|learn|care|verify|heard|
                paying|follow ) ]
            [ ( did|does|do|has|have|is|was|could|can ) ( nobody|none / no one ) ( <G> / of ..2 )? (
                check|checked|read|test|tested|think|thought|look|looked|listen|bother|bothered|
                know|see|notice|noticed|seen|ask|asked|warn|tell|care|call|here ) ]
            [ ( is|was|were ) ( it|that|this ) ( really|too|so|that|asking|such )? (
                really|too|so|that|asking|much|hard|difficult )? (
                much|hard|difficult|asking|complicated ) to|too ]
            [ ( must|do|should ) ( i|we ) ( really|always|seriously|now )? ( have to )? (
                do_everything|spell|explain_everything|check_everything|babysit|hold|repeat ) ]
            [ ( are|were|is|was ) ( <P> / these <P> ) ( all|really|completely|just|even )? ( <T> /
                blind|deaf|stupid|dumb|lazy|crazy|mad|insane|asleep|kidding|incapable|out_of|even (
                trying|listening ) ) ]
            [ ( would|could|will ) it ( have )? ( killed|hurt|kill|been ) ( <PO> / so|too|that ) (
                to|hard|much )? ]
            [ ( have|has|had|did ) <P> no|lost|forgotten|forget <Q>? ( sense|shame|brain|brains|
                eyes|mind|minds|manners|how|conscience ) ]
            [ who ( in <Q> right / does|do <P> think ) ]
            """
        ),
        asks=True,
        negated=True,
    ),
)

_ABSOLUTE: Final = Rule(
    Kind.ABSOLUTE,
    "When did that happen last, how often before, and when did it go differently?",
    patterns(
        """
        [ {who} ( are|is|was|were|'s )? ( always|constantly|forever|continually|perpetually|
            invariably|consistently ) ( too|has|have|to|<G> )? ( to )? ( {bad} / the|<P> (
            same|last|one|ones ) / do|does|doing|did|pull|pulls ( this|that|it|the|these ) /
            want|wants|wanted ( the|to|more|everything ) / say|says ( no|yes|the ) /
            think|thinks|act|acts|behave|behaves|like / have|has|find|finds ( an|a|some ) (
            excuse|excuses|better|reason ) ) ]
        [ <P> ..2 always ] ..5 ( last minute|moment|second / too late / too little / without
            asking|telling )
        [ {who} ( <G> / can|will|would )? never ( <G> / even|once )? {never} ]
        [ <P> ( have|has|had|'ve )? never ( <G> / once|even )? ( listened|helped|cared|asked|
            answered|read|learned|learnt|understood|bothered|delivered|kept|taken|wanted|supported|
            done|apologised|tested|cleaned|shown|followed ) ]
        [ <C> ( never ( listens|answers|reads|checks|helps|asks|tells|cares|learns|tests|cleans|
            documents|delivers|replies|calls|shows|does|takes|finishes|follows|understands ) /
            always ( forgets|complains|blames|ignores|interrupts|breaks|leaves|comes_late / late ) )
            ]
        [ ( as usual|always|ever / once again|more / yet again / for the
            umpteenth|nth|hundredth|tenth|third time / again|typically|predictably ) ,? (
            the|our|that|this|a )? ..1 <P> ( {be} / has|have|had|did )? ( <G> / nowhere )? ( late|
            nowhere|missing|absent|forgot|forgotten|ignored|n't|didn't|failed|unprepared|
            unavailable|not|no|wasn't|weren't|too / did ( nothing|not|what|whatever ) / didn't|left|
            made|missed|changed|refused|asleep|skipped|dropped|hadn't|hasn't|couldn't|can't|doesn't|
            don't|lost|broke|blamed|decided|delivered|wants|wanted|waited|cancelled|only|
            responsible/ sent ( the )? wrong|mixed|mislabelled|unreachable|cut|messed ) ]
        [ <P> ..5 ( late|nowhere|absent|lost|broke|kept|mixed|confused|messed|dropped|skipped|
            missed|wasn't|weren't|didn't|couldn't|hadn't|hasn't|unprepared|n't|didn't|not|
            unavailable|forgot|failed|ignored|again|wrong|left|out|unreachable|missing ) ..4 ,? ( as
            usual|always|ever / yet again / once again|more / like always / again , as ) ( , / $ ) ]
        [ ( every|each ) ( <G> / single|damn|bloody )? time ~3 <P> ~3 ( {bad} / have|has to /
            forgets|forgot|messes|screws|breaks|goes|manages|fails|does|don't|doesn't|didn't ) ]
        [ <P> ..4 ( {bad} ) ..3 every single time ]
        [ typical|typically ( of )? ( the|our|for )? ( <P> / <C> $ /
            management|sales|marketing|hr|finance|it / $ / , / : ) ] not:response|user|request|day|
            week|shift|case|queue|member|workload|session|of|load|size
        [ ( that's|that_is|this_is|how|so|just ) ( so|again|just|once|absolutely )? ( again )?
            typical|like ( of|for )? ( you|them|him|her / the <P> / our <P> / <P> ) ]
        [ as ( <P> ) ( so|very|too|all )? ( often|always|usually|frequently|regularly|typically|
            invariably ) ( do|does|did ) ]
        [ as ( <P> ) ( always|usually|often|typically ) ( do|does|did|has|have ) ]
        [ {whoc} ( has|have|had )? <G>? ( deleted|sent|took|left|used|wrote|booked|ordered|picked|
            pushed|gave|put|chose|pressed|opened|closed|locked|brought|grabbed|filled|typed|did|got|
            deployed|merged ) ..3 ( wrong|incorrect ) ..2 again ]
        [ <P> ( would|will ) ( never|not ) ( ever )? ( learn|change|listen|understand|get_it ) ]
        [ <P> won't ( ever )? ( learn|change|listen|understand ) ]
        [ ( here|there ) ( <P> / we ) ( go|goes ) again ]
        [ ( not|isn't ) the first time ( that )? ( <P> / the <P> / <C> ) ]
        [ ( same old|usual|same ) ( story|excuse|excuses|suspects|nonsense|mess|circus ) ]
        [ <P> ( keeps|keep|kept ) ( on )? ( making|breaking|ignoring|changing ( <Q> / the ) /
            blaming|complaining|leaving|losing|missing|skipping|interrupting|messing|
            turning_up_late|delaying|coming|dropping|refusing|passing|pushing|repeating|showing_up|
            moving_the / asking_the_same|cutting|promising|lying|hiding|screwing|failing|doing_this|
            arguing|wasting|being|getting ( it )? wrong ) ]
        [ ( someone|somebody ) ( has|had )? ( <G> )? (
            left|forgot|used|took|moved|broke|deleted|changed|put ) ~6 again $ ]
        [ <P> ( {be} / has|have|had )? ( <G> / not )? ( late|forgot|lost|broke|ignored|missed|
            failed|asleep|absent|unprepared|unreachable|messed_up ) ~5 again $ ]
        """,
        be="is are was were isn't wasn't weren't aren't",
        bad="""
            late forget forgets forgot leave leaves wait waits waited complain complains blame
            blames blaming interrupt interrupts break breaks ignore ignores ignoring delay delays
            mess messes hide hides refuse refuses argue argues arguing lose loses complaining
            changing change changes skip skips screw screws unprepared absent unavailable busy rude
            cut cuts dump dumps push pushes pass passes promise promises wrong underestimate
            underestimates overpromise overpromises slow last lazy negative sloppy make makes making
            making-up postpone postpones disappear disappears cancel cancels miss misses missing run
            runs point points pointing rushing rush cutting
        """,
        never="""
            listen listens read reads check checks test tests answer answers help helps ask asks
            tell tells think thinks learn learns deliver delivers finish finishes clean cleans
            communicate communicates show shows take takes care cares follow follows do does reply
            replies respond responds document documents call calls bother bothers say says share
            shares update updates write writes admit admits apologise apologises apologize look
            looks keep keeps stick sticks work works turn turns come comes support supports pay pays
            prepare prepares return returns understand understands want wants on pick picks explain
            explains put puts give gives plan plans consult consults involve involves inform informs
            join joins arrive arrives close lock locks report reports tidy tidies stay wipe wipes
            wash
        """,
    ),
    unless=patterns(
        """
        ( so that|make|should|must|will|would|can ..4 ( nobody|never|<P> never|always ) )
        if|when|unless <P> never|always|don't
        <P> never ( had|got|have|alone|a )
        """
    ),
    negated=True,
)

_REMEDY: Final = Rule(
    Kind.REMEDY,
    "What would make the safe way the easy way, whoever is there?",
    patterns(
        """
        [ <PUO> ( on|at|in|from ..3 )? ( <G> )? ( need|needs|needed|must|should|have|has|had|ought|
            simply|better|just|will ) ( to|have|need|better|just|<G> )? ( to )? ( be )? ( <G> )? (
            {care} / pay ( <G> / better|closer|attention|some|proper|greater )? attention / try|work
            harder|better / think ( before|harder|twice|first|about_what|for / $ ) / be ( <G> /
            more|much )? ( <G> / more )? ( {careful} ) / do|get|act|be ( <G> )? (
            better|right|serious|professional* ) / do <Q> ( job|jobs|homework|work|best|duty ) / get
            <Q> act / take ( more|some|their|full|his|her|the )? ( responsibility|ownership|care|
            things|this|safety|it|rules|their|his|her ..2 ( seriously )? ) / use <Q>? (
            common|head|heads|brain|brains|eyes ) / learn to|how|that|from / put more|some
            effort|care / show more|some|a / make more|an effort / stop ( being|making|blaming|
            complaining|cutting|forgetting|ignoring|relying ) / remember to|that|their / be (
            reminded|told|taught|retrained|trained to ) / realise|realize / read the|<Q> ..1 (
            instructions|manual|documentation|procedure|procedures|email|emails ) / follow the|<Q>
            ..1 ( rules|procedure|procedures|protocol|instructions|process ) / stick|keep to
            the|their|our / know better ) ] not:from
        [ ( remind|reminded|tell|told|instruct|urge|warn|order|reminding ) (
            all|the|our|every|each|<O> )? ..1 <PO> ..2 to ( be ( <G> / more )? ( {careful} ) / <G>?
            ( pay|read|follow|think|check|double-check|concentrate|focus|do|not|try|be|take|use|
            listen ) ) ]
        [ ^ ( please|just|so|next|simply|and )? ( time )? ,? ( just )? ( be ( more|extra|a|much )? (
            bit )? ( more )? {careful} ( next|from|please|in|with|when|about / $ ) / pay (
            more|better|closer ) attention / try harder / think before / use your|common / do
            your|better ) ]
        [ ( more|better|greater|extra ) ( discipline|vigilance|carefulness|diligence|attentiveness|
            care|alertness|effort|commitment|focus|attention ) (
            is|are|was|from|by|on|would|needed|required|among|of ) ..5 ]
        [ ( be|been|is|are ) ( <G> )? ( more careful|vigilant|attentive|disciplined|diligent ) (
            next|in_future|from_now|in_the future / the next ) ]
        [ <P> ( had better / should|must just|simply|really|finally|learn|start|stop ) ( to )? ( <G>
            )? ( check|do|be|listen|read|learn|pay|think|follow|stop|start|thinking|listening|
            working|doing|paying|reading|taking|caring|whining|being|making ) ]
        """,
        careful="""
            careful attentive alert vigilant disciplined precise professional responsible diligent
            mindful accurate thorough focused conscientious cautious aware punctual awake sharp
            sharper accountable committed proactive critical consistent smarter serious reliable
            better
        """,
        care="""
            focus concentrate listen care toughen grow wake step-up double-check behave improve
            communicate pull shape smarten buck
        """,
    ),
    unless=patterns(
        """
            ( will|can|could|does ( need|take|learn|listen ) / if|when|before|whether ( you|<P>
                need|must|have ) / <P> ( need|needs|has|have|will ) ( to )? (
                read|listen|learn|follow|take ) ..4 ( by|before|until|this|next|monday|friday|week )
                )
        """
    ),
)

_SANCTION: Final = Rule(
    Kind.SANCTION,
    "What should be different in the work, so that this is less likely to happen again?",
    patterns(
        """
        [ ( should|must|needs|need|deserves|deserve|has|have|ought|will|going|want|wants|gets|could|
            can|would|shall|better ) ( to )? ( <G> )? ( be|get|see|have )? ( <G> / <PO> )? ( be|get
            )? ( {punished} / held accountable|responsible|liable / written up|off / put on a (
            performance|improvement ) / let go / taken off|to_task|out / called out / shown the door
            / made to ( pay|apologise|apologize|repeat ) / kicked|thrown|booted|moved out|off /
            stripped of / removed from|as / given ..2 ( warning|sack|reprimand|boot ) / an|a ( <G> /
            official|formal|written|final|serious|stern )? ( warning|reprimand|talking|telling-off|
            sanction|dressing-down|penalty ) ) ] not:up|by|when|from
        [ <P> ( should|must|ought|had|need|needs|will|has|have ) ( to|better|have )? ( to )? ( <G>
            )? ( resign|apologise|apologize|quit|leave_the|go / step down / pay for|the|back /
            be|feel ( ashamed|embarrassed|sorry|fired|gone|replaced|banned ) / look|find ( for )?
            another|a / face ( the|serious|some|disciplinary )? (
            consequences|music|charges|sanctions|action ) / hang / bear|suffer the / lose <Q> (
            job|licence|license|bonus|position|access ) / work|do ..3 ( weekend|overtime|unpaid ) )
            ]
        [ ( must|should|needs|need|have|has|will|got|are|be ) ( to )? ( be|have|face|suffer )? ( <G>
            / no|some|serious|real|severe|any )? consequences ..2 ( for|against ) ( <P> /
            whoever|him|her|them|those|the|this|you|anyone|everyone / $ ) ]
        [ ( there ) ( must|should|need|needs|have|has|will ) ( to )? be ( <G> / serious|real|some )?
            consequences ( for|$ ) ]
        [ ( disciplinary ( action|measures|steps|hearing|proceedings ) /
            official|formal|written|final ( warning|reprimand ) / sanctions|penalties|sanction|fine
            ) ..3 ( for|against|to|on|should|must|is|are|was|would ) ( <PO> / the <P> /
            whoever|those|anyone|him|her / follow|be|in|needed|taken|order ) ]
        [ heads ( must|should|will|have|need|had|are|to ) ( to|going )? ( to )? roll ]
        [ ( hold|holding|make|making ) ( <PO> / the|our ..1 <P> / someone|somebody|those / an ) (
            <G> )? ( accountable|pay|example|responsible|liable / out of ) ( of|for )? ]
        [ ( fire|sack|punish|discipline|suspend|dismiss|demote|reprimand|fined|fining|firing|
            sacking|punishing|disciplining ) ( <PO> / whoever / ( the|that|this|those|our|these )
            ..1 <PO> ) ] not:alarm|brigade|doors|door|drill|exit|extinguisher|department|escape
        [ ( take ..2 / comes|come|coming|deducted|docked ) out of ( <Q> / the <Q> ) (
            pay|salary|wages|bonus|paycheck|pocket ) ]
        [ name and shame ]
        [ ( deserves|deserve|deserved ) to ( lose|go|be|pay|feel|suffer|leave|fail )
            not:thanked|heard|praised|proud|known|told|here ]
        [ ( deserves|deserve|deserved ) ( <G> )? ( to be|a|an|no|what|the|to ) ..2 ( fired|warning|
            reprimand|sack|punishment|bonus|lose|penalty|blame|coming|it|suspended|sacked|kick|slap|
            punished|pity|sympathy|place|access ) ]
        [ ( i|we )? ( want|demand|expect ) ( an|a|to_see )? ( apology|apologies / <Q> resignation /
            heads|names ) from? ( <PO> / the )? ]
        [ ( no place|room for ) ( <PO> / people|someone ) ( like|who|here ) ]
        [ ( {be} ) ( <G> )? ( a disgrace|shame|joke|embarrassment to|for ) ( the|our|this|<Q> ) ]
        """,
        punished="""
            fired sacked dismissed disciplined punished suspended demoted reprimanded replaced
            ashamed penalised penalized fined sanctioned banned ousted expelled prosecuted sued
            reported warned terminated
        """,
        be="is|are|was|were",
    ),
    unless=patterns(
        """
        ( bearing|filter|fuse|battery|part|seal|unless|valve|disk|cable|bulb|lamp|pump|hose|router|
            switch|sensor|panel|event|alert|hook|trigger|job|token|key|password|certificate|account
            ) ..3 ( be|replaced|fired|suspended|terminated|removed )
        """
    ),
)

_JUDGEMENT: Final = Rule(
    Kind.LABEL,
    "What was the effect: on whom, how much, and for how long?",
    patterns(
        """
        [ ( it|this|that|it's|that's|which|behaviour|behavior|attitude|conduct ) ( {be} )? ( just|
            simply|completely|totally|utterly|absolutely|frankly|<G> )? ( {bad} ) (
            that|of|how|for|from|behaviour|behavior|and / $ ) ]
        [ ( {bad} ) ( that|of|from|how|behaviour|behavior|conduct ) ( the|a|an|our )? ..2 <PO> ]
        [ ( <P> / <Q> ) ..3 ( {be} ) ( <G> / completely|simply|totally|just )? ( {bad} ) ]
        [ ( {bad} ) ( behaviour|behavior|conduct|attitude|performance ) ]
        [ ( shame on / for shame / a disgrace / disgraceful / you call|calls (
            this|that|yourself|themselves|himself|herself ) ) ]
        """,
        be="is was were are be been",
        bad="""
            unacceptable inexcusable unforgivable ridiculous outrageous shameful disgraceful
            scandalous absurd appalling embarrassing unbelievable intolerable unheard-of
            beyond-belief shocking laughable reprehensible deplorable pathetic unprofessional
            incomprehensible
        """,
    ),
    unless=patterns(
        """
            ( latency|rate|temperature|level|risk|loss|delay|noise|speed|percent|heat ..4 (
                unacceptable|ridiculous|embarrassing|absurd ) )
        """
    ),
)

_COMPARISON: Final = Rule(
    Kind.COMPARISON,
    "What would anybody have needed to see or know there?",
    patterns(
        """
        [ ( any|a|an|every|no|even|some|somebody|someone|anybody|anyone|the ) ( <G> / even|more|a )?
            ( <L> / <G> / half )? ( <L> / competent|more ) ( <L> / <G> )? ..1 ( <PU> / child|person|
            professional|human|adult|mind|one|eye|somebody|student|pair ) ( with|in|on|at|of ..3 )?
            ( <G> )? ( would|wouldn't|could|couldn't|does|doesn't|do|don't|knows|know|should|checks|
            makes|had|might|can|tests|reads|asks|never|always|takes|leaves ) ]
        [ ( any|a|an|every|even ) ( <G> / <KTL> / first|second|year|two|five|ten|six|old|first-year|
            second-year|five-year-old|ten-year-old|trained )? ( <G> / year|old )? ( child|idiot|
            fool|toddler|monkey|beginner|novice|student|amateur|trainee|apprentice|intern|schoolboy|
            kid|five-year-old|ten-year-old|six-year-old|four-year-old|grandmother|layman|rookie|dog|
            robot|junior ) ( in|with|on ..3 )? ( <G> )? ( would|could|can|knows|would've|manages|
            understands|sees|spots ) not:have|help|join|ask|be|enter|open|fall|climb ]
        [ ( a|any|even|every ) ( <G> / <KTL> )? ( child|idiot|fool|toddler|monkey|beginner|novice|
            student|amateur|trainee|apprentice|intern|schoolboy|kid|student|rookie|junior|layman ) (
            would|could|would've ) have ( <G> )? not:been|{harm} <V> ]
        [ with|had ( a|an|some|any|one )? ( <G> / more|halfway|half )? ( <L> /
            competent|different|another|other|better ) ( <L> )? ( <G> )? ..1 ( <P> /
            people|person|lead|hands ) ..4 ( this|that|it|we|none|things|the ) ..2 (
            would|wouldn't|never|could ) ]
        [ ( other|every_other|all_other / the previous|old|last|former ) ( <P> ) ( <G> /
            never|always / at least / do|did|can|could )? ( manage|managed|manages|can|had|never|
            always|seem|have_no|knew|did|do|knows|get|got|had|would ) (
            to|this|it|the|no|that|such|made|fine|forgot )? ]
        [ ( anyone|anybody|everyone|everybody|someone|<P> ) with ( <G> / half|any|a|some|two|an )? (
            a|an|of )? ( brain|sense|eyes|common|experience|ounce|bit|shred ) ..3 (
            would|could|knows|wouldn't|should ) ]
        [ ( unlike|compared_to|with|not_like ) ( the|our|other|<Q> )? ( previous|old|other )? <P> ,?
            ~4 ( never|always|knows|does|did|didn't|doesn't|can|can't|at|bothered ) ]
        [ ( if ) ( someone|somebody|anybody|anyone|a|an|the|<P> ) ( <G> )? ( <L> /
            else|competent|previous|old ) ( <L> )? ( <P> )? ( had|were|was ) (
            been|in|on|there|here|done|at ) ~9 ( would|wouldn't|could ) ]
        [ ( if|when|back|had ) ( when )? <P> ( had|was|were|still )? ( still )? ( been|here|in ) (
            in )? ( charge|still|here|there|lead ) ]
        [ ( people|someone|somebody|anyone|anybody ) who ( actually|really|do|does|can|at|know|knows
            ) ( know|knows|can|care|cares|understand|understands|thinks|think|do|does|least|what|
            read|reads|does ) ]
        """,
        harm="""
            hurt injured killed died fallen caused led lost crashed slipped drowned burned tripped
            trapped
        """,
    ),
    unless=patterns(
        "( to|so|can|that|could ( that )? a|any|every child|student|beginner ( can|could|use ) )"
    ),
    negated=True,
)

_SARCASM: Final = Rule(
    Kind.SARCASM,
    "What happened, and what did it cost you?",
    patterns(
        """
        [ ( ^ / , / well|oh|wow|such|yeah|really|truly|absolutely ) ( <G> )? ( {praise} ) ( {thing}
            ) ( <G> )? ( , )? ( *ing|team|on|with|guys|everyone|<PC> / as|once|yet ..1 / , )? ..1 (
            *ing )? ..2 ,? ( as ( always|usual|ever ) / once again / yet again / breaking|
            forgetting|losing|leaving|ruining|ignoring|missing|skipping|deleting|wrecking|crashing|
            dropping|sleeping|killing|not|messing|wasting ) ] not:by
        [ ( ^ / , / oh|wow|yeah|yep ) ( <G> )? ( {praise} ) ( {thing} ) ( <G> )? ( breaking|
            forgetting|losing|leaving|ruining|ignoring|missing|skipping|deleting|wrecking|crashing|
            dropping|sleeping|killing|not|messing|wasting/ taking ( down|out|the whole ) / as (
            always|usual ) ) ]
        [ ^ ( <G> )? ( {praise} ) ( {thing} ) ] ~9 ( not $ / again|slow clap / wasn't|didn't|n't /
            lost|broken|down|closed|wrong|late|late|twice|wasted|missing|for|offline|flooded ) $
        [ ^ ( well )? ,? ( thanks|thank ( you )? ) ( to )? (
            a_lot|so_much|very_much|again|for_nothing|for )? ,? ( <PC> / our|the <P> )? ,? ( for (
            nothing / breaking|forgetting|losing|leaving|ruining|ignoring|missing|skipping|deleting|
            telling us ( too|so|only ) / not|letting|wasting|waiting|dropping|making us (
            wait|redo|do ) / the ( mess|extra|heads|warning|chaos ) ) ) ]
        [ ^ ( oh|so )? ,? ( well done / good|great|nice|lovely ( job|work|one|going )? / bravo /
            congratulations / congrats / cheers ) , ..2 ,? ~9 ( offline|down|broken|gone|late|
            closed|lost|wet|dead|flooded|ruined|empty|cold|burnt|burned|stuck|useless|locked ) (
            again|now )? $ ]
        [ thanks to ( the|our|<Q> )? ..1 ( <P> / brilliant|genius|great|wonderful|<Q> / <C> ) ..3 ,?
            ( we|i|nobody|everyone|everybody|the|all|it ) ( <G> / all|now|of )? ..2 (
            have_to|had_to|lost|can't|couldn't|missed|must|are / were (
            stuck|late|behind|down|now|back|left|without|again ) / get_to|is_down|was_down|broken|
            wasted|had_no|ruined|crashed|failed|went|spent ) ]
        [ ^ ( oh|ah|well ) ,? ( great|wonderful|fantastic|brilliant|lovely|perfect|nice|good|sure|
            of_course|super|joy|how|congratulations ) ( , / <P> ..2 /
            the|our|another|someone|who|and|because|it|that ) ]
        [ ( ^ / so )? ( how|so ) ( very )? ( convenient|thoughtful|considerate|professional|clever|
            smart|kind|generous|typical|nice|helpful ) ( that|of|for|to|how ) ..3 ]
        [ ( surprise , surprise / what a surprise / big surprise / no surprise (
            there|that|here|he|she|they ) / slow clap / round of applause for / hats off to ..4 for
            ( breaking|forgetting|losing|ignoring|missing ) ) ]
        [ ( genius|brilliant|masterful|master|stellar|bright ) ( move|idea|plan|stroke|thinking|
            spark|planning|work|coordination|communication ) ( by|of|from|to / , / $ ) ]
        [ ( real|true|absolute|proper|certified ) ( genius|geniuses|hero|heroes|professional|
            professionals|expert|experts|star|pro|pros ) ( , / who|decided|thought|at|over / $ ) ]
        [ ( <P> / the <P> ) ,? ( our|the ) ( great|local|resident|so-called ) (
            expert|hero|genius|star|professional ) ]
        [ so-called ( <P> / professional|professionals|expert|experts|specialist|specialists|
            leadership|quality ) ]
        [ ( so much for ( <Q> / the|our|being ) / who needs ..3 anyway / what could possibly go /
            must be nice / wouldn't want to / god|heaven forbid ) ]
        [ ( congratulations|congrats|bravo|kudos|well_done|applause|chapeau|compliments|props ) (
            to|on / , / for )? ~4 ( for|on )? ( breaking|forgetting|losing|leaving|ruining|ignoring|
            missing|skipping|deleting|taking_down|crashing|yet|once|again|wasting|managing to (
            break|lose|miss|forget|ignore|delete ) / not ) ]
        [ ( apparently|evidently|i_guess|i_suppose|clearly|seems|presumably ) ,? ( the|our|it|for )?
            ..4 ( optional|beneath/ too ( much|busy|hard|difficult|important|good|complicated|
            expensive ) / above <Q> / better things / rocket|a_lot to ask / overrated|impossible (
            to|for ) ) ]
        [ ( nice|kind|good|lovely|sweet|generous|great|typical|big ) of ( <PO> / the|our <P> ) to (
            finally|eventually|at_last|let_us_know|tell_us|show|turn|leave|inform|warn|join|mention|
            bother|grace|forget ) ]
        [ ( good luck ) ( getting|finding|reaching|with|trying ) (
            a|an|the|any|hold|that|them|him|her )? ..2 ( from|of|out|someone|<PO> ) ]
        [ ( yeah|yes|sure|right|ok|okay|oh ) ,? ( right|because|sure|well|of_course ) ,? (
            because|that|the|let's|let|blame|why|<P> ) ]
        [ <P> ( has|have|had )? ( managed|manage|manages ) ( <G> / once|yet again )? to ( break|
            lose|miss|forget|ignore|delete|ruin|destroy|crash|confuse|mess|screw|get ..2
            wrong|drop|lock|flood|burn|kill|order_the|send_the_wrong ) ]
        [ ( as if|like ) <P> ( ever|would|cared|care|know|knows|knew|even|could ) (
            ever|cared|care|read|know|bother|listen|even|check|help )? ]
        """,
        praise="""
            great nice good fantastic brilliant excellent lovely wonderful amazing superb marvellous
            terrific awesome outstanding smart clever genius bravo impressive perfect
        """,
        thing="""
            job work going move one effort planning timing teamwork thinking communication try catch
            handover stuff coordination performance display start
        """,
    ),
    unless=patterns("( no surprise to / a lot to learn )"),
    negated=True,
)

ASIDES: Final = (
    *_QUESTION, _COMPARISON, _SARCASM, _SANCTION, _REMEDY, _ABSOLUTE, _JUDGEMENT,
)  # fmt: skip
