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
        aaron abdul abdullah abraham adam adrian ahmed alan albert alejandro alexander alfred ali allen alvin amir anders
        andreas andrei andrew andy anthony antoine antonio arjun arnold arthur arturo barack barry ben benjamin bernard bernie
        bill billy bjorn bob bobby boris brad brandon brendan brett brian bruce bruno bryan calvin carl carlos chad charles
        charlie chet chris christian christoph christopher chuck claude clint clive colin connor craig curtis dale damian dan
        daniel darren dave david dean dennis derek dick diego dimitri dmitry dominic don donald doug douglas duncan dwight
        dylan earl eddie edgar edmund eduardo edward edwin eli elias elon emil emmanuel enrique eric erik ernest ethan eugene
        evan felix fernando francesco francis francisco francois frank franklin fred frederick friedrich gabriel gareth gary
        gavin geoff geoffrey george gerald gerard gerhard giovanni giuseppe glen glenn gordon graham greg gregory guido guillermo
        gustav guy hamid hamza hans harold harry harvey hassan hector heinrich henri henry herbert herman hiroshi howard hugh
        hugo hussein ian ibrahim igor isaac ismail ivan jack jacob jacques jake james jared jason javier jay jeff jeffrey jens
        jeremy jerome jerry jesus jim jimmy joachim joe joel johan johann john johnny jon jonathan jorge jose josef joseph josh
        joshua juan julian julius jurgen justin karl keith ken kenneth kevin khalid kurt kyle lars larry lawrence lee leo
        leon leonard leonardo lewis liam louis lucas luigi luis luke mahmoud manuel marc marcel marco marcus mario mark
        markus martin marvin mathew matt matteo matthew maurice max michael michel miguel mike mikhail milton mitch mohamed
        mohammad mohammed morgan muhammad mustafa narendra nathan neil nicholas nick nicolas niels nigel noah norman oleg oliver
        olivier omar oscar otto owen pablo patrick paul pavel pedro peter phil philip philippe pierre rafael raj ralph ramon
        randy rashid raul raymond reinhard ricardo richard rick rob robert roberto rodney roger roland ron ronald ross roy
        rudolf rupert russell ryan saddam salman samuel scott sean sebastian serge sergei sergey sergio seth shane shinzo simon
        stefan stephen steve steven stuart sundar sven ted terrence theodore thomas tim timothy tobias todd tom tommy tony travis
        trevor umberto vaclav victor viktor vincent vladimir volodymyr walter warren wayne werner wilhelm willi william willy
        winston wolfgang xavier yusuf zachary
        """)

    private static let feminine = set(
        """
        abigail ada agnes aisha alexandra alexandria alice alicia alison allison amanda amelia amy ana anastasia andrea angela
        angelina anita ann anna anne annette annie antonia april audrey barbara beatrice becky bella bertha beth betty
        beverly bonnie brenda bridget britney camila carla carmen carol caroline carolyn catherine cathy cecilia celia
        charlotte cheryl chloe christina christine cindy claire clara claudia colleen condoleezza connie cristina crystal
        cynthia daisy danielle deborah debra denise diana diane dolores donna doris dorothy edith eileen elaine eleanor elena
        elisabeth eliza elizabeth ella ellen elsa emily emma erica erika esther eva evelyn fatima fiona florence frances
        gabriela gabrielle gail georgia geraldine gertrude gina giorgia gisele giulia gladys gloria grace greta gwen hannah
        harriet heather heidi helen helena helga hilary hillary ida inga ingrid irene irina iris isabel isabella isabelle ivana
        ivanka jacqueline jane janet janice jasmine jeanne jenna jennifer jenny jessica jill joan joanna joanne josephine joyce
        juanita judith judy julia juliana julie juliet kamala karen karin kate katherine kathleen kathryn kathy katie katrina
        kelly kristen kristin kristina lara laura lauren leila lena leticia lillian linda lisa liz lois lorraine louise lucia
        lucy lydia madeleine madeline malala manuela margaret margarita maria marian marie marilyn marina marjorie marlene
        marsha martha mary maryam matilda maureen megan meghan melania melanie melinda melissa mercedes meredith mia michele
        michelle mildred miriam molly monica nadia nancy naomi natalia natalie natasha nicole nina nora norma olga olivia
        oprah pamela patricia paula pauline peggy penelope penny petra phyllis priscilla rachel rebecca regina renee rhonda
        rita roberta rosa rosalind rose rosemary roxana ruth sabrina sally samantha sandra sara sarah serena sharon sheila
        shirley silvia simone sofia sonia sophia sophie stella stephanie susan susanna suzanne svetlana sylvia tamara tanya tara
        tatiana teresa theresa tiffany tina tracy ursula valentina valerie vanessa vera veronica victoria viktoria virginia
        vivian wanda wendy whitney yoko yolanda yulia yvonne zoe
        """)

    private static func set(_ names: String) -> Set<String> {
        Set(names.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
