"""English rules about questions that ask who or why."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

QUESTIONS: Final = (
    Rule(
        Kind.QUESTION,
        "How did it get to that point?",
        patterns(
            """
            [ ^ ( so|and )? ( which|what ) ( <G> )? ( genius|idiot|clown|joker|bright_spark|moron|
                fool|wise_guy|hero|einstein ) ]
            [ ^ ( so|and|but )? ,? ( who|what_kind_of_person|what_sort_of_person ) ( on_earth|
                the_hell|in_their_right|in_his_right|in_the_world|in_god's ) ]
            [ ^ ( so|and|but )? ,? ( whose|who's ) ( <G> / bloody|bright|brilliant|job )? (
                idea|job|turn|fault|responsibility ) was ( it|this|that ) ( <G> )? (
                to|supposed|anyway / QM ) ]
            [ ^ where ( on earth|the hell ) ( was|were|is|are ) ( the|our )? ..1 <P> ]
            [ ^ where ( was|were|is|are ) ( the|our )? ..1 <P> hiding ]
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
            [ why is it that ( the|our )? ..1 ( <P> / nobody ) ( <G> )? ( can't|never|always|can|
                keeps|don't|doesn't|refuse|refuses|won't ) ]
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
            [ how ( on_earth )? ( did|could|can|does|come|is_it|was_it ) ( that|possible_that )? (
                nobody|none|no_one|not_one / not a single <P> ) ( in|at|on|from|of ..3 )? ( <G> )?
                not:get|hurt|injured|die|died ]
            [ ^ ( so|and )? ,? ( didn't|hasn't|doesn't|couldn't|isn't|wasn't|don't|can't ) (
                anyone|anybody|you|they|he|she / the|our ..1 <P> / <P> ) ( in|at|on|from|of ..3 )? (
                <G> / there )? ( even|ever|bother|think|thought|know|read|check|checked|care|listen|
                see|notice|noticed|ask|asked|look|looked|taught|told|capable|able|follow|smell|hear|
                just|have ) ] ..9 QM
            [ ( did|does|do|has ) ( nobody|no_one|none|not_one|not_a_single ) ( in|at|on|from|of ..3
                )? ( <G> / ever )? ( think|bother|check|read|ask|notice|look|see|call|know|care|
                listen|thought|checked|noticed|asked ) ]
            [ ( is it|was it ) ( really|too|so|that|asking_too ) ( <G> )? (
                much|hard|difficult|complicated ) ( to|for ) ]
            [ ( am i|are we ) the only ( one|ones|person|people ) ( here|who|left ) ]
            [ ^ ( are|is|were|was ) ( you|they|he|she / the <P> ) ( <G> / all|really )? (
                blind|deaf|asleep|stupid|mad|serious|kidding|joking ) ]
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
        unless=patterns("nobody|one get|gets hurt|injured"),
        asks=True,
        negated=True,
    ),
    Rule(
        Kind.QUESTION,
        "What did people think was going on, and what told them so?",
        patterns(
            """
            [ what ( on_earth|the_hell )? ( was|were|is|are ) ( the|our )? ..1 <P> ( <G> )? ( doing
                ) ( all|there|instead ) ]
            [ what ( did|do|does|has|have ) ( the|our )? ..1 <P> ( <G> )? ( do|done|been_doing ) (
                all|the_whole|for_three|there ) (
                day|week|evening|night|morning|shift|afternoon|month ) ]
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
