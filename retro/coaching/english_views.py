"""English rules about traits, motives and hindsight, and what comes of them."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

_BE: Final = "is|are|was|were|be|been|being|isn't|wasn't|weren't|he's|she's|they're|you're"

_TRAIT: Final = (
    Rule(
        Kind.TRAIT,
        "What was seen or heard, without the judgement in it, and what was needed there?",
        patterns(
            """
            [ <Q> ( <G> / usual|typical )? <T> not:to|and|about ]
            [ <P> ( {be} ) ( <G> / just|simply )? ( bad|terrible|awful|hopeless|useless|rubbish|
                lousy|dreadful|poor|atrocious ) ( at|with ) ]
            [ <P> ( {be} ) ( <G> )? ( incapable|unfit|unsuited|unworthy ) ( of|for|to ) ]
            [ <P> ( {be} ) ( <G> / a|an|the )? ( <G> / real|total|complete|absolute|walking|bit_of_a
                )? ( pain|nightmare|menace|bully|diva|jobsworth|know-it-all|micromanager|tyrant|
                dinosaur|dead_weight|deadwood|loose_cannon|control_freak|drama_queen|waste_of|
                weak_link|weakest_link|danger_to|laughing_stock|passenger_in|law_unto|prima_donna )
                ]
            [ ( <P> / those|these ) ( {be} ) ( <G> )? ( <G> )? ( full_of_themselves|full_of_himself|
                full_of_herself|all_talk|all_mouth|out_of_touch|out_of_<Q>|power-mad|power-hungry|
                on_a_power|above_the_rules|out_of_control ) ]
            [ <P> ( {be} ) ( <G> )? out of <Q> ( depth|league|mind|minds ) ]
            [ <P> ( act|acts|acted|acting|behave|behaves|behaved|behaving|carry_on|carries_on ) like
                ( a|an|the|total|complete|spoilt|spoiled )? ( <G> / <KT> /
                spoilt|spoiled|headless|bunch_of|bull_in )? ( child|children|toddler|toddlers|kids|
                king|queen|god|diva|divas|idiots|animals|amateurs|cowboys|teenager|teenagers|tyrant|
                boss|headless|chickens|dictator|they|he|she ) ]
            [ ( <P> / someone|somebody ..3 / who|people|they|those ) ( {be} /
                seem|seems|seemed|got|gets|look|looks|sounds|acted|behaved ) ..2 <T> ]
            [ <P> ( {be} ) ( <G> / a )? ..1 ( lazy|stupid|dumb|naive|useless|hopeless|unreliable|
                crazy|insane|silly|blind|disgrace|joke|liability|nuisance|idiot|moron|amateur|clown|
                cowboy|fool|coward|liar|slacker|loser|slob|mess ) ] not:to
            [ ( he's|she's|they're|you're ) ( <G> / a )? ( <T> / lazy|stupid|dumb|naive|useless|
                hopeless|unreliable|idiots|morons|amateurs|clowns|cowboys ) ]
            [ ( it|that|this ) ( was|is ) ( <G> )? <T> to ]
            [ <T> ..1 ( of|by|from|on_the_part_of ) ..2 <PO> ]
            [ ( it|this|that|which|how|what ) ( {be} )? ( a|an|such|so|<G> )? ( <G> )? <T> ( {noun}
                )? ] not:to|of
            [ ( {be} ) ( <G> )? ( <T> / stupid|dumb|lazy|silly|crazy|naive ) ( of|from ) ..2 <PO> ]
            [ how ( <T> / stupid|dumb|lazy|naive|blind|clumsy|slow|difficult ) (
                can|could|must|do|does|is|are|was|were ) ..1 <P> ]
            [ ( <T> / lazy|stupid|dumb|idiotic|silly|foolish|poor|bad ) ( {noun} ) ( by|of|from|on )
                ..3 <PO> ]
            [ ( <T> / stupid|dumb ) ( mistake|mistakes|error|errors|blunder|slip ) ]
            [ ( those|these|our|the|by|with|that|a|an|of ) ( <T> /
                lazy|stupid|dumb|useless|hopeless|unreliable|crappy|slow ) <P> ]
            [ ( what_a|an|such_a|an|bunch_of|total|complete|absolute|utter|real ) ..1 ( idiot|
                idiots|moron|morons|amateur|amateurs|clown|clowns|fool|fools|cowboys|slackers|
                imbeciles|losers|joke|disgrace|shambles|shame ) ]
            [ ( idiot|idiots|moron|morons|imbecile|imbeciles|slacker|slackers|amateurs|dimwit|
                dimwits|numpty|muppet|muppets ) ]
            [ <P> ( {be} ) ( <G> / far|way )? too ( slow|junior|inexperienced|stubborn|lazy|proud|
                arrogant|impatient|chaotic|young|old|green|stupid|dumb|sloppy|busy_with|weak|soft|
                timid|eager|scared|cheap|full_of ) ]
            [ ( <T> / lazy|stupid|bad|appalling|terrible|casual|couldn't-care-less ) (
                attitude|behaviour|behavior|mentality|conduct ) ]
            [ <P> ..1 ( lack|lacks|lacked ) ( the|any|all|basic|even )? ..1 ( discipline|skill|
                skills|competence|motivation|commitment|experience|professionalism|sense|guts|
                backbone|decency|initiative|drive|attention|understanding|insight ) ]
            """,
            be=_BE,
            noun="""
                work job mistake error decision move choice behaviour behavior attitude driving
                thinking planning handling idea handover workmanship act thing excuse approach
                response reply coding parking
            """,
        ),
        unless=patterns("( lazy ( loading|load|import|evaluation ) / stupid simple )"),
    ),
    Rule(
        Kind.TRAIT,
        "Where was the attention needed at that moment, and what drew it?",
        patterns(
            """
            [ {who} ( was|were|is|are ) ( <G> )? ( chatting|gossiping|scrolling|texting|
                dozing|daydreaming|gaming|messing_about|fooling_around|flirting ) ( <G> / with ..2 /
                    outside )? (
                instead|while|when|rather|on|in|during ) ]
            [ <P> ( {be} ) ( <G> )? not ( <G> )? ( paying ( any|much|enough|close|full )? attention
                /
                listening|concentrating|watching|focused|focusing|looking ) ]
            [ <P> ( {be} ) ( <G> )? ( asleep|sleeping|dozing|daydreaming|snoozing|napping|
                distracted|
                slacking|dawdling ) ]
            [ {who} ( must|may|had to )? ( have )? been|was|were ( <G> )? ( sleeping|asleep|
                dreaming|daydreaming|drunk|dozing|napping|chatting|gossiping|scrolling|texting|
                goofing|skiving|slacking|messing|gaming / on ( his|her|their|the|a ) (
                phone|phones|mobile|mobiles|smartphone ) / playing|busy (
                on|with|games|his|her|their|cards ) / ( not|n't ) thinking / miles away / away with
                ) ]
            [ ( {who} / who|whoever ..4 <G>? ) ( wasn't|weren't|isn't|aren't ) ( <G> )? ( thinking /
                doing <Q> ( job|jobs|work|duty ) ) ]
            [ {who} ( is|was|are|were ) ( <G> )? not ( <G> )? ( thinking / doing <Q> (
                job|jobs|work|duty ) ) ]
            [ {who} ( is|was|are|were|isn't|aren't|wasn't ) ( <G> )? ( not )? ( <G> )? ( a team
                player / up to ( the|this|his|her|their ) ( job|task ) / fit for / cut out for ) ]
            [ ( wasn't|weren't|isn't|aren't ) ( <G> )? (
                paying|listening|concentrating|watching|focused|interested ) ( attention )? ]
            [ asleep|sleeping ( at|on|behind the|his|her|their ) ( wheel|switch|job|desk|post|watch
                ) ]
            [ fell|fallen asleep ( on|at|behind|in ) the ( job|wheel|switch ) ]
            [ <P> ( did not|never / didn't|don't|doesn't|never|hardly ) ( <G> )? ( pay|paid ) (
                any|much|enough|close )? attention ]
            """,
            be=_BE + "|sat",
        ),
        unless=patterns("( sleeping|slept at|in home|bed|tents|shifts )"),
        negated=True,
    ),
    Rule(
        Kind.TRAIT,
        "What happened exactly, and what made that way of doing it the natural one?",
        patterns(
            """
            [ <PQOCB> ..2 ( {adverb} ) ] ..1
            [ ( {adverb} ) <V> ..3 by ..2 <P> ]
            """,
            adverb="""
                carelessly recklessly sloppily negligently irresponsibly stupidly foolishly
                thoughtlessly wilfully willfully mindlessly heedlessly incompetently
                unprofessionally arrogantly stubbornly half-heartedly clumsily brazenly ignorantly
            """,
        ),
    ),
    Rule(
        Kind.MOTIVE,
        "What made the other way the easier one, and what would make this one easy?",
        patterns(
            """
            [ ( due|down|comes_down|came_down|owing|thanks ) to ( <G> /
                sheer|pure|plain|simple|the|a|his|her|their|general )? ..2 <E> ]
            [ ( because_of|by|from|out_of|of|through|sheer|pure|plain|simple|cause ) ..1 <E> ( $ /
                of|by|in|on|from|at|and ) ]
            [ <E> ( of|by|from|in|on|among|at|on_the_part_of ) ..3 <PO> ]
            [ <Q> ( <G> / own|sheer|utter|total )? <E> ]
            [ ( {be} ) ( <G> / sheer|pure|plain|simple|a_case_of )? ( <G> / just )? <E> ]
            [ : ( <G> / sheer|pure )? <E> ]
            [ ^ ( sheer|pure|plain|simple|<G> )? <E> ( , / $ ) ]
            [ ( bad|poor|weak|terrible|appalling|shocking|slack ) (
                discipline|attitude|work-ethic|mentality|ethic|manners ) ]
            [ ( lack|absence|want of / no|zero|without_any|without_sense_of / no|zero|little ) ( <T>
                / any|basic|proper|personal|team )? ( discipline|effort|commitment|ownership|
                motivation|interest|responsibility|professionalism|diligence|initiative|
                accountability|common|dedication|willingness|backbone|pride|urgency|engagement|
                respect|rigour|rigor|care|skill|competence|attention ( by|from|on )? ) ]
            """,
            be=_BE,
        ),
        unless=patterns(
            """
            ( clause|training|law|insurance|course|policy|claim|term|procedure|campaign )
            no|without commitment|interest|attention needed|required|in|to|rate
            """
        ),
        negated=True,
    ),
)

_MOTIVE: Final = Rule(
    Kind.MOTIVE,
    "Which goals and pressures were at work there, and what was at stake for them?",
    patterns(
        """
        [ {who} refuse|refuses ( to|point-blank|flatly )
            not:be|start|load|boot|believe|enter|work_in|lift ]
        [ <P> would rather|sooner ( watch|chat|sleep|play|blame|argue|complain|gossip|scroll|look|
            smoke ) ]
        [ {who} ( took|takes|taking|stole|steals|claimed|claims|grabbed ) ( all|full|<G> )? ( the )?
            credit ]
        [ <P> ( <G> )? ( makes|make|made|making ) (
            nothing_but|all_sorts_of|endless|up|the_usual|lame|feeble )? excuses ( $ /
            ,|for|and|about|again|instead|when|every ) ]
        [ <P> ( <G> )? ( blames|blame|blamed|blaming ) (
            everyone|everybody|others|us|me|the_others|anyone|each ) ]
        [ {who} ( dumped|dump|dumps|dumping|offloaded|offloads|palmed|foisted|shoved|unloaded|
            lumbered|saddled|fobbed ) ..4 ( on|onto|off|with ) (
            us|me|our|the_rest|others|everyone|it|this|that|all ) ]
        [ {who} ( lumbered|saddled|fobbed ) ( us|me|our ) ]
        [ {who} ( dumped|dumps|dump|offloaded|offloads|unloaded ) ..5 ( on|onto ) ( us|me / our ..1
            <P> / the <P> ) ]
        [ <P> ( <G> )? ( hide|hides|hid|hiding ) behind ]
        [ {who} ( couldn't|could not|didn't|can't|never ) be bothered ]
        [ {who} ( thought|thinks|think|felt|feel|feels ) ( it|this|that|the ..2 ) ( was|is|were ) (
            <G> )? ( beneath|not_<Q>_job|somebody_else's|someone_else's|below ) ]
        [ {who} ( put|puts|putting ) ( <Q> / profit|money|speed|targets|numbers ) ..3 (
            before|above|ahead_of|over ) ( safety|quality|people|patients|the|everyone|us|ours ) ]
        [ {who} ( only|just|merely|simply )? wanted to ( go_home|leave_early|get_home|get_out|
            get_it_over|get_rid|look_good|be_done ) ]
        [ ( because|since|as ) ( the|our )? ..1 <P> ( <G> )? ( wanted|preferred ) to (
            go|get|be|look|leave|finish|save|impress|watch|please ) ]
        [ <P> ( <G> )? ( don't|doesn't|didn't / do|does|did not / couldn't|can't / could not ) ( <G>
            / seem to / even )? ( care|give|bother|get_it|understand|get|value|respect|take ..4
            seriously / want to ( help|listen|cooperate|know|hear|be|work|learn|change|do|take|
            admit|see|understand|share ) / feel like / know what <P> ..1 doing / have a|any clue /
            want any ) ] not:in|the|why
        [ <P> ( <G> )? ( cares|care|cared|worry|worries|thinks|think|thought|interested|looks|looked
            ) ( about|of|for )? only ( about|of )? ]
        [ <P> ( only|just ) ( ever )? ( care|cares|cared|want|wants|wanted|think|thinks|thought (
            of|about )? / are|is|were|was ( interested|in_it|there|after|out ) /
            do|does|did_it|this|that ) ]
        [ ( couldn't|could_not / can't ) care less ]
        [ {who} ( has|have|had )? ( <G> )? ( refused|refuses|refusing|declined ) to ( cooperate|
            help|listen|work|share|answer|follow|talk|discuss|admit|take|do|change|learn|use|come|
            join|respond|read|look|pay|hand|give|test|check|explain|even|wear|apologise|apologize|
            fix|move|wait|sign|let|tell|write ) ]
        [ <P> ( simply|just|flatly|flat ) ( out )? refused|refuses ]
        [ <P> ( {be} ) ( <G> )? ( unwilling|reluctant|unmotivated|uninterested|jealous|vindictive|
            out_to / trying to ( hide|cover|avoid|dodge|save|protect|get|look|score|impress|shift|
            dump|push ) / afraid to admit / covering ..1 ( back|tracks|backs|up|own ) /
            hiding|lying|pretending / protecting ( himself|herself|themselves|<Q> ) / making
            excuses|trouble / playing ..2 ( games|politics|dumb ) / looking for ..1 (
            excuse|excuses|way / easy ) ) ]
        [ ( just|only|purely|merely ) ( <V> /
            did|do|done|doing|it|this|that|went|wanted|wants|trying|want )? ..3 ( to|for|at ) (
            look|show|impress|score|save|make|cover|please|get|protect|avoid|seem ) ( himself|
            herself|themselves|their|good|clever|important|off|face|points|the|a|his|her|out ) ]
        [ ( wanted|wants|trying|tried|hoping|eager ) to ( score points / look
            good|clever|smart|important / show off / impress / save face|money at / cover (
            it|this|that|up|their|his|her ) / get rid of / go home early / make ( us|me|him|her|them
            ) look ) ]
        [ ( out_of|through ) ( spite|jealousy|laziness|convenience|malice|revenge|vanity|
            fear_of_looking|pure|sheer ) ]
        [ <P> ..3 ( deliberately|knowingly|wilfully|intentionally|purposely|consciously )
            not:kept|left|chose|small|simple ..4 ( ignored|ignoring|hid|hiding|withheld|lied|misled|
            kept|sabotaged|skipped|delayed|broke|misled|left|overlooked|excluded ) ]
        [ <P> ..3 on purpose $ ]
        [ <P> ( lied|lies|cheated|tricked|misled|deceived ) ]
        [ {who} ( {be} ) ( <G> )? more ( interested|concerned|busy|worried|occupied ) (
            in|with|about ) ]
        [ ( wanted|wants|want|wanting|likes|like ) to ( be|play ) ( the|a ) (
            hero|boss|star|victim|centre|center|smartest|big ) ]
        [ ( some|certain ) ( people|colleagues|individuals|folks ) ( <G> / here|in ..3 )? ( <G> )? (
            obviously|clearly|apparently|seem|seems|think|thinks ) ( <G> )? (
            to|think|believe|that|rules|don't|they|it|this|can't ) ]
        [ hidden agenda|agendas ]
        [ {who} ( has|have|had )? <G>? ( hid|hidden|hides|hiding|withheld|withholds|concealed ) (
            the|this|that|it|his|her|their|from|bad|all|a|some ) ]
        [ {who} ( has|have|had )? <G>? ( kept|stayed|remained ) ( <G> )? ( quiet|silent|<Q>
            mouth|mouths|quiet|shut ) ( about )? ]
        [ {who} ( has|have|had )? <G>? ( covered|covering|covers ) (
            it|this|that|things|their|his|her )? ( up|tracks ) ]
        [ ( because|since|as ) ( the|our|some )? ..1 <P> ( {be} ) ( <G> )? ( in a hurry|rush /
            lazy|bored|selfish|greedy|scared|tired|busy ( of|with_his|with_her|with_their )? /
            more|only|too interested|busy|proud|lazy|eager|keen|impatient|stubborn|afraid|arrogant )
            ]
        [ ( because|since|as ) ( the|our|some )? ..1 <P> ( <G> )? ( wanted|wants|preferred|prefers (
            to ) ( go|finish|leave|get|look|save|be|win|show|impress|avoid ) /
            couldn't|can't|didn't|doesn't|don't|wouldn't|won't ( care|bother|listen|want / be
            bothered|arsed|asked / feel like ) ) ]
        [ <P> ( just|only|simply ) wanted to (
            finish|leave|go|get|be|save|avoid|win|impress|please|look ) ]
        [ <P> have|has|had ( absolutely )? ( no ( interest|intention|desire|clue|idea_what <P> /
            respect|shame|excuse|backbone|sense ) / other priorities|better_things|something better
            ) ]
        [ <P> can't|couldn't take criticism|feedback ]
        [ <P> thinks|think|thought ( <P> )? ( {be} / know|knows ) ( above|better|too|best|
            everything|untouchable|special|smarter|important ) ]
        [ too proud|stubborn|lazy|arrogant|cowardly|cheap|vain|important|self-important to ]
        """,
        be="is|are|was|were|be|been|being|isn't|he's|she's|they're|you're",
    ),
    unless=patterns("( know|understand|see|did|didn't not? know why / if <P> don't )"),
    negated=True,
)

_HINDSIGHT: Final = Rule(
    Kind.HINDSIGHT,
    "When did that become clear, to whom, and what could be seen before?",
    patterns(
        """
        [ ( {be} ) ( <G> / just|so|blindingly )? ( obvious|clear|evident|plain|apparent|self-evident
            ) ( to|for ) ( <P> / all|anyone / the <P> ) ]
        [ ( {be} ) ( <G> / just|so )? ( obvious|clear|evident ) from the (
            start|beginning|outset|very|get-go|off ) ]
        [ ( anyone|anybody|everyone|everybody / any|every ..1 <P> ) ( <G> )? ( could|would|should )
            ( <G> )? ( have|have_told|see|tell|told|predict|predicted ) ( <G> )? ( seen|predicted|
            foreseen|spotted|known|noticed|told|understood|figured|you|it|this|that|us ) (
            that|it|this|the|was|coming )? ]
        [ <P> ( <G> )? ( could|should ) ( <G> )? see|have ( seen|predicted|foreseen|anticipated ) (
            that|it|this ) ( was|coming|would )? ] coming|a|from|was|would|a_mile|happening
        [ ( saw|seen|see|could_see|smelled ) ( it|this|that|all|these ..1 ) coming ]
        [ ( told|warned ) ( you|them|him|her|everyone / ( the|our )? <P> ) ( so / about it|this|that
            / about ..3 ( times|before|already ) / repeatedly|before|already|again|explicitly / in (
            january|february|march|april|may|june|july|august|september|october|november|december|
            advance ) / ( for|many|several|three|twice|a|more|time|over ) ..2 (
            times|weeks|months|years|again|twice|hundred|dozen ) ) ]
        [ ( i|we|i'd|we'd|i've ) ( <G> / did|had|have|kept|already|repeatedly|clearly|specifically|
            explicitly|said )? ( <G> )? ( warned|warning|warn ) ( you|them|him|her / the <P> / <P> )
            ] not:early
        [ ( i|we ) ( <G> )? said ..6 ( would|was going to ) (
            fail|go|happen|end|break|backfire|never|not ) ]
        [ ( i|we|i'd|we'd|i've ) ( <G> )? told ( <PO> / the|our ..1 <P> ) ..4 (
            would|before|ago|already|repeatedly|times|last|back ) ]
        [ ( i|we|i'd|we'd|i've ) ( had|have|already|repeatedly|clearly|specifically|explicitly|
            literally ) ( <G> )? told ( you|them|him|her|the|our ) ]
        [ ( i|we|<P> ) said|knew ( so|this|it|that ) ( would|all|was|from|happen|at ) ..2 (
            happen|go|along|start|time|bound|wrong|fail ) ]
        [ <P> ( had|have|has )? been? ( were|was )? warned ]
        [ common sense ]
        [ ( everyone|everybody|anyone|anybody ) ( <G> )? ( knows|knew ) (
            that|you|to|how|not|better|this ) ]
        [ ( any|every|a|even|an ) ( even )? ( <KTL> )? ( idiot|fool|child|toddler|monkey|beginner|
            novice|layman|amateur|schoolboy|kid|five-year-old|blind|trainee|intern ) ( man )? ( <G>
            )? ( knows|knew / could|can|would ( see|have|tell|know|understand|do|spot|figure ) )
            not:been ]
        [ <P> ( <G> )? ( knew|know|knows ) ( perfectly|full|very|damn|exactly|better|well|all_too|
            quite|fully|all_along ) ]
        [ <W> ( should|ought_to ) ( really|just )? ( know better / have known ) ]
        [ <P> ( should|ought|must|had ) ( to )? ( <G> )? ( know better / have known ) ]
        [ ( <P> / all <P> ) ( only|just|simply ) had to ]
        [ all <P> ( had_to|needed ) ( do )? ]
        [ ( it ( was|would|is ) / <P> ( was|were ) ) ( <G> )? ( bound|asking ( for|to ) (
            go|happen|fail|trouble|end|it|be ) / only a matter|question of time / a matter of time )
            ]
        [ ( in hindsight|retrospect / of_course|obviously|clearly|evidently ) ..3 <P> ( <G> )? (
            should|could|didn't|don't|doesn't|did|never|forgot|can't|failed|wasn't|weren't|isn't|
            aren't|ignored ) ]
        [ <P> ( obviously|clearly|evidently|plainly|apparently ) ( <G> )? ( did|didn't|don't|
            doesn't|do|never|hasn't|haven't|hadn't|can't|couldn't|thought|thinks|wasn't|weren't|
            isn't|forgot|had|has ( better|other|no|not|better )? ) ]
        [ ( hardly|not|isn't|n't ) ( exactly )? rocket science ]
        [ ( not|isn't|wasn't|hardly ) ( <G> / that|so )? ( hard|difficult ) to ( see|check|read|
            call|ask|follow|understand|remember|do|press|close|write|test|fill|pick|send|get|look )
            ]
        """,
        be="is|was|were|are|be|been|seems|seemed|became",
    ),
    unless=patterns(
        """
        ( so that|make|made|makes ) ..6 ( obvious|clear|anyone|everyone|everybody|anybody )
        ( easy|not|never|nobody|no ) ( for|one )? ( <P> )? ( could|would|was|were|to ) ( have )? (
            known|know|seen )
        <P> could not|never
        <P> couldn't|wouldn't have
        <P> can see|join|edit
        """
    ),
    negated=True,
)

VIEWS: Final = (*_TRAIT, _MOTIVE, _HINDSIGHT)
