import CLibZip
import ClewModel

/// A ZIP archive, by libzip. Nothing is ever written: names of entries only tell what to read.
final class ZipArchive {
    /// One entry.
    struct Entry {
        var index: UInt64
        var name: String
        /// Bytes when unpacked, and as stored, as the archive claims.
        var size: Int
        var storedSize: Int
        var isEncrypted: Bool
    }

    /// The entries in the order of the archive's directory.
    let entries: [Entry]
    private let archive: OpaquePointer
    /// What libzip reads from, where that is memory.
    private let memory: UnsafeMutableRawBufferPointer?

    private static let entriesMax = 1_000_000

    /// The archive in a file; none where it is none.
    convenience init?(path: String) {
        guard let archive = zip_open(path, Int32(ZIP_RDONLY), nil) else { return nil }
        self.init(archive, memory: nil)
    }

    /// The archive in memory; none where it is none.
    convenience init?(_ bytes: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
        memory.copyBytes(from: bytes)
        // libzip does not take the memory over (freep is 0): it stays until the archive is closed.
        guard let source = zip_source_buffer_create(memory.baseAddress, UInt64(bytes.count), 0, nil) else {
            memory.deallocate()
            return nil
        }
        guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), nil) else {
            zip_source_free(source)
            memory.deallocate()
            return nil
        }
        self.init(archive, memory: memory)
    }

    /// The archive that a page of HTML, or a picture of it, carries with it, as SingleFile saves one that unpacks
    /// itself; none where it carries none.
    convenience init?(within page: [UInt8], _ sample: ContentSample) {
        let end = page.withUnsafeBufferPointer { page in
            ByteSearch.first("PK\u{5}\u{6}", in: page, from: max(0, page.count - ZipArchive.endBytesMax))
        }
        guard sample.text.first == "<" || sample.starts(with: [0x89, 0x50, 0x4E, 0x47]), end != nil else { return nil }
        self.init(page)
        guard entries.contains(where: { $0.name == "index.html" }) else { return nil }
    }

    /// Where the end of an archive's directory is looked for, its comment included.
    private static let endBytesMax = 22 + 0xFFFF

    private init(_ archive: OpaquePointer, memory: UnsafeMutableRawBufferPointer?) {
        self.archive = archive
        self.memory = memory
        var entries: [Entry] = []
        let count = min(max(0, zip_get_num_entries(archive, 0)), Int64(ZipArchive.entriesMax))
        for index in 0..<UInt64(count) {
            var status = zip_stat_t()
            guard zip_stat_index(archive, index, 0, &status) == 0, let name = status.name else { continue }
            entries.append(
                Entry(
                    index: index, name: String(cString: name), size: Int(clamping: status.size),
                    storedSize: Int(clamping: status.comp_size), isEncrypted: status.encryption_method != 0))
        }
        self.entries = entries
    }

    deinit {
        zip_discard(archive)
        memory?.deallocate()
    }

    /// The bytes of an entry; none where it cannot be opened.
    func bytes(of entry: Entry, budget: ArchiveBudget) -> BufferedBytes? {
        guard let file = zip_fopen_index(archive, entry.index, 0) else { return nil }
        return BufferedBytes(EntrySource(archive: self, file: file, entry: entry, budget: budget))
    }

    private final class EntrySource: ByteSource {
        private static let chunkBytes = 1 << 18
        /// libzip needs the archive for as long as the file is open.
        private let archive: ZipArchive
        private let file: OpaquePointer
        private let entry: Entry
        private let budget: ArchiveBudget
        private var produced = 0

        init(archive: ZipArchive, file: OpaquePointer, entry: Entry, budget: ArchiveBudget) {
            self.archive = archive
            self.file = file
            self.entry = entry
            self.budget = budget
        }

        deinit { zip_fclose(file) }

        func next() throws(ByteProblem) -> [UInt8] {
            var count: Int64 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: EntrySource.chunkBytes) { buffer, used in
                count = zip_fread(file, buffer.baseAddress, UInt64(buffer.count))
                used = Int(max(0, count))
            }
            guard count >= 0 else {
                throw ByteProblem(
                    diagnostic: Diagnostic(
                        code: "reading.archive-damaged", severity: .warning,
                        message: "the archive's entry is damaged", repair: "download or save it again"))
            }
            produced += chunk.count
            // The directory may lie about sizes, so that what comes out is counted.
            if produced > 4 << 20, produced / budget.limits.archiveRatioMax > entry.storedSize {
                throw ByteProblem(
                    diagnostic: Diagnostic(
                        code: "reading.archive-ratio", severity: .warning,
                        message: "the archive's entry grows more than \(budget.limits.archiveRatioMax) times",
                        repair: "if you trust it, unpack it yourself and read what is in it"))
            }
            try budget.spend(chunk.count)
            return chunk
        }
    }
}
