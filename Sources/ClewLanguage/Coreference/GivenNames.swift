/// The gender that a common given name suggests. Names that both genders bear (Alex, Kim, Robin, Jean) are left out: an
/// unknown name agrees with every pronoun.
enum GivenNames {
    /// Gender of a given name in lower case. O(1).
    static func gender(of name: String) -> Gender? {
        if masculine.contains(name) { return .masculine }
        return feminine.contains(name) ? .feminine : nil
    }

    private static let masculine = set(
        """
        aaron abdul abdullah abraham adam adrian ahmed akira alan alasdair alastair albert alejandro alexander alfred ali
        allen alvin amir amit anders andreas andrei andrew andy angus anil anthony antoine anton antonio archie arjun arnold
        arthur arturo arun ashok babatunde barack barnaby barry basil ben benjamin bernard bernie bertrand bilal bill billy
        bjorn bob bobby boris brad brandon brendan brendon brett brian bruce bruno bryan bryn callum calvin carl carlos
        casper cedric cesar chad charles charlie chet chidi chris christian christoph christopher chuck cillian clarence
        clark claude clement clifford clint clive colin connor conor conrad cormac craig curtis cyril dale damian damien dan
        daniel darren dave david dean declan deepak dennis derek desmond dick diego dimitri dirk dmitri dmitry domenico
        dominic dominik don donal donald dorian doug douglas duncan dwight dylan eamon eamonn earl eddie edgar edgardo
        edmund eduardo edward edwin egbert eli elias elon emeka emil emmanuel enrique eoin eric erik ernest ernesto erwin
        ethan ettore eugene evan everett ewan fabian fabio farid felix fergus fernando finlay finn florian floyd francesco
        francis francisco francois frank franklin franz fred frederick friedrich fritz gabriel gareth garrett gary gavin
        geoff geoffrey georg george gerald gerard gerhard gideon gilbert giles giorgio giovanni giuseppe glen glenn goran
        gordon graeme graham grant greg gregor gregory guido guillermo gunnar gunther gustav guy hamid hamish hamza hans hao
        harald harlan harold harry haruto harvey hassan hector heinrich henri henrik henry herbert herman herve hiroshi
        hiroto hossein howard hubert hugh hugo humphrey hussein iain ian ibrahim ignacio igor ilya immanuel isaac ismail
        ivan ivor jack jacob jacques jake jakob jamal james janos jared jason jasper javier jay jeff jeffrey jens jeremy
        jerome jerry jerzy jesus jim jimmy joachim joao joaquin jochen joe joel johan johann john johnny jon jonas jonathan
        joost jorg jorge jose josef joseph josh joshua josip juan julian julio julius jurgen justin kamal kareem karim karl
        kaspar keith ken kenji kenneth kevin khalid kieran klaus kofi konrad kurt kwame kyle lachlan lance larry lars laszlo
        laurence laurent lawrence lee leif leo leon leonard leonardo leopold lewis liam lionel lloyd lorenzo lothar louis
        luca lucas luciano ludovic ludwig luigi luis luke magnus mahmoud malcolm malik manfred manuel marc marcel marcelo
        marco marcus mario mark markus martin marvin mateo mathew mathias mats matt matteo matthew matthias maurice max
        maximilian mehdi mehmet mervyn michael michel miguel mihail mike mikhail milan miles milos milton miroslav mitch
        mohamed mohammad mohammed morgan muhammad mustafa mustapha narendra nasser nathan neil nicholas nick nicolas niels
        nigel nikolai nikolas nils noah norbert norman obinna olaf oleg oliver olivier omar ondrej orlando oscar oswald otto
        owen pablo pascal patrick patrik paul pavel pawel pedro percy peter phil philip philippe pierre pieter piotr rafael
        rafal rahul rainer raj rajesh ralph ramesh ramon randy rashad rashid rasmus raul ravi raymond reginald reinhard
        reinhold remy reuben reza rhys ricardo richard rick rob robert roberto roderick rodney rodrigo roger rohan roland
        rolf roman ron ronald ross roy ruairi ruben rudi rudolf rufus rupert russell ryan saddam salman samir samuel sanjay
        sanjiv santiago satoshi scott sean sebastian serge sergei sergey sergio seth shane shinzo silas silvio simon sipho
        soren stanislav stanley stefan stefano stephen steve steven stuart sundar sunil suresh sven tadeusz takeshi tarek
        tariq ted terrence thabo thaddeus theo theodor theodore thierry thomas thorsten tim timo timothy tobias tobin todd
        tom tomas tomasz tommy tony torsten travis trevor tunde ulrich umberto uwe vaclav valentin vaughn vic victor viggo
        vijay vikram viktor vincent vito vladimir volodymyr wade walter warren wayne werner wesley wilfred wilhelm willem
        willi william willy wim winfried winston wojciech wolfgang xavier yann yannick youssef yusuf yves zachary zoran
        """)

    private static let feminine = set(
        """
        abigail ada aditi agnes aisha akiko alexandra alexandria alice alicia alison allison amanda amelia amina aminata amy
        ana anastasia andrea angela angelina angharad anita anjali ann anna anne anneke annelies annette annie annika
        antonia aoife april asha astrid audrey barbara beatrice beatriz becky bella bertha beth bettina betty beverly birgit
        birgitta bonnie brenda bridget brigitte britney britta bronwen caitlin camila carla carmen carol carolina caroline
        carolyn carys catherine cathy catriona cecile cecilia celia celine cerys chantal charlotte cheryl chiara chioma
        chloe christina christine ciara cindy claire clara claudia colleen condoleezza connie constance consuelo corinne
        cornelia cristina crystal cynthia dagmar daisy daniela danielle daphne deborah debra deepa deirdre delphine denise
        diana diane divya dolly dolores donna doris dorothea dorothy dorte ebba edith edna eileen eilidh elaine eleanor
        elena elisabeth eliza elizabeth ella ellen elodie elsa elspeth emilia emilie emily emma erica erika ernestine
        esmeralda estelle esther estrella eugenia eulalia eunice eva evelyn fabienne fatima fatou federica felicity fenella
        fernanda fiona flora florence folake frances francesca franziska frederica freya frida friederike gabriela gabrielle
        gail gemma genevieve georgia georgina geraldine gertrude ghislaine gillian gina ginevra giorgia gisele giulia gladys
        gloria grace greta guadalupe gudrun gunilla gwen hanna hannah hanneke harriet haruka heather hedwig heidi heike
        helen helena helene helga henrietta henrike hermione hester hilary hilda hildegard hillary holly honor ida ilaria
        ilse imogen ines inga ingeborg ingrid ingvild irene irina iris irma isabel isabella isabelle isla isobel isolde
        ivana ivanka ivy jacqueline jana jane janet janice jasmin jasmine jeanne jemima jenna jennifer jenny jessica jill
        joan joanna joanne johanna jolanta josephina josephine joyce juanita judit judith judy julia juliana julie juliet
        jutta kamala karen karin karla karoline katarina kate katharina katherine kathleen kathryn kathy katie katrin
        katrina kavita keiko kelly khadija kinga kirsten kirsty kristen kristin kristina kristine laetitia lakshmi lara
        laura lauren leila lena leonie leonora leticia lieke liesel lieselotte lilian liliana lillian linda lisa livia liz
        lois lorraine lotte louise lucia lucie lucille lucinda lucy ludmila ludovica luisa luz lydia mabel madeleine
        madeline madge maeve mafalda magda magdalena maja malala malin manon manuela marcella maren margaret margarita
        margaux margot margrit marguerita marguerite maria mariam marian mariana marianne maribel maribeth marie marija
        marijke marilyn marina marisol marit marjorie marlene marsha marta martha martina mary maryam maryse mathilde
        matilda maud maude maureen mavis mechthild meera megan meghan mei meike melania melanie melinda melissa mercedes
        mercy meredith merle mette mhairi mia michele michelle michiko mildred milena millicent minna mireille miriam mirjam
        moira molly monica monique morwenna muriel myriam myrtle nadezhda nadia nadine nadja nancy nanette naoko naomi
        natalia natalie natasha nathalie neha nell ngozi niamh nicola nicole nicoletta nicolette nina noelle noemi nomvula
        nora norma odette oksana olena olga olivia oprah oriana orla ottavia ottilie ottoline paloma pamela patricia paula
        pauline peggy penelope penny pernille perpetua petra petronella philippa philomena phyllis pia pilar pippa pooja
        priscilla priya prudence rachel radha ragnhild raisa ramona rania raquel rebecca regina renata renee rhiannon rhonda
        rita roberta roisin rosa rosalie rosalind rosamund rosanna rose rosemary rosita roswita roswitha rowena roxana
        roxanne ruby ruth sabrina sadie sakura sally salome samantha samira sandra sanna sara sarah saskia selina selma
        serena sharon sheila shirin shirley shreya sibylle signe sigrid silke silvia simona simone sinead sinéad siobhan
        siri sofia solveig sonia sonja sophia sophie sorcha stefania stella stephanie stine sunita sunniva susan susanna
        susannah susanne suzanne svenja svetlana sybil sylvia tabitha tamara tamsin tanja tanya tara tatiana tatjana teresa
        tess thea theresa tiffany tilda tina tove tracy trudy ulla ulrika ulrike una ursula uschi usha ute valentina valeria
        valerie vanessa vera verena verity veronica victoria viktoria vilma viola virginia vivian vivienne wanda wenche
        wendy whitney wiebke wilhelmina winifred xenia xiu yasmin yoko yolanda yuki yulia yvette yvonne zainab zanele zara
        zoe zsofia zuzana
        """)

    private static func set(_ names: String) -> Set<String> {
        Set(names.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
