/* commands.c -- the commands of the program. */
#include "cli/cli.h"

const struct command cli_command[] = {
    { "read", TAKES_FORMAT, "FILE...", "in các phát biểu có số của báo cáo, mỗi dòng một số",
      "prints the statements of reports, one a row", cmd_read },
    { NULL, 0, NULL, NULL, NULL, NULL },
};
