import COneDNN

/// The weights of one linear product in the order in which oneDNN's kernel for this processor reads them, with the
/// kernel itself. Immutable once made, so threads may share it.
///
/// Products run over blocks of rows of fixed sizes. The sums are exact 32-bit integers, so neither processor, kernel
/// nor block changes the result.
final class PackedWeights: @unchecked Sendable {
    /// Rows of a block: large ones for speed, small ones for the rest.
    static let blockRows = [64, 16]

    private let memory: AlignedBytes
    private let weights: dnnl_memory_t?
    private var kernels: [Kernel] = []

    /// The product of one block, and what its operands look like.
    private struct Kernel {
        let primitive: dnnl_primitive_t?
        var input: dnnl_memory_desc_t
        var output: dnnl_memory_desc_t
        var scratch: dnnl_memory_desc_t
    }

    /// Packs row-major weights of `outputs × inputs`. Complexity: one pass; a third of a millisecond for half a million.
    init(_ values: UnsafeBufferPointer<Int8>, outputs: Int, inputs: Int) {
        oneThread()
        var plain = Self.description(inputs, outputs, dnnl_s8, dnnl_ba)
        var packed = Self.description(inputs, outputs, dnnl_s8, dnnl_format_tag_any)
        for rows in Self.blockRows {
            kernels.append(Self.kernel(rows: rows, inputs: inputs, outputs: outputs, weights: &packed))
        }
        memory = AlignedBytes(count: max(dnnl_memory_desc_get_size(&packed), 1))
        weights = OneDNN.memory(&packed, memory.bytes.baseAddress)
        let source = OneDNN.memory(&plain, UnsafeMutableRawPointer(mutating: values.baseAddress))
        var description: dnnl_primitive_desc_t?
        check(dnnl_reorder_primitive_desc_create(&description, &plain, OneDNN.engine, &packed, OneDNN.engine, nil))
        var reorder: dnnl_primitive_t?
        check(dnnl_primitive_create(&reorder, description))
        let stream = OneDNN.makeStream()
        OneDNN.execute(reorder, stream, [(DNNL_ARG_FROM, source), (DNNL_ARG_TO, weights)])
        dnnl_stream_destroy(stream)
        dnnl_primitive_destroy(reorder)
        dnnl_primitive_desc_destroy(description)
        dnnl_memory_destroy(source)
    }

    deinit {
        for kernel in kernels { dnnl_primitive_destroy(kernel.primitive) }
        dnnl_memory_destroy(weights)
    }

    /// Bytes of scratch memory that `multiply` needs.
    var scratchBytes: Int {
        kernels.map { kernel in
            var description = kernel.scratch
            return dnnl_memory_desc_get_size(&description)
        }.max() ?? 0
    }

    /// Sums of products of `rows` rows of inputs, at most as many as the largest block; both buffers have room for
    /// rows up to the next multiple of the smallest block (the largest, if more than half of it is asked for).
    func multiply(
        _ input: UnsafeMutablePointer<UInt8>, rows: Int, inputs: Int, outputs: Int, output: UnsafeMutablePointer<Int32>,
        scratch: AlignedBytes, stream: dnnl_stream_t?
    ) {
        var done = 0
        while done < rows {
            // The smallest block that takes the rest, or else small ones.
            let index = rows - done > Self.blockRows[0] - Self.blockRows[1] ? 0 : 1
            var kernel = kernels[index]
            let source = OneDNN.memory(&kernel.input, input + done * inputs)
            let target = OneDNN.memory(&kernel.output, output + done * outputs)
            let room = OneDNN.memory(&kernel.scratch, scratch.bytes.baseAddress)
            OneDNN.execute(
                kernel.primitive, stream,
                [
                    (DNNL_ARG_SRC, source), (DNNL_ARG_WEIGHTS, weights), (DNNL_ARG_DST, target),
                    (DNNL_ARG_SCRATCHPAD, room),
                ])
            for memory in [source, target, room] { dnnl_memory_destroy(memory) }
            done += Self.blockRows[index]
        }
    }

    /// The kernel for blocks of `rows`. The first one asked for settles the order of the weights.
    private static func kernel(
        rows: Int, inputs: Int, outputs: Int, weights: inout dnnl_memory_desc_t
    ) -> Kernel {
        var input = description(rows, inputs, dnnl_u8, dnnl_ab)
        var output = description(rows, outputs, dnnl_s32, dnnl_ab)
        var operation = dnnl_matmul_desc_t()
        check(dnnl_matmul_desc_init(&operation, &input, &weights, nil, &output))
        var attributes: dnnl_primitive_attr_t?
        check(dnnl_primitive_attr_create(&attributes))
        check(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user))
        var description: dnnl_primitive_desc_t?
        check(dnnl_primitive_desc_create(&description, &operation, attributes, OneDNN.engine, nil))
        var primitive: dnnl_primitive_t?
        check(dnnl_primitive_create(&primitive, description))
        guard let order = dnnl_primitive_desc_query_md(description, dnnl_query_weights_md, 0),
            let scratch = dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0)
        else { preconditionFailure("oneDNN does not describe its own kernel") }
        weights = order.pointee
        let kernel = Kernel(primitive: primitive, input: input, output: output, scratch: scratch.pointee)
        dnnl_primitive_desc_destroy(description)
        dnnl_primitive_attr_destroy(attributes)
        return kernel
    }

    private static func description(
        _ rows: Int, _ columns: Int, _ type: dnnl_data_type_t, _ order: dnnl_format_tag_t
    ) -> dnnl_memory_desc_t {
        var description = dnnl_memory_desc_t()
        check(dnnl_memory_desc_init_by_tag(&description, 2, [Int64(rows), Int64(columns)], type, order))
        return description
    }
}

/// oneDNN's objects that everything shares, behind calls that do not return when the library refuses: it does so only
/// for operands that this module never passes, or without memory.
enum OneDNN {
    /// The processor. Never written after it is made, and oneDNN's engines are safe to share.
    nonisolated(unsafe) static let engine: dnnl_engine_t? = {
        var engine: dnnl_engine_t?
        check(dnnl_engine_create(&engine, dnnl_cpu, 0))
        return engine
    }()

    /// An order of calls, for one thread.
    static func makeStream() -> dnnl_stream_t? {
        var stream: dnnl_stream_t?
        check(dnnl_stream_create(&stream, engine, dnnl_stream_default_flags.rawValue))
        return stream
    }

    /// A view of memory that the caller owns.
    static func memory(_ description: inout dnnl_memory_desc_t, _ start: UnsafeMutableRawPointer?) -> dnnl_memory_t? {
        var memory: dnnl_memory_t?
        check(dnnl_memory_create(&memory, &description, engine, start))
        return memory
    }

    /// Runs a kernel to its end.
    static func execute(
        _ primitive: dnnl_primitive_t?, _ stream: dnnl_stream_t?, _ operands: [(index: Int32, memory: dnnl_memory_t?)]
    ) {
        let arguments = operands.map { dnnl_exec_arg_t(arg: $0.index, memory: $0.memory) }
        check(dnnl_primitive_execute(primitive, stream, Int32(arguments.count), arguments))
        check(dnnl_stream_wait(stream))
    }
}

/// One thread per call: callers run as many analyses at once as they want threads. The setting belongs to the calling
/// thread; oneDNN reads it when a kernel is made and when it runs.
func oneThread() { omp_set_num_threads(1) }

private func check(_ status: dnnl_status_t) {
    precondition(status == dnnl_success, "oneDNN refused: status \(status.rawValue)")
}
