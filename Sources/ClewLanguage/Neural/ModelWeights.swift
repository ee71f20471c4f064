/// All tensors of the network, with the shapes that the configuration promises.
struct ModelWeights {
    /// Weight and bias of a layer norm.
    struct Norm {
        let weight: FloatTensor
        let bias: FloatTensor
    }

    /// One transformer layer.
    struct Layer {
        let queryKeyValue: QuantizedMatrix
        let attentionOutput: QuantizedMatrix
        let attentionNorm: Norm
        let intermediate: QuantizedMatrix
        let output: QuantizedMatrix
        let outputNorm: Norm

        var matrices: [QuantizedMatrix] { [queryKeyValue, attentionOutput, intermediate, output] }
    }

    /// The heads on the mixed layers.
    struct Heads {
        /// `3 × layers`: shares of the layers in what tags, names and syntax see.
        let mix: FloatTensor
        let root: FloatTensor
        let upos: QuantizedMatrix
        let xpos: QuantizedMatrix
        let namesHidden: QuantizedMatrix
        let names: QuantizedMatrix
        let arcDependent: QuantizedMatrix
        let arcGovernor: QuantizedMatrix
        /// `(arc width + 1) × arc width`.
        let arcBiaffine: FloatTensor
        let labelDependent: QuantizedMatrix
        let labelGovernor: QuantizedMatrix
        /// `relations × (label width + 1) × (label width + 1)`.
        let labelBiaffine: FloatTensor

        var matrices: [QuantizedMatrix] {
            [upos, xpos, namesHidden, names, arcDependent, arcGovernor, labelDependent, labelGovernor]
        }
    }

    let word: QuantizedTable
    let position: QuantizedTable
    let letterCase: FloatTensor
    let norm: Norm
    let layers: [Layer]
    let heads: Heads

    /// Finds every tensor in the file and checks it.
    init(file: ModelFile, pieceCount: Int) throws(LanguageModelError) {
        let config = file.header.config
        let width = config.width
        word = try file.table("embeddings.word", rows: pieceCount, columns: width)
        position = try file.table("embeddings.position", rows: config.maxPositions, columns: width)
        letterCase = try file.floats("embeddings.case", [config.caseClasses.count, width])
        norm = try file.norm("embeddings.norm", width)
        var layers: [Layer] = []
        for index in 0..<config.layers {
            let name = "layer.\(index)"
            layers.append(
                Layer(
                    queryKeyValue: try file.matrix("\(name).attention.qkv", rows: 3 * width, columns: width),
                    attentionOutput: try file.matrix("\(name).attention.output", rows: width, columns: width),
                    attentionNorm: try file.norm("\(name).attention.norm", width),
                    intermediate: try file.matrix("\(name).intermediate", rows: config.intermediate, columns: width),
                    output: try file.matrix("\(name).output", rows: width, columns: config.intermediate),
                    outputNorm: try file.norm("\(name).output.norm", width)))
        }
        self.layers = layers
        heads = try Heads(file: file)
    }
}

extension ModelWeights.Heads {
    init(file: ModelFile) throws(LanguageModelError) {
        let config = file.header.config
        let labels = file.header.labels
        let width = config.width
        mix = try file.floats("head.mix", [3, config.layers])
        root = try file.floats("head.root", [width])
        upos = try file.matrix("head.upos", rows: labels.upos.count, columns: width)
        xpos = try file.matrix("head.xpos", rows: labels.xpos.count, columns: width)
        namesHidden = try file.matrix("head.names.hidden", rows: config.namesWidth, columns: width)
        names = try file.matrix("head.names", rows: labels.names.count, columns: config.namesWidth)
        arcDependent = try file.matrix("head.arc.dependent", rows: config.arcWidth, columns: width)
        arcGovernor = try file.matrix("head.arc.governor", rows: config.arcWidth, columns: width)
        arcBiaffine = try file.floats("head.arc.biaffine", [config.arcWidth + 1, config.arcWidth])
        labelDependent = try file.matrix("head.label.dependent", rows: config.labelWidth, columns: width)
        labelGovernor = try file.matrix("head.label.governor", rows: config.labelWidth, columns: width)
        labelBiaffine = try file.floats(
            "head.label.biaffine", [labels.relations.count, config.labelWidth + 1, config.labelWidth + 1])
    }
}

extension ModelFile {
    /// A layer norm's weight and bias.
    func norm(_ name: String, _ width: Int) throws(LanguageModelError) -> ModelWeights.Norm {
        ModelWeights.Norm(weight: try floats("\(name).weight", [width]), bias: try floats("\(name).bias", [width]))
    }

    /// A table of vectors.
    func table(_ name: String, rows: Int, columns: Int) throws(LanguageModelError) -> QuantizedTable {
        QuantizedTable(
            values: try tensor(name, "i8", [rows, columns], as: Int8.self), rows: rows, columns: columns,
            scales: try floats("\(name).scale", [rows]))
    }
}
