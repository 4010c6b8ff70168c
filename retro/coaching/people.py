"""Given names: a word with a capital that is one of these is a person.

Names that are more often something else are left out, such as Mark, Will or May; participants are
known by their names anyway.
"""

from typing import Final

from retro.coaching.sentences import split

GIVEN_NAMES: Final = frozenset(
    split(
        """
    aaron abdul abdullah abigail adam adnan adrian ahmed ahmet aicha aisha akira alan albert
    alejandro aleksandra alex alexander alexandra alfred ali alice alicia alina alison amanda
    amber amina amir amit amy ana anan anders andre andrea andreas andrei andrew andy angela
    anil anita anja anke anna anne annelies annemarie annet annette annie anouk anthony anton
    antonio arjan arjen arthur arun asha astrid aylin ayse aziz barbara bart bas bastiaan
    beatrice becky bella ben benjamin bernard bert beth betty bianca bilal birgit björn bob
    bogdan boris bram brandon brenda brian brigitte bruno bryan carl carla carlos carmen carol
    carolina caroline cas catherine cathy cecilia cees charles charlotte chen chidi chloe
    chris christian christina christine christopher cindy claire clara claudia coen colin
    connor cor corinne craig cynthia daan damian dan dana daniel daniela danielle danny dave
    david debbie deborah deepa denise dennis derek diana diane diego dieter dimitri dirk
    dmitri dominic donald donna doris dorothy doug douglas duncan dylan ed eddie edgar edith
    edward edwin eileen elena eli elias elif elise elizabeth ella ellen elly els elsa emil
    emily emine emma enrique eric erica erik erika ernst erwin esma esra esther ethan eva evan
    evelien evelyn ewa fabian farid fatima fatma fatou federico felix femke fernando fiona
    fleur floor floris fons francesca francis francisco frans fred freddie frederik freek
    frits gabriel gareth gary gemma geoff george gerald gerard gerda gerrie gert gijs giovanni
    giulia glenn gloria gordon grace graham greg gregory greta guido gustavo guus hamza hana
    hanna hannah hans harold harriet harry hassan heather heidi heleen helen helena helga
    hendrik henk henri henrik henry herman hilde hiroshi howard hugo hussein ian ibrahim ida
    igor ilse imran ines inge ingrid irene irina isa isaac isabel isabelle ismail ivan ivo
    jaap jacob jacqueline jake jamal james jamie jan jana jane janet janine janneke jasmijn
    jasper jayden jean jeff jelle jenny jennifer jeremy jeroen jerome jerry jesse jessica jill
    jim jimmy jin jing joan joana joanne job joe joel johan johanna john johnny jonas jonathan
    joost jordan jordi jorge joris jos jose josef joseph josh joshua joyce juan judith jules
    julia julian julie jun jurgen jurriaan justin kamal karel karen karim karin karl karlijn
    kasper kate katharina kathleen kathy katie katrin kees keith kelly ken kenji kenneth kevin
    khalid kim kirsten klaas klaus koen koos kofi krzysztof kurt kwame kyle lara lars laura
    lauren laurens lea leah leila lena lennart leo leon leonie leyla liam lieke lien lies
    liesbeth linda lindsay lisa lisette liz loes lois lorenzo lotte louis louise luc luca
    lucas lucia lucy luis luke luuk lynn maaike maarten magda mahmoud maja malika manon marc
    marcel marco marcos marcus margaret margot maria marianne marie marieke marijke marijn
    marina mario marion marit marjan marjolein marleen marlies marta martha martijn martin
    martina mary marwan mateo mats matt matteo matthew matthias matthijs maud maureen maurice
    mauro maxime megan mehmet mei mel melanie melissa menno merel mia michael michaela michel
    michelle michiel mieke miguel mika mike mila milan mina ming miranda miriam mohamed
    mohammed moira monica monique morgan moses mourad murat mustafa nadia nadine najat nancy
    naomi naoko narges natalia natalie natasha nathan neil nelson niamh nicholas nick nico
    nicolas nicole niels nienke nigel nikhil nikki nikolai nina noah noor nora norma noud nuno
    olaf olga oliver olivia omar oscar otto owen pablo paolo pascal patricia patrick paul
    paula pauline pavel pedro peggy pete peter petra phil philip philippe pia pien piet pieter
    pim pooja priya quinten rachel rachid rafael raj rajesh ralph ramon rania raquel rashid
    raymond rebecca remco renate rene reza ria ricardo richard rick rik rita rob robert
    roberto robin rodrigo roel roger roland rolf ron ronald roos rosa rosalie rosie rowan roy
    ruben rudi ruth ruud ryan sabine saeed said salma sam samantha samir samira samuel sander
    sandra sanjay sanne sara sarah sascha saskia scott sean sebastian selim selma sergei shane
    sharon sheila sheng shirley siem sietske sigrid silvia simon simone sjaak sjoerd sofia
    sofie sonia sonja sophia sophie stacy stan stef stefan stefanie stella stephanie stephen
    steve steven stijn stuart sue sunil suresh susan susanna suzanne sven svetlana swati
    sylvia tamara tanja tara tariq tatiana ted teresa terry tess thea theo theresa thijs
    thomas tibor tiffany tijmen tijn tim timo tina tineke tobias tom tomas tommy toni tonnie
    tony tracy trevor trudy truus tyler umar ursula valentina valerie vanessa vera veronica
    victor victoria vijay vikram vincent vivian vladimir walter wanda wei wendy werner wesley
    wessel wiebe wies wietse wilfred willem william willemijn wilma wim winston wout wouter
    xander xiao yara yasmin yasmina yolanda youssef yuki yusuf yvette yvonne zainab zara
    zeynep zoe zoë renée rené josé chloë noël daphne bettina fenna sem lieve griet joke ans
    bep coby dien corrie toos nel sjef hein joep gea hetty jolanda mirjam mirthe nynke hidde
    sietse tjeerd douwe foppe gerben harm jorrit roelof wubbo anwar ebru gül hakan kemal orhan
    serkan yasin zehra ngozi chinedu amara kwesi thandi sipho nguyen linh minh thuy haruto yui
    sakura jiho minjun ravi kiran neha anjali rohan arjun dev meera lakshmi ananya krishna
    ayesha farah layla maryam nasser rana walid yousef
    """
    )
)
