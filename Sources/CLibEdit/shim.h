#pragma once
#include <histedit.h>
#include <stdio.h>

// Swift cannot call variadic functions: each use of el_set and history that Clew needs has a name here.

// The standard streams are variables, which Swift does not let two threads share.
static inline EditLine *clew_el_init(void) { return el_init("clew", stdin, stdout, stderr); }

static inline int clew_el_set_prompt(EditLine *editor, char *(*prompt)(EditLine *)) {
    return el_set(editor, EL_PROMPT, prompt);
}

static inline int clew_el_set_editor(EditLine *editor, const char *name) { return el_set(editor, EL_EDITOR, name); }

static inline int clew_el_set_signal(EditLine *editor, int flag) { return el_set(editor, EL_SIGNAL, flag); }

static inline int clew_el_prepare_terminal(EditLine *editor) { return el_set(editor, EL_PREP_TERM, 1); }

static inline int clew_el_set_reader(EditLine *editor, int (*reader)(EditLine *, wchar_t *)) {
    return el_set(editor, EL_GETCFN, reader);
}

static inline int clew_el_set_history(EditLine *editor, History *list) {
    return el_set(editor, EL_HIST, history, list);
}

static inline int clew_el_add_function(EditLine *editor, const char *name, const char *help,
                                       unsigned char (*function)(EditLine *, int)) {
    return el_set(editor, EL_ADDFN, name, help, function);
}

static inline int clew_el_bind(EditLine *editor, const char *key, const char *function) {
    return el_set(editor, EL_BIND, key, function, NULL);
}

static inline int clew_history_set_size(History *list, int size) {
    HistEvent event;
    return history(list, &event, H_SETSIZE, size);
}

static inline int clew_history_set_unique(History *list) {
    HistEvent event;
    return history(list, &event, H_SETUNIQUE, 1);
}

static inline int clew_history_enter(History *list, const char *line) {
    HistEvent event;
    return history(list, &event, H_ENTER, line);
}

static inline int clew_history_load(History *list, const char *path) {
    HistEvent event;
    return history(list, &event, H_LOAD, path);
}

static inline int clew_history_save(History *list, const char *path) {
    HistEvent event;
    return history(list, &event, H_SAVE, path);
}
