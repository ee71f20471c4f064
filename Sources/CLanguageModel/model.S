    // A change of the model alone does not rebuild this file. So whoever puts a model here writes its SHA-256 into the
    // next line, as `sha256sum encoder.clewlm` prints it; a test compares file, line and the bytes built in.
    // encoder.clewlm SHA-256 6e6841b907344122500e7fce7e33bf3d0f748684df235e04666294d634c19d22
    .section .rodata
    .global clew_language_model_start
    .global clew_language_model_end
    .balign 64
clew_language_model_start:
    .incbin "encoder.clewlm"
clew_language_model_end:
    .byte 0
    .section .note.GNU-stack,"",@progbits
