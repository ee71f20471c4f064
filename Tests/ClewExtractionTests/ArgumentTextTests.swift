import ClewExtraction
import Testing

/// What a statement quotes of the article.
@Suite struct ArgumentTextTests {
    @Test func `A quotation mark or bracket has its other half`() throws {
        let text = """
            1\tRay\tRay\tPROPN\tNNP\t_\t2\tnsubj\t_\tNE=B-PER
            2\tsaw\tsee\tVERB\tVBD\t_\t0\troot\t_\t_
            3\tfields\tfield\tNOUN\tNNS\t_\t2\tobj\t_\t_
            4\tof\tof\tADP\tIN\t_\t7\tcase\t_\t_
            5\t“\t“\tPUNCT\t``\t_\t7\tpunct\t_\tSpaceAfter=No
            6\topen\topen\tADJ\tJJ\t_\t7\tamod\t_\t_
            7\tgrass\tgrass\tNOUN\tNN\t_\t3\tnmod\t_\tSpaceAfter=No
            8\t”\t”\tPUNCT\t''\t_\t7\tpunct\t_\t_
            9\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

            """
        let statements = StatementExtractor().extract(CaseReader.article(from: text)).statements
        #expect(statements.map(\.object.text) == ["fields of “open grass”"])
    }
}
