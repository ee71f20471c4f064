#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program and the facts that it runs on.
struct Workload {
    var name: String
    /// The name of `Workloads/NAME.dl`, and of `Workloads/NAME.sql` where the peer can answer it.
    var query: String
    /// The folder of facts, inside the folder of workloads.
    var facts: String

    init(_ name: String, query: String? = nil, facts: String? = nil) {
        self.name = name
        self.query = query ?? name
        self.facts = facts ?? name
    }

    /// In the order of the table.
    static let all = [
        Workload("tc-chain-1m", query: "tc"), Workload("tc-chain-10m", query: "tc"),
        Workload("tc-grid-1m", query: "tc"), Workload("tc-grid-10m", query: "tc"),
        Workload("tc-random-1m", query: "tc"), Workload("tc-random-10m", query: "tc"),
        Workload("same-generation"), Workload("triangle"), Workload("andersen"), Workload("kg-hop"),
        Workload("kg-point"), Workload("point-reach"),
        Workload("point-reach-hand", facts: "point-reach"), Workload("point-reach-right"), Workload("negation"),
        Workload("aggregate-group"), Workload("shortest-path"), Workload("load-1m", query: "load"),
        Workload("load-5m", query: "load"),
    ]

    static let folder = String(#filePath.dropLast("/Workload.swift".count))

    var program: String { Workload.folder + "/Workloads/\(query).dl" }

    /// The peer's query; none where it has no way to say it.
    var sql: String? {
        let file = Workload.folder + "/Workloads/\(query).sql"
        return access(file, R_OK) == 0 ? file : nil
    }
}
