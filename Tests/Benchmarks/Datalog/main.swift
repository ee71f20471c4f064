// Times the engine on a folder of workloads, each in a process of its own from start to end, and DuckDB beside it.
//
//     datalog-benchmark FOLDER [--only NAME,NAME] [--runs 3] [--duckdb PYTHON] [--threads 1]
//     datalog-benchmark --run NAME FOLDER [--threads 1]       one workload in this process; with --explain yes, its plan first
//     datalog-benchmark --warm FOLDER           point queries over triples that are loaded, and memory a triple
//
// FOLDER holds FOLDER/WORKLOAD/RELATION.tsv. PYTHON is an interpreter that has the package duckdb.

import ClewDatalog

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

var arguments = Array(CommandLine.arguments.dropFirst())

@MainActor func option(_ name: String) -> String? {
    guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
    let value = arguments[place + 1]
    arguments.removeSubrange(place...(place + 1))
    return value
}

func fail(_ message: String) -> Never {
    write(line: "datalog-benchmark: \(message)", to: 2)
    exit(1)
}

let single = option("--run")
let warm = option("--warm")
let only = option("--only").map { Set($0.split(separator: ",").map(String.init)) }
let runs = option("--runs").flatMap(Int.init) ?? 3
let python = option("--duckdb")
let explains = option("--explain") != nil
let threads = option("--threads") ?? "1"

if let warm {
    WarmQueries(folder: warm).report()
} else if let single, let folder = arguments.first {
    guard let workload = Workload.all.first(where: { $0.name == single }) else { fail("no workload \(single)") }
    print(try WorkloadRun(workload, in: folder, explains: explains, threadCount: Int(threads) ?? 1).rowCount())
} else if let folder = arguments.first {
    let table = Table(folder: folder, runs: max(1, runs), python: python, threads: threads)
    table.printRows(of: Workload.all.filter { only?.contains($0.name) ?? true })
} else {
    fail("which folder of workloads?")
}
