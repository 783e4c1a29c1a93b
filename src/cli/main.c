/* main.c -- the program: finds the command and runs it. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/os.h"
#include "cli/cli.h"
#include "version.h"

static void print_help(struct cli *c)
{
    char line[256];

    cli_print(c, str_from(cli_say(c,
        "Soát đọc báo cáo kinh tế - xã hội, chỉ ra số không thể đúng và vì sao.\n\n"
        "cách dùng: soat LỆNH [tùy chọn] TỆP...\n\n",
        "Soát reads socio-economic reports and says which figures cannot be right, and why.\n\n"
        "usage: soat COMMAND [options] FILE...\n\n")));
    for (const struct command *cmd = cli_command; cmd->name; cmd++) {
        snprintf(line, sizeof line, "  %-9s %s\n", cmd->name, cli_say(c, cmd->vi, cmd->en));
        cli_print(c, str_from(line));
    }
    cli_print(c, str_from(cli_say(c, "\n«soat LỆNH --help» kể các tùy chọn của lệnh. Mã thoát: "
        "0 không có gì, 1 có phát hiện, 2 không làm được, 64 dùng sai.\n",
        "\n\"soat COMMAND --help\" lists the options of a command. Exit status: "
        "0 nothing found, 1 findings, 2 a failure, 64 wrong usage.\n")));
}

static const struct command *command_find(const char *name)
{
    for (const struct command *cmd = cli_command; cmd->name; cmd++)
        if (strcmp(cmd->name, name) == 0)
            return cmd;
    return NULL;
}

int main(int argc, char **argv)
{
    struct cli c = { .lang = str_eq(os_env("SOAT_LANG"), STR("en")) ? LANG_EN : LANG_VI };
    int exit;

    os_keep_memory();
    signal(SIGPIPE, SIG_IGN);       /* a reader that goes away is no failure */
    if (argc < 2)
        return cli_usage(&c, "thiếu lệnh; «soat --help» kể các lệnh",
                         "no command; \"soat --help\" lists them", NULL);
    if (strcmp(argv[1], "--version") == 0) {
        cli_print(&c, STR("soat " SOAT_VERSION " (" SOAT_COMMIT ")\n"));
        return EXIT_CLEAN;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(&c);
        return EXIT_CLEAN;
    }

    const struct command *cmd = command_find(argv[1]);
    if (!cmd)
        return cli_usage(&c, "không có lệnh", "there is no command", argv[1]);
    if (!cli_options(&c, cmd, argc - 1, argv + 1, &exit))
        return exit;
    return cmd->run(&c);
}
