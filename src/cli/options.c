/* options.c -- options: one table, of which each command takes a part. */
#include <argp.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/os.h"
#include "cli/cli.h"

enum { KEY_LONG = 256, MAX_OPTIONS = 48, MAX_JOBS = 64, MAX_LINE = 1000000000 };

/* What becomes of an option's word: a text or a flag at its place in struct options, or what
 * take_special() makes of it. */
enum taking { TAKE_TEXT, TAKE_FLAG, TAKE_SPECIAL };

#define TEXT_AT(field) TAKE_TEXT, offsetof(struct options, field)
#define FLAG_AT(field) TAKE_FLAG, offsetof(struct options, field)
#define SPECIAL TAKE_SPECIAL, 0

static const struct {
    uint64_t bit;
    char letter;                /* of its short form, or 0 */
    const char *name, *arg;
    enum taking taking;
    size_t at;
    const char *vi, *en;
} option_table[] = {
    { TAKES_FORMAT, 0, "format", "text|tsv|json", SPECIAL,
      "dạng in ra", "form of the output" },
    { TAKES_FORM, 0, "format", "text|tsv|json|sarif|html|docx", SPECIAL,
      "dạng in ra; docx: tệp Word có chú thích tại số sai", "form of the output; docx: the Word "
      "file with comments at the wrong figures" },
    { TAKES_LEVEL, 0, "level", "note|warning|error", SPECIAL,
      "mức thấp nhất được kể (mặc định: warning)",
      "lowest severity told (default: warning)" },
    { TAKES_ONLY, 0, "only", "CODES", TEXT_AT(only),
      "chỉ các mã này, cách nhau dấu phẩy",
      "these codes only, with commas between" },
    { TAKES_OUT, 0, "out", "FILE", TEXT_AT(out),
      "ghi vào tệp thay vì in ra; html, docx của nhiều tệp: thư mục",
      "write to FILE instead; html, docx of several files: a folder" },
    { TAKES_DB, 0, "db", "DB", TEXT_AT(db),
      "tệp sổ số liệu (check: để đối chiếu; bảng .tsv, .csv cũng được)",
      "file of the ledger (check: to hold figures against; a table .tsv, .csv will do)" },
    { TAKES_LISTEN, 0, "listen", "ADDRESS:PORT", TEXT_AT(listen),
      "nơi nghe (mặc định: 127.0.0.1:8080)",
      "where to listen (default: 127.0.0.1:8080)" },
    { TAKES_DEMO, 0, "demo", NULL, FLAG_AT(demo),
      "kèm tỉnh mẫu", "with the demo province" },
    { TAKES_COVERAGE, 0, "coverage", NULL, FLAG_AT(coverage),
      "kể từng dãy chữ số đã được hiểu là gì",
      "tell what each run of digits was understood as" },
    { TAKES_IMPLIED, 0, "implied", NULL, FLAG_AT(implied),
      "kể kế hoạch và số gốc mà câu chữ ngầm cho biết",
      "tell the plans and earlier figures that the sentences imply" },
    { TAKES_JOBS, 'j', "jobs", "N", SPECIAL,
      "số tệp đọc cùng lúc (mặc định: 1)",
      "files read at the same time (default: 1)" },
    { TAKES_RULES, 0, "rules", "+NAME,-NAME", SPECIAL,
      "thêm, bớt quy tắc; chỉ NAME: riêng quy tắc ấy "
      "(soat rules list)", "switch rules on and off; NAME alone: only these (soat rules list)" },
    { TAKES_UNCHECKED, 0, "unchecked", NULL, FLAG_AT(unchecked),
      "kể số liệu không quy tắc nào đối chiếu được, và vì sao",
      "tell the figures that no rule could check, and why" },
    { TAKES_DOSSIER, 0, "dossier", NULL, FLAG_AT(dossier),
      "đọc các tệp (hoặc cả thư mục) như một hồ sơ: báo cáo, phụ lục, dự thảo nghị quyết",
      "read the files (or a folder) as one: report, appendix, draft resolution" },
    { TAKES_AGAINST, 0, "against", "OLDER", SPECIAL,
      "báo cáo kỳ trước để đối chiếu; dùng được nhiều lần",
      "an earlier report to hold the figures against; may be told several times" },
    { TAKES_CONCORDANCE, 0, "concordance", "FILE", SPECIAL,
      "ghi mỗi số liệu kèm mọi nơi nó đứng vào FILE (.xlsx, còn lại là TSV)",
      "write each fact with all its places to FILE (.xlsx, else TSV)" },
    { TAKES_ACCEPT, 0, "accept", "FILE", TEXT_AT(accept),
      "tệp các lời chấp nhận (mặc định: cạnh văn bản)",
      "file of acceptances (default: beside the document)" },
    { TAKES_ACCEPTED, 0, "accepted", NULL, FLAG_AT(accepted),
      "kể cả những phát hiện đã chấp nhận",
      "tell the accepted findings as well" },
    { TAKES_LINE, 0, "line", "N", SPECIAL,
      "phát hiện ở dòng N, khi có nhiều phát hiện giống nhau",
      "the finding in line N, where several are alike" },
    { TAKES_UNDO, 0, "undo", NULL, FLAG_AT(undo),
      "rút lại lời chấp nhận", "take the acceptance back" },
    { TAKES_AT, 0, "at", "DATE", TEXT_AT(at),
      "vào ngày (2025-06-30)", "on that day (2025-06-30)" },
    { TAKES_ONCE, 0, "once", NULL, FLAG_AT(once),
      "soát những gì đang có rồi dừng",
      "check what is there and end" },
    { TAKES_AS_OF, 0, "as-of", "DATE", TEXT_AT(as_of),
      "theo những gì đã biết đến hết ngày ấy, như 2025-06-30",
      "by what was known at the end of that day" },
    { TAKES_SOURCE, 0, "source", "NAME", TEXT_AT(source), "số liệu của ai (mặc định: báo cáo)",
      "whose figures they are (default: báo cáo)" },
    { TAKES_PUBLISHED, 0, "published", "DATE", TEXT_AT(published),
      "ngày công bố (mặc định: ngày ghi trên văn bản)",
      "the day they became known (default: the document's date)" },
    { TAKES_REASON, 0, "reason", "TEXT", TEXT_AT(reason), "lý do, ghi vào nhật ký",
      "why, for the audit log" },
    { TAKES_PREVIEW, 0, "preview", NULL, FLAG_AT(preview),
      "chỉ in bảng duyệt: mỗi số liệu sẽ được ghi thế nào", "print the table of review, keep "
      "nothing" },
    { TAKES_REVIEW, 0, "review", "FILE", TEXT_AT(review),
      "bảng duyệt đã sửa: accept, map, skip", "the table of review, filled in" },
    { TAKES_INDICATOR, 0, "indicator", "ID", TEXT_AT(indicator), "chỉ tiêu nào",
      "which indicator" },
    { TAKES_AREA, 0, "area", "AREA", TEXT_AT(area), "đơn vị hành chính nào, mã hoặc tên",
      "which unit, its id or its name" },
    { TAKES_PERIOD, 0, "period", "PERIOD", TEXT_AT(period), "kỳ nào, như 2025, 2025-H1, 2025-06",
      "which period" },
    { TAKES_KIND, 0, "kind", "actual|estimate|plan|target", TEXT_AT(kind), "loại số liệu nào",
      "which kind of figures" },
    { TAKES_BOOK, 0, "book", "ID", TEXT_AT(book), "kế hoạch nào", "which plan book" },
    { TAKES_DATASET, 0, "format", "csv|xlsx|json|sdmx-csv|sdmx-json", TEXT_AT(dataset),
      "dạng tệp (mặc định: theo tên tệp --out, hoặc csv)",
      "form of the file (default: as --out is called, or csv)" },
    { TAKES_PROFILE, 0, "profile", "NAME", TEXT_AT(profile),
      "hồ sơ kết nối với hệ thống khác: tên (ckan-csv, mau-bao-cao ...) hoặc tệp .tsv",
      "profile of another system: its name (ckan-csv, mau-bao-cao ...) or a file .tsv" },
    { TAKES_RELEASED, 0, "released", NULL, FLAG_AT(released),
      "chỉ số đã công bố: không có bản nháp, không có số còn cấm công bố",
      "only what is released: no drafts, nothing under embargo" },
    { TAKES_AGENCY, 0, "agency", "NAME", TEXT_AT(agency), "cơ quan điền biểu, như trong danh mục",
      "who fills it in, as the catalogue calls it" },
    { TAKES_DEADLINE, 0, "deadline", "DATE", TEXT_AT(deadline), "hạn gửi", "until when" },
    { TAKES_UNITS, 0, "level", "province|district|commune", TEXT_AT(units),
      "đọc cho từng đơn vị cấp này trong --area", "of each unit of this level in --area" },
    { TAKES_REMOVE, 0, "remove", NULL, FLAG_AT(remove), "bỏ định nghĩa ấy; các lần trước còn "
      "trong sổ", "take the definition away; its revisions stay" },
    { TAKES_BOOKS, 0, "books", NULL, FLAG_AT(books), "kể các kế hoạch, và kế hoạch nào trả lời "
      "cho năm ấy", "list the plan books, and which answers for the year" },
    { TAKES_BY, 0, "by", "agency|area|quarter", TEXT_AT(by), "chỉ phần giao theo cơ quan, địa bàn "
      "hoặc quý (mặc định: cả ba)", "parts by these alone (default: all three)" },
    { TAKES_TENANT, 0, "tenant", "N", TEXT_AT(tenant), "số của tỉnh, khi một sổ giữ nhiều tỉnh",
      "number of the province, where a ledger keeps several" },
    { TAKES_AUTHOR, 0, "author", "NAME", TEXT_AT(author), "log: chỉ người này",
      "log: of this author only" },
    { TAKES_ACTION, 0, "action", "WORD", TEXT_AT(action), "log: chỉ việc có chữ này",
      "log: only actions with this word" },
    { TAKES_SINCE, 0, "since", "DATE", TEXT_AT(since), "log: từ ngày, như 2025-06-30",
      "log: from this day on, such as 2025-06-30" },
    { TAKES_UNTIL, 0, "until", "DATE", TEXT_AT(until), "log: đến hết ngày",
      "log: until the end of this day" },
    { TAKES_ENTRY, 0, "entry", "N", TEXT_AT(entry), "log: mục N đã đổi những gì",
      "log: what entry N has changed" },
    { TAKES_LIMIT, 0, "limit", "N", TEXT_AT(limit), "log: N mục mới nhất",
      "log: the newest N" },
    { TAKES_ANCHOR, 0, "anchor", "FILE", TEXT_AT(anchor),
      "verify: đối chiếu với các dòng soat db head đã cất nơi khác",
      "verify: hold it against lines of soat db head that were kept elsewhere" },
    { TAKES_ENCRYPT, 0, "encrypt", NULL, FLAG_AT(encrypt),
      "backup: mã hóa bằng mật khẩu (SOAT_PASSPHRASE hoặc --passphrase-file)",
      "backup: seal it with a passphrase (SOAT_PASSPHRASE or --passphrase-file)" },
    { TAKES_PASSPHRASE, 0, "passphrase-file", "FILE", TEXT_AT(passphrase_file),
      "mật khẩu là dòng đầu của FILE", "the passphrase is the first line of FILE" },
};

enum { NOPTIONS = sizeof option_table / sizeof option_table[0] };

/* Finds word among "a|b|c"; -1 when it is none of them. */
static int choice_of(const char *words, const char *word)
{
    str rest = str_from(words), field;

    for (int i = 0; str_split(&rest, '|', &field); i++)
        if (str_eq(field, str_from(word)))
            return i;
    return -1;
}

/* A number from 1 to `most`; 0 when it is none. */
static unsigned jobs_of(const char *word, unsigned most)
{
    char *end;
    unsigned long n = strtoul(word, &end, 10);

    return word[0] >= '1' && word[0] <= '9' && !*end && n <= most ? (unsigned)n : 0;
}

static int option_key(int i)
{
    return option_table[i].letter ? option_table[i].letter : KEY_LONG + i;
}

/* The option of that key; NOPTIONS when there is none. */
static int option_of(int key)
{
    int i = 0;

    while (i < NOPTIONS && option_key(i) != key)
        i++;
    return i;
}

static error_t take_rules(struct cli *c, const char *words)
{
    str unknown;

    if (check_rules_asked(str_from(words), &c->opt.rules, &unknown))
        return 0;
    cli_unknown_rule(c, unknown);
    return ENOENT;              /* it has been told */
}

/* One of the words that the table names for the option's argument. */
static error_t take_choice(struct options *o, int i, const char *arg)
{
    int choice = choice_of(option_table[i].arg, arg);

    if (choice < 0)
        return EINVAL;
    if (option_table[i].bit == TAKES_LEVEL)
        o->level = (enum diag_severity)choice;
    else
        o->format = (enum format)choice;
    return 0;
}

static error_t take_special(struct cli *c, int i, char *arg)
{
    struct options *o = &c->opt;

    switch (option_table[i].bit) {
    case TAKES_AGAINST:
        if (o->nagainst == MAX_AGAINST)
            return EINVAL;
        o->against[o->nagainst++] = arg;
        o->dossier = true;
        return 0;
    case TAKES_CONCORDANCE:
        o->concordance = str_from(arg);
        o->dossier = true;
        return 0;
    case TAKES_LINE:
        o->line = jobs_of(arg, MAX_LINE);
        return o->line ? 0 : EINVAL;
    case TAKES_RULES:
        return take_rules(c, arg);
    case TAKES_JOBS:
        o->jobs = jobs_of(arg, MAX_JOBS);
        return o->jobs ? 0 : EINVAL;
    default:
        return take_choice(o, i, arg);
    }
}

static error_t take_option(int key, char *arg, struct argp_state *state)
{
    struct cli *c = state->input;
    struct options *o = &c->opt;
    int i = option_of(key);

    if (key == 'h') {
        o->help = true;
        return 0;
    }
    if (i == NOPTIONS)
        return ARGP_ERR_UNKNOWN;
    char *place = (char *)o + option_table[i].at;
    if (option_table[i].taking == TAKE_TEXT)
        *(str *)(void *)place = str_from(arg);
    else if (option_table[i].taking == TAKE_FLAG)
        *(bool *)place = true;
    else
        return take_special(c, i, arg);
    return 0;
}

/* Operands are gathered at the front of argv, in their order. */
static error_t take_word(int key, char *arg, struct argp_state *state)
{
    struct cli *c = state->input;

    if (key != ARGP_KEY_ARG)
        return take_option(key, arg, state);
    c->opt.arg[c->opt.nargs++] = arg;
    return 0;
}

static void print_option(struct cli *c, int i)
{
    enum { WIDTH = 30 };
    char left[64], line[256];
    char letter[8] = "";

    if (option_table[i].letter)
        snprintf(letter, sizeof letter, "-%c, ", option_table[i].letter);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, option_table[i].name,
             option_table[i].arg ? " " : "", option_table[i].arg ? option_table[i].arg : "");
    /* What does not fit beside its option stands under it. */
    snprintf(line, sizeof line, strlen(left) > WIDTH ? "  %s\n%33s%s\n" : "  %-30s%s%s\n", left,
             " ", cli_say(c, option_table[i].vi, option_table[i].en));
    cli_print(c, str_from(line));
}

static void print_command_help(struct cli *c, const struct command *cmd)
{
    char line[512];

    snprintf(line, sizeof line, "%s: soat %s%s%s%s\n\n%s\n", cli_say(c, "cách dùng", "usage"),
             cmd->name, cmd->takes ? cli_say(c, " [tùy chọn]", " [options]") : "",
             *cmd->operands ? " " : "", cmd->operands, cli_say(c, cmd->vi, cmd->en));
    cli_print(c, str_from(line));
    if (cmd->takes)
        cli_print(c, STR("\n"));
    for (int i = 0; i < NOPTIONS; i++)
        if (cmd->takes & option_table[i].bit)
            print_option(c, i);
}

static bool has_what_it_needs(struct cli *c, const struct command *cmd, int *exit)
{
    if ((cmd->needs & TAKES_DB) && !c->opt.db.len)
        *exit = cli_usage(c, "cần --db TỆP, tệp sổ số liệu", "--db FILE, the ledger, is needed",
                          NULL);
    else if ((cmd->needs & TAKES_PERIOD) && !c->opt.period.len)
        *exit = cli_usage(c, "cần --period KỲ, như 2025-06", "--period is needed, such as 2025-06",
                          NULL);
    else if (!*cmd->operands && c->opt.nargs)
        *exit = cli_usage(c, "lệnh này không nhận tệp", "this command takes no files",
                          c->opt.arg[0]);
    else
        return true;
    return false;
}

bool cli_options(struct cli *c, const struct command *cmd, int argc, char **argv, int *exit)
{
    struct argp_option list[MAX_OPTIONS] = { { "help", 'h', NULL, 0, NULL, 0 } };
    struct argp argp = { list, take_word, NULL, NULL, NULL, NULL, NULL };
    int n = 1, bad = 0;

    for (int i = 0; i < NOPTIONS; i++)
        if (cmd->takes & option_table[i].bit)
            list[n++] = (struct argp_option){ option_table[i].name, option_key(i),
                                              option_table[i].arg, 0, NULL, 0 };
    c->opt = (struct options){ .level = SEVERITY_WARNING, .jobs = 1, .arg = argv,
                               .rules = check_rules_on() };

    char *word[2] = { argv[0], NULL };
    char *last = argc > 1 ? argv[1] : word[0];
    error_t e = argp_parse(&argp, argc, argv, ARGP_NO_ERRS | ARGP_NO_HELP | ARGP_NO_EXIT, &bad, c);
    if (e == ENOENT) {
        *exit = EXIT_USAGE;
        return false;
    }
    if (e) {
        *exit = cli_usage(c, "không hiểu tùy chọn", "cannot use the option",
                          bad > 0 && bad <= argc ? argv[bad - 1] : last);
        return false;
    }
    if (c->opt.help) {
        print_command_help(c, cmd);
        *exit = EXIT_CLEAN;
        return false;
    }
    return has_what_it_needs(c, cmd, exit);
}
