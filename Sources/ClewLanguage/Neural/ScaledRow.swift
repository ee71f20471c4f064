import CLanguageKernels

/// One row of integer sums, seen as the floats they stand for: (sum − zero point) · (step · scale) + bias.
typealias ScaledRow = clew_scaled_row
