/* commands.c -- the commands of the program. */
#include "cli/cli.h"

const struct command cli_command[] = {
    { "check", TAKES_FORM | TAKES_LEVEL | TAKES_ONLY | TAKES_OUT | TAKES_JOBS | TAKES_RULES
      | TAKES_UNCHECKED | TAKES_DOSSIER | TAKES_AGAINST | TAKES_CONCORDANCE | TAKES_ACCEPT
      | TAKES_ACCEPTED | TAKES_DB, 0, "FILE...",
      "chỉ ra số không thể đúng trong báo cáo, và vì sao",
      "says which figures of a report cannot be right, and why", cmd_check },
    { "read", TAKES_FORMAT | TAKES_COVERAGE | TAKES_IMPLIED | TAKES_JOBS, 0, "FILE...",
      "in các phát biểu có số của báo cáo, mỗi dòng một số",
      "prints the statements of reports, one a row", cmd_read },
    { "watch", TAKES_ONCE, 0, "FOLDER",
      "soát mỗi báo cáo vừa lưu vào thư mục, để kết quả ngay bên cạnh",
      "checks each report saved in a folder, and puts the findings beside it", cmd_watch },
    { "explain", 0, 0, "[CODE...]",
      "giải thích một mã, kèm ví dụ sai và đúng; không có mã: kể mọi mã",
      "says what a code means, with a wrong and a right example; without a code: lists all",
      cmd_explain },
    { "accept", TAKES_ACCEPT | TAKES_LINE | TAKES_UNDO | TAKES_DOSSIER | TAKES_AGAINST, 0,
      "FILE CODE FIGURE REASON [--dossier FILE...]",
      "chấp nhận một phát hiện với lý do; câu đổi thì phát hiện mở lại",
      "accepts a finding with a reason; it opens again when its sentence changes", cmd_accept },
    { "rules", TAKES_FORMAT | TAKES_LEVEL | TAKES_OUT | TAKES_JOBS, 0, "list | try RULE FILE...",
      "kể các quy tắc; thử một quy tắc hoặc một mã trên nhiều tệp trước khi bật",
      "lists the rules; tries one, or one code, over files before it is switched on",
      cmd_rules },
    { "area", TAKES_FORMAT | TAKES_AT, 0, "find NAME | show ID | list [ID] | check FILE",
      "tra đơn vị hành chính theo tên và ngày; mỗi đơn vị từ đâu ra, thành gì",
      "finds administrative units by name and day; where each came from, what it became",
      cmd_area },
    { "import", TAKES_DB | TAKES_SOURCE | TAKES_PUBLISHED | TAKES_REASON | TAKES_PREVIEW |
          TAKES_REVIEW | TAKES_TENANT | TAKES_PROFILE, TAKES_DB, "FILE...",
      "đưa báo cáo hoặc bảng số liệu vào sổ",
      "puts reports or tables of facts into the ledger", cmd_import },
    { "export", TAKES_DB | TAKES_DATASET | TAKES_OUT | TAKES_INDICATOR | TAKES_AREA | TAKES_PERIOD |
          TAKES_KIND | TAKES_BOOK | TAKES_SOURCE | TAKES_AS_OF | TAKES_RELEASED | TAKES_PROFILE |
          TAKES_TENANT, TAKES_DB, "",
      "ghi số liệu của sổ ra tệp", "writes facts of the ledger to a file", cmd_export },
    { "form", TAKES_DB | TAKES_OUT | TAKES_PERIOD | TAKES_AREA | TAKES_AGENCY | TAKES_INDICATOR |
          TAKES_DEADLINE | TAKES_TENANT, TAKES_DB | TAKES_PERIOD, "",
      "biểu mẫu để cơ quan, xã điền (.xlsx hoặc CSV)",
      "a form for agencies and communes to fill in (.xlsx or CSV)", cmd_form },
    { "series", TAKES_DB | TAKES_FORMAT | TAKES_AREA | TAKES_UNITS | TAKES_AT | TAKES_AS_OF |
          TAKES_KIND | TAKES_SOURCE | TAKES_BOOK | TAKES_PERIOD | TAKES_TENANT,
      TAKES_DB, "INDICATOR",
      "một chỉ tiêu qua các kỳ, đọc theo đơn vị hành chính của ngày --at",
      "an indicator over time, read in the units of the day --at", cmd_series },
    { "history", TAKES_DB | TAKES_FORMAT | TAKES_AREA | TAKES_KIND | TAKES_SOURCE | TAKES_BOOK |
          TAKES_PERIOD | TAKES_TENANT, TAKES_DB | TAKES_PERIOD, "INDICATOR",
      "mọi lần ghi của một số: ai, khi nào, vì sao; văn bản nào đã nêu",
      "each revision of a figure: who, when, why; which documents quote it", cmd_history },
    { "plan", TAKES_DB | TAKES_FORMAT | TAKES_PERIOD | TAKES_BOOK | TAKES_BY | TAKES_BOOKS |
          TAKES_AREA | TAKES_TENANT, TAKES_DB, "",
      "phần giao cho cơ quan, địa bàn, quý có cộng thành kế hoạch không",
      "do the parts of plans add up to the whole", cmd_plan },
    { "define", TAKES_DB | TAKES_FORMAT | TAKES_REMOVE | TAKES_REASON | TAKES_TENANT, TAKES_DB,
      "TYPE [ID [FILE|-]]",
      "khai kế hoạch, công thức, lịch công bố, đơn vị, ánh xạ tên, thiết đặt của sổ",
      "defines plan books, formulas, releases, units, mappings, settings", cmd_define },
    { "due", TAKES_DB | TAKES_FORMAT | TAKES_AT | TAKES_TENANT, TAKES_DB, "",
      "số nào đến hạn công bố ngày nào, số nào còn cấm công bố",
      "what is due when, and what is under embargo", cmd_due },
    { "serve", TAKES_DB | TAKES_LISTEN, TAKES_DB, "",
      "mở trang xem số liệu và văn bản trên trình duyệt",
      "serves the page of indicators and documents", cmd_serve },
    { "db", TAKES_DB | TAKES_DEMO | TAKES_TENANT | TAKES_AUTHOR | TAKES_ACTION | TAKES_SINCE |
          TAKES_UNTIL | TAKES_ENTRY | TAKES_LIMIT | TAKES_FORMAT | TAKES_ANCHOR | TAKES_ENCRYPT |
          TAKES_PASSPHRASE, 0,
      "init | migrate | verify | head | log | backup FILE | restore FILE | copy TO",
      "tạo, nâng cấp, kiểm tra sổ số liệu; nhật ký; sao lưu, khôi phục, chuyển nơi chứa",
      "makes, upgrades and verifies the ledger; its log; backs it up, restores and moves it",
      cmd_db },
    { NULL, 0, 0, NULL, NULL, NULL, NULL },
};
