// swift-tools-version: 6.2
import PackageDescription

// CI builds with warnings as errors; elsewhere a newer compiler's new warning must not stop anyone from building.
let settings: [SwiftSetting] =
    Context.environment["CLEW_WARNINGS_AS_ERRORS"] == "1" ? [.treatAllWarnings(as: .error)] : []

/// The stages of Clew, in the order in which data flows through them. Imports point only to what stands earlier
/// (`Sources/ARCHITECTURE.md`); `Tests/RepositoryTests` checks it.
let package = Package(
    name: "clew",
    products: [
        .library(name: "ClewKit", targets: ["ClewKit"]),
        .executable(name: "clew", targets: ["clew"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        .systemLibrary(name: "CLibMD", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
        // Debian's oneDNN has no pkg-config file: the module map names the library.
        .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
        .target(
            name: "CLanguageModel",
            exclude: ["ATTRIBUTION.md", "boundaries.clewsb", "encoder.clewlm", "lemmas.tsv"],
            cSettings: [.headerSearchPath(".")]),

        // Loops over rows of floats, compiled for AVX2 and AVX-512 besides the baseline, and products of bytes for both and AMX:
        // SwiftPM has no way to say that of Swift code.
        .target(name: "CLanguageKernels"),

        // Pages of memory, and `mremap`, which Swift cannot call.
        .target(name: "CLargeMemory"),

        .target(name: "ClewModel", dependencies: ["CLibMD", "CLargeMemory"]),
        .target(name: "ClewReading", dependencies: ["ClewModel", "CLibXML2", "CZlib", "CLibZip"]),
        .target(name: "ClewLanguage", dependencies: ["ClewModel", "COneDNN", "CLanguageModel", "CLanguageKernels"]),
        .target(
            name: "ClewExtraction", dependencies: ["ClewModel"],
            resources: [.embedInCode("Relations/relations.tsv")]),
        .target(
            name: "ClewGraph",
            dependencies: [
                "ClewModel", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            exclude: ["SCHEMA.md"]),
        .target(name: "ClewDatalog", dependencies: ["ClewModel", "CLargeMemory"], exclude: ["LANGUAGE.md"]),
        .target(name: "ClewExport", dependencies: ["ClewModel", "ClewGraph", "CLibXML2"]),
        .target(
            name: "ClewKit",
            dependencies: [
                "ClewModel", "ClewReading", "ClewLanguage", "ClewExtraction", "ClewGraph", "ClewDatalog", "ClewExport",
            ]),
        .target(
            name: "ClewShell",
            dependencies: [
                "ClewKit", "ClewModel", "CLibEdit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(name: "clew", dependencies: ["ClewShell"]),

        // No product, and no part of the tests: `swift run -c release datalog-benchmark FOLDER`. Linked statically, as the
        // engines beside it are: what is measured is not the loading of libraries.
        .executableTarget(
            name: "datalog-benchmark", dependencies: ["ClewDatalog", "ClewModel"], path: "Tests/Benchmarks/Datalog",
            exclude: ["Workloads", "duckdb_peer.py"],
            linkerSettings: [.unsafeFlags(["-static-stdlib"], .when(platforms: [.linux]))]),

        .testTarget(name: "ClewModelTests", dependencies: ["ClewModel"]),
        .testTarget(name: "ClewReadingTests", dependencies: ["ClewReading", "ClewModel"], exclude: ["Cases"]),
        .testTarget(
            name: "ClewLanguageTests",
            dependencies: ["ClewLanguage", "ClewModel", "CLanguageModel", "CLanguageKernels"], exclude: ["Cases"]),
        .testTarget(
            name: "ClewExtractionTests", dependencies: ["ClewExtraction", "ClewModel"],
            exclude: ["Cases", "Judged"]),
        .testTarget(name: "ClewGraphTests", dependencies: ["ClewGraph", "ClewModel"], exclude: ["Cases"]),
        .testTarget(
            name: "ClewDatalogTests", dependencies: ["ClewDatalog", "ClewModel"], exclude: ["Cases", "Translations"]),
        .testTarget(
            name: "ClewExportTests", dependencies: ["ClewExport", "ClewGraph", "ClewModel"], exclude: ["Cases"]),
        .testTarget(name: "ClewKitTests", dependencies: ["ClewKit"]),
        .testTarget(name: "ClewShellTests", dependencies: ["ClewShell", "ClewKit"]),
        .testTarget(name: "RepositoryTests"),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets
where ![.system, .plugin, .binary].contains(target.type) && !target.name.hasPrefix("CL") {
    target.swiftSettings = (target.swiftSettings ?? []) + settings
}
