/* demo.c -- the demo province: public figures, and a report with errors. */
#include "app/facts.h"
#include "model/data.h"

/* The province is set first: names of places are of there. */
static status put_settings(struct store *s, struct job *j)
{
    status st = store_put_setting(s, j, STR("area"), STR("11"));

    if (st == OK)
        st = store_put_setting(s, j, STR("title"), STR("tỉnh Điện Biên"));
    return st == OK ? store_put_setting(s, j, STR("demo"), STR("1")) : st;
}

status app_load_demo(struct job *j, struct store *s)
{
    struct import_result done;
    str facts = data_file(STR("demo/facts.tsv"));
    str report = data_file(STR("demo/bao-cao.md"));
    const struct import_request request = { .author = STR("dữ liệu mẫu") };

    status st = store_begin(s, j, request.author, STR("demo"));
    if (st != OK)
        return st;
    st = put_settings(s, j);
    if (st != OK) {
        store_abort(s);
        return st;
    }
    st = store_commit(s, j);
    if (st == OK)
        st = app_import_text(j, s, STR("demo/facts.tsv"), facts, &request, &done);
    return st == OK ? app_import_text(j, s, STR("demo/bao-cao.md"), report, &request, &done) : st;
}
