/* record.c -- lines "name: value", read and written. */
#include "model/record.h"

/* Both formats take the same arguments. */
__attribute__((format(printf, 4, 6), format(printf, 5, 6))) static bool
refuse_record(struct arena *a, struct record_problem *problem, uint32_t line, const char *vi,
              const char *en, ...)
{
    va_list ap;

    problem->line = line;
    va_start(ap, en);
    problem->vi = arena_vprintf(a, vi, ap);
    va_end(ap);
    va_start(ap, en);
    problem->en = arena_vprintf(a, en, ap);
    va_end(ap);
    return false;
}

bool record_refuse(struct arena *a, const struct record_field *f, struct record_problem *problem)
{
    return refuse_record(a, problem, f->line, "%s: không hiểu «%.*s»",
                         "%s: «%.*s» is none that is known", f->name, STRF(f->value));
}

static bool record_has_control(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == 127)
            return true;
    return false;
}

static struct record_field *field_named(struct record_field *field, size_t n, str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(name, field[i].name))
            return &field[i];
    return NULL;
}

static bool read_record_line(struct arena *a, str line, uint32_t number,
                             struct record_field *field, size_t n,
                             struct record_problem *problem)
{
    size_t colon = str_find(line, STR(":"));

    if (colon == SIZE_MAX || record_has_control(line))
        return refuse_record(a, problem, number, "dòng này không có dạng «tên: nội dung»",
                             "this line is no \"name: value\"");

    str name = str_trim(str_sub(line, 0, colon));
    struct record_field *f = field_named(field, n, name);
    if (!f)
        return refuse_record(a, problem, number, "không có mục «%.*s»", "there is no field «%.*s»",
                             STRF(name));
    if (f->line)
        return refuse_record(a, problem, number, "mục «%s» ghi hai lần",
                             "the field «%s» is there twice", f->name);
    f->value = str_trim(str_sub(line, colon + 1, line.len));
    f->line = number;
    return true;
}

bool record_read(struct arena *a, str text, struct record_field *field, size_t n,
                 struct record_problem *problem)
{
    str rest = text, line;
    uint32_t number = 0;

    for (size_t i = 0; i < n; i++) {
        field[i].value = (str){ NULL, 0 };
        field[i].line = 0;
    }
    if (text.len > RECORD_MOST)
        return refuse_record(a, problem, 0, "dài quá %d byte", "longer than %d bytes",
                             RECORD_MOST);
    while (str_split(&rest, '\n', &line)) {
        number++;
        line = str_trim(line);
        if (line.len && !str_starts(line, STR("#")) &&
            !read_record_line(a, line, number, field, n, problem))
            return false;
    }
    for (size_t i = 0; i < n; i++)
        if (field[i].needed && !field[i].value.len)
            return refuse_record(a, problem, field[i].line, "thiếu mục «%s»",
                                 "the field «%s» is missing", field[i].name);
    return true;
}

void record_put(struct buf *b, const char *name, str value)
{
    if (!value.len)
        return;
    buf_put(b, str_from(name));
    buf_put(b, STR(": "));
    buf_put(b, value);
    buf_char(b, '\n');
}
