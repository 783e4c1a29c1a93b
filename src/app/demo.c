/* demo.c -- the demo province: public figures, and a report with errors. */
#include "app/facts.h"
#include "model/data.h"

status app_load_demo(struct job *j, struct store *s)
{
    struct import_result done;
    str facts = data_file(STR("demo/facts.tsv"));
    str report = data_file(STR("demo/bao-cao.md"));
    const struct import_request request = { .author = STR("dữ liệu mẫu") };

    status st = app_import_text(j, s, STR("demo/facts.tsv"), facts, &request, &done);
    if (st == OK)
        st = app_import_text(j, s, STR("demo/bao-cao.md"), report, &request, &done);
    if (st == OK)
        st = store_begin(s, j, request.author, STR("demo"));
    if (st != OK)
        return st;
    st = store_put_setting(s, j, STR("area"), STR("tỉnh Điện Biên"));
    if (st == OK)
        st = store_put_setting(s, j, STR("demo"), STR("1"));
    if (st != OK) {
        store_abort(s);
        return st;
    }
    return store_commit(s, j);
}
