"""English sayings about work that is not done well, and praise that means the opposite."""

from typing import Final

from retro.coaching.rules import Kind, Rule, patterns

SAYINGS: Final = Rule(
    Kind.LABEL,
    "Which step was expected, and what stood in the way of it?",
    patterns(
        """
        [ ( drag|dragged|dragging|drags ) ( <Q> / its ) ( feet|heels ) ]
        [ <P> ( <G> )? ( promise|promises|promised ) the ( moon|earth|world ) ]
        [ <P> ( was|were|is|are ) ( <G> )? too busy ( *ing / with ( his|her|their ) ) ..5 to ]
        [ ( of_course|naturally|obviously ) ,? ( nobody|no_one|none ) ..4 ( showed|turned|came|
            called|answered|checked|told|asked|thought|did|bothered|noticed ) ]
        [ {who} ( has|have|had )? ( been )? ( sat|sits|sit|sitting ) on (
            it|this|that|the|our|my|a|every ) ..3 ( report|request|requests|ticket|tickets|email|
            mail|file|complaint|warning|proposal|invoice|application|findings|results|weeks|months|
            days|hours|ages|years ) ]
        [ ( took|takes|taking|take ) <Q> ( <G> )? ( sweet|own_sweet|own_good ) time ]
        [ <P> ( <G> )? ( treat|treats|treated|treating ) ..5 ( like|as ) ( a|an|the|<Q> )? ( <G> )?
            ( joke|game|holiday|playground|hobby|formality|hotel|dump|dustbin|toy|personal ) ]
        [ ( i|we|i'm|we're|everyone ) ( am|are|is )? ( <G> )? ( tired|sick|fed_up|sick_and_tired ) (
            of|with ) ..6 <PO> ]
        [ <P> ( <G> )? ( can't|cannot|couldn't ) ( <G> )? keep <Q> (
            temper|mouth|hands|word|promises|cool ) ]
        [ <P> ( has|have|had ) ( <G> )? no ( business|right ) *ing ]
        [ {who} ( lets|let|letting|leaves ) ( everyone|everybody|others|us|the_rest ) ( else )? ( to
            )? ( do|clean|carry|pick|sort|tidy|handle|wash|fix|pay|deal ) ]
        [ ( hung|hang|hangs|left ) ( us|me|them|him|her|everyone ) out to dry ]
        [ <P> ..2 ( pulled the rug / moved|moves|keeps_moving the goalposts / gave us the runaround
            / strung us along / fobbed|fobs us off / sold us / took <Q> eye off the / buried <Q>
            head / dug <Q> heels / threw ( caution / a tantrum / <Q> toys / <Q> weight ) /
            rubber-stamped|rubber-stamps / winged it / wings it / fell asleep / rode roughshod / got
            away with / gets away with / passed|passes it on as / played|plays ( dumb|politics / the
            victim|hero / games ) / talks|talk a good game / promises|promised ( the earth|moon ) /
            went behind / rested|resting on <Q> laurels / dropped us in / landed us in / bit off
            more / turned|turns a deaf / turned|turns <Q> nose / shrugged it|this|that|us off /
            shrugged <Q> shoulders / swanned|waltzed|sauntered off|in|out / muddled through /
            fiddled while / rolled <Q> eyes / brushed|brushes ( it|us|this|that|the ..1 ) (
            off|aside|under ) ) ]
        [ ( wouldn't|doesn't|don't|couldn't ) ( <G> )? ( know|recognise|recognize|spot|find|tell ) (
            a|an|the|his|her|their|its|safety|quality ) ..4 if ( it|<P>|they|you ) ]
        [ couldn't ( find|run|manage|organise|organize|pour|boil|hit|lead|sell ) ( a|an|<Q>|water )
            ..2 ( in_a|with|bath|brewery|door|barn|arse|backside|egg|piss-up|from ) ]
        [ <P> ( has|have|had|hasn't|haven't|hadn't ) ( <G>|the )? ( no|faintest|foggiest|not ) (
            the|a|faintest|foggiest )? ( clue|foggiest|faintest|inkling ) ]
        [ <P> ( hasn't|haven't|hadn't|doesn't_have|don't_have|didn't_have|without ) ( <G> / the|a )?
            ( <G> / faintest|foggiest|slightest )? clue ]
        [ <P> ( has|have ) ( <G> / absolutely )? no idea how to ( run|manage|lead|plan|organise|
            organize|behave|talk|treat|drive|cook|teach|park|write|handle|do ) ]
        [ <P> ( <G> )? ( can't|cannot|couldn't ) ( <G> / even )? ( follow|write|read|handle|manage|
            do|run|keep|give|make|organise|organize|boil|plan|complete|perform|remember|fill|tell )
            ( in|a|an|the|even|one|<Q> )? ( <G> )? ( simple|simplest|basic|single|straightforward|
            most_basic|elementary|left ) ]
        [ ( shifted|shifts|shifting|shift|pushed|pushes|deflected|deflects ) ( the )? (
            blame|responsibility ) ]
        [ ( pointed|points|pointing|point ) ( the|<Q> )? ( finger|fingers ) ( at )? ]
        [ ( more excuses / yet another excuse / the dog ate / nothing but excuses ) ]
        [ <P> ( couldn't|can't|could_not|cannot|doesn't|don't|didn't ) ( <G> )? ( see past / see
            further / take a hint / take no for / get <Q> ( act|head|story|facts ) / do <Q> (
            job|jobs|work|homework|bit|share|part ) ) ]
        [ ( dropped|drop|dropping|drops ) the ball ]
        [ ( cut|cuts|cutting ) ( some|too|many|all|so|a|the )? ( many|few )? corners ]
        [ ( threw|throw|throws|thrown|throwing ) ..3 under ( the|a )? bus ]
        [ ( passed|pass|passing|passes ) the buck ]
        [ <Q> heads|head in the sand|clouds ]
        [ ( washed|washes|washing|wash ) <Q> hands of ]
        [ ( turned|turns|turn|turning ) a blind eye ]
        [ ( looked|looks|looking|look|looked_on ) the other way ]
        [ ( sat|sits|sitting|sit ) ( on|around|there|back ) ( <Q> (
            hands|backside|arse|butt|bum|backsides ) / doing|twiddling|and ( watched|did|waited ) )
            ]
        [ twiddling|twiddled ( <Q> )? thumbs ]
        [ ( phoned|phoning|phones|phone ) it in ]
        [ <P> ( <G> )? ( has|have|had )? ( <G> )? ( let|lets ) (
            us|me|everyone|everybody|them|him|her|<P> / the / our <PU> / the side ) ( all|<G> )? (
            <G> )? down ]
        [ <P> ( <G> )? ( left|leaves|leave ) ( us|me|everyone|everybody|them|him|her|<P> / the rest
            of us ) ( hanging|stranded|alone with|to clean / in|high|out|holding ( the|and|in )? (
            lurch|dry|cold|bag|baby|dark ) ) ]
        [ ( not|n't|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|never ) ( <G> )? (
            pulling|pull|pulled ) <Q> ( own )? weight ]
        [ ( bare|absolute ) minimum ]
        [ ( took|take|taking|takes ) the easy way out ]
        [ <P> ..2 ( jumped the gun / went|gone rogue / shot from the hip / winged|winging it /
            half-assed / slept through / slept on / dozed off / nodded off / blew ( it|the ) / fell
            short of / bottled it / chickened out / lost the plot / made a (
            hash|mess|dog's|fool|pig's ) / had no|nothing business / did a ( terrible|bad|poor|
            lousy|sloppy|shoddy|half-hearted|half-baked|lazy|rubbish ) / did (
            terrible|bad|poor|lousy|sloppy|shoddy ) work|job / drag|dragged|dragging|drags <Q> feet
            / hide|hid|hides|hiding behind / stuck <Q> / couldn't organise|organize / goofed
            off|around / slacked|slacking|slacks off? / wasted ( everyone's|our|all|the ) / screwed
            us|me|it|up / stabbed ..3 back / kicked the can / made excuses|up / ducked ..2
            responsibility / shirked|shirks|dodged|dodges|avoided|avoids|evaded|evades ..2 (
            responsibility|duty|duties|work|responsibilities ) / can't|couldn't be trusted /
            needs|need babysitting|supervision / freeloads|freeloading / wouldn't|won't lift a /
            never|don't|doesn't|didn't lifted|lift a ) ]
        [ ( swept|sweeping|sweep ) ..3 under the ( rug|carpet ) ]
        [ ( full of excuses / out to lunch / hot air / lame|poor|feeble|pathetic excuse / no|zero
            excuse|excuses ) ]
        [ couldn't organise|organize a ]
        [ ( doesn't|don't|didn't|did|does not? ) ( <G> )? know ( what <P> ( is|are|was|were ) doing
            / <Q> own ) ]
        [ ( does|do|did|doing ) ( the|a )? half ( a|the )? job ]
        [ ( lifting|lift|lifts|lifted a finger ) ]
        [ ( clueless / incompetent|incompetents / useless lot ) ]
        """
    ),
    unless=patterns(
        """
        ( do|does not want|have_to cut corners / to avoid|prevent ..3 corners / bare minimum of ..2
            ( ram|disk|memory|space|hardware|requirements ) / tests|coverage )
        """
    ),
    negated=True,
)

SARCASM: Final = Rule(
    Kind.SARCASM,
    "What happened, and what did it cost you?",
    patterns(
        """
        [ ^ ( <G> )? ( {praise} ) ( {thing} ) , ( <P> / <C> ) ..1 , ~9 ( wrong|late|again|lost|
            broken|empty|missing|cold|down|offline|flooded ) ]
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
