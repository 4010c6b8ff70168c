"""English rules about absolutes, remedies, sanctions and comparisons."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

_ABSOLUTE: Final = Rule(
    Kind.ABSOLUTE,
    "When did that happen last, how often before, and when did it go differently?",
    patterns(
        """
        [ <P> ( keeps|keep|kept ) ( on )? ( sitting|arriving|turning|walking|talking|overriding|
            undoing|borrowing|moving|cancelling|double-booking|overbooking|postponing|parking|
            blocking|bending|cutting|stealing|swapping|wandering|disappearing|calling_in|dodging|
            ducking|ranting|moaning|whining|nagging|meddling|overruling|undermining|overpromising )
            ]
        [ <P> ( keeps|keep ) on *ing ]
        [ <P> ( keeps|keep|kept ) ( on )? *ing ..5 ( late|without|behind|wrong|instead ) ]
        [ ( once again|more / yet again / as ever ) ,? ( the|our )? ..1 <P> ( <G> )? ( left|lost|
            broke|broken|dropped|cancelled|kept_us|ruined|delivered_late|showed|turned_up|came_late|
            put|let_us|cut|took_the|ran|got ..2 wrong ) ]
        [ for the ( umpteenth|nth|hundredth|thousandth|millionth|tenth|zillionth ) time ,? ( the|our
            )? ..1 <P> ]
        [ <P> ..7 for the ( umpteenth|nth|hundredth|thousandth|millionth|tenth|zillionth ) time ]
        [ ( it's|its|it_is|it_was|always ) always ( the )? ( same|<P> ) ( old )? (
            with|who|that|people|story|excuse|person|faces|<P> ) ]
        [ <P> ( is|are ) ( forever|perpetually ) *ing ]
        [ ( time and again / time after time / over and over|again ) ,? ( the|our )? ..1 <P> ]
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
        [ <PU> ( need|needs|have|has|should|must ) ( to )? ( <G> / start|finally|learn )? ( to )? (
            taking|take ) ..4 seriously ]
        [ whoever ( <V> / did|wrote ) ..6 ( needs|should|must|deserves|ought|has|wants ) ( to )? (
            <G> )? ( learn|look|think|explain_themselves|apologise|apologize / be ( retrained|
            trained|told|ashamed|replaced|taught|reminded|spoken ) ) ]
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
            sacking|punishing|disciplining ) not:crew|crews|team|teams|service|officer|officers|
                chief|marshal ( <PO> / whoever / ( the|that|this|those|our|these )
            ..1 <PO> ) ] not:alarm|
                brigade|doors|door|drill|exit|extinguisher|department|escape
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

ASIDES: Final = (
    _COMPARISON, _SANCTION, _REMEDY, _ABSOLUTE, _JUDGEMENT,
)  # fmt: skip
