/// The workloads in rows, the engine and its peer side by side.
struct Table {
    var folder: String
    var runs: Int
    var python: String?
    var threads: String

    private func print(_ line: String) { write(line: line, to: 1) }

    func printRows(of workloads: [Workload]) {
        print("| workload | rows | CPU s | wall s | peak MiB | DuckDB CPU s | wall s | peak MiB | CPU ratio |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        for workload in workloads {
            let own = Measurement.median(
                of: runs, [CommandLine.arguments[0], "--run", workload.name, folder, "--threads", threads])
            var peer: Measurement?
            if let python, let sql = workload.sql {
                peer = Measurement.median(
                    of: runs,
                    [
                        python, Workload.folder + "/duckdb_peer.py", sql,
                        folder + "/" + workload.facts, threads,
                    ])
            }
            let ratio = own.flatMap { own in peer.map { own.cpuSeconds / $0.cpuSeconds } }
            print(
                "| \(workload.name) | \(own?.answer ?? "failed") | \(cells(own)) | \(cells(peer))"
                    + " | \(ratio.map { $0.fixed(2) } ?? "–") |")
            if let own, let peer, own.answer != peer.answer { print("\(workload.name): DuckDB counts \(peer.answer)") }
        }
    }

    private func cells(_ measurement: Measurement?) -> String {
        guard let measurement else { return "– | – | –" }
        return [measurement.cpuSeconds.fixed(2), measurement.wallSeconds.fixed(2), measurement.peakMebibytes.fixed(0)]
            .joined(separator: " | ")
    }
}
