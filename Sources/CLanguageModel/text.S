    // As in model.S: a test compares these lines with the files and with the bytes built in.
    // boundaries.clewsb SHA-256 8eeace038cd8454ce9ed3d6a0f7165b58466dcb19f2eadd3bdc3bba63e9ebb79
    // lemmas.tsv SHA-256 7062e06c94fd783025fbb2f6cc31dd9fc7fd19b179c3d113ee414d6f4f4861e3
    .section .rodata
    .global clew_boundaries_start
    .global clew_boundaries_end
    .global clew_lemmas_start
    .global clew_lemmas_end
    .balign 64
clew_boundaries_start:
    .incbin "boundaries.clewsb"
clew_boundaries_end:
    .byte 0
    .balign 64
clew_lemmas_start:
    .incbin "lemmas.tsv"
clew_lemmas_end:
    .byte 0
    .section .note.GNU-stack,"",@progbits
