/// 1 / (1 + e⁻ˣ) by e's series on a small part of x, squared up again: the same bits on every machine.
func logistic(_ x: Double) -> Double {
    let part = max(-30, min(30, x)) / 1_024
    var power = 1.0
    for degree in stride(from: 8.0, to: 0, by: -1) { power = 1 - part / degree * power }
    for _ in 0..<10 { power *= power }
    return 1 / (1 + power)
}
