/* test_sentence.c -- the sentence around a place, and what a finding is known by again. */
#include "app/accept.h"
#include "doc/sentence.h"
#include "t.h"

void test_sentence(void);

/* The sentence around the first `word` of the text. */
static const struct {
    const char *text, *word, *sentence;
} around[] = {
    { "Một câu. Có 65 hộ vay. Câu sau.", "65", "Có 65 hộ vay." },
    { "Có 65 hộ vay.", "65", "Có 65 hộ vay." },
    { "Có 65 hộ vay", "65", "Có 65 hộ vay" },
    { "Thu 1.204,5 tỷ đồng; chi 998 tỷ đồng. Hết.", "998",
      "Thu 1.204,5 tỷ đồng; chi 998 tỷ đồng." },
    { "Đạt 5%! Còn 12 hộ? Có.", "12", "Còn 12 hộ?" },
    { "Theo kế hoạch. có 65 hộ vay. Hết.", "65", "Theo kế hoạch. có 65 hộ vay." },
    { "Đầu đoạn **có 65 hộ** vay. Hết.", "65", "Đầu đoạn có 65 hộ vay." },
    { "# I. KINH TẾ\n\nĐoạn một.\n\nCó 65 hộ.\n\nĐoạn ba.", "65", "Có 65 hộ." },
    { "TT\tChỉ tiêu\tĐơn vị\tKế hoạch\tThực hiện\n1\tHộ vay\thộ\t70\t65\n2\tLớp\tlớp\t8\t9\n", "65",
      "1 | Hộ vay | hộ | 70 | 65" },
};

static void test_around(struct job *j)
{
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        struct app_document d;
        str text = str_from(around[i].text);

        if (!T(app_read_text(j, STR("thu.md"), text, &d) == OK, "%s", around[i].text))
            continue;
        size_t at = str_find(d.src->text, str_from(around[i].word));
        str s = doc_sentence(j->arena, d.doc, (uint32_t)at);

        T(str_eq(s, str_from(around[i].sentence)), "«%.*s», not «%s»", STRF(s),
          around[i].sentence);
    }
}

/* The fingerprint of the first finding of the text. */
static str print_of(struct job *j, const char *text)
{
    struct app_document d;
    struct app_findings found;

    if (!T(app_check_text(j, STR("thu.md"), str_from(text), check_rules_on(), &d, &found) == OK &&
           found.diags->count > 0, "a finding in «%s»", text))
        return (str){ NULL, 0 };
    app_identify(d.doc, found.diags);
    return found.diags->item[0]->fingerprint;
}

/* Texts whose finding is the same one, or another. */
static const struct {
    const char *a, *b;
    bool same;
} known[] = {
    { "Có 65 hộ, gồm 18 hộ ở A, 21 hộ ở B, 24 hộ ở C.",
      "Mở đầu.\n\nCó  65 hộ, gồm 18 hộ ở A,\n21 hộ ở B, 24 hộ ở C. Câu sau đã đổi.", true },
    { "Có 65 hộ, gồm 18 hộ ở A, 21 hộ ở B, 24 hộ ở C.",
      "Có **65 hộ**, gồm 18 hộ ở A, 21 hộ ở B, 24 hộ ở C.", true },
    { "Có 65 hộ, gồm 18 hộ ở A, 21 hộ ở B, 24 hộ ở C.",
      "Có 65 hộ, gồm 18 hộ ở A, 22 hộ ở B, 24 hộ ở C.", false },
    { "Có 65 hộ, gồm 18 hộ ở A, 21 hộ ở B, 24 hộ ở C.",
      "Có 66 hộ, gồm 18 hộ ở A, 21 hộ ở B, 24 hộ ở C.", false },
    { "Có 65 hộ, gồm 18 hộ ở A, 21 hộ ở B, 24 hộ ở C.",
      "Hết năm có 65 hộ, gồm 18 hộ ở A, 21 hộ ở B, 24 hộ ở C.", false },
};

static void test_known(struct job *j)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        T(str_eq(print_of(j, known[i].a), print_of(j, known[i].b)) == known[i].same,
          "«%s» and «%s»", known[i].a, known[i].b);
}

static status run_sentences(struct job *j, void *arg)
{
    (void)arg;
    test_around(j);
    test_known(j);
    return OK;
}

void test_sentence(void)
{
    T(job_run(&LIMITS_DEFAULT, LANG_VI, run_sentences, NULL, NULL) == OK, "the job");
}
