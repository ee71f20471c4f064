import Foundation

/// The workloads in rows, the engine and its peer side by side.
struct Table {
    var folder: String
    var runs: Int
    var python: String?
    var threads: String

    /// Written at once, whatever standard output is.
    private func print(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    func printRows(of workloads: [Workload]) {
        print("| workload | rows | CPU s | wall s | peak MiB | DuckDB CPU s | wall s | peak MiB | CPU ratio |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        for workload in workloads {
            let own = Measurement.median(of: runs, [CommandLine.arguments[0], "--run", workload.name, folder])
            var peer: Measurement?
            if let python, let sql = workload.sql {
                peer = Measurement.median(
                    of: runs,
                    [
                        python, Workload.folder.appending(path: "duckdb_peer.py").path, sql.path,
                        folder + "/" + workload.facts, threads,
                    ])
            }
            let ratio = own.flatMap { own in peer.map { own.cpuSeconds / $0.cpuSeconds } }
            print(
                "| \(workload.name) | \(own?.answer ?? "failed") | \(cells(own)) | \(cells(peer))"
                    + " | \(ratio.map { String(format: "%.2f", $0) } ?? "–") |")
            if let own, let peer, own.answer != peer.answer { print("\(workload.name): DuckDB counts \(peer.answer)") }
        }
    }

    private func cells(_ measurement: Measurement?) -> String {
        guard let measurement else { return "– | – | –" }
        return String(
            format: "%.2f | %.2f | %.0f", measurement.cpuSeconds, measurement.wallSeconds, measurement.peakMebibytes)
    }
}
