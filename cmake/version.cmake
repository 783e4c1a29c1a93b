# version.cmake -- writes gen/version.h; touched only when the version or commit changed,
# so that nothing is compiled again otherwise. Run at every build, works without git.
#
#   cmake -DSOURCE=... -DOUT=... -DVERSION=... -P version.cmake
set(commit "unknown")
find_program(git git)
if(git AND EXISTS "${SOURCE}/.git")
    execute_process(COMMAND "${git}" -C "${SOURCE}" rev-parse --short=10 HEAD
        OUTPUT_VARIABLE answer OUTPUT_STRIP_TRAILING_WHITESPACE
        ERROR_QUIET RESULT_VARIABLE failed)
    if(NOT failed)
        set(commit "${answer}")
    endif()
endif()
set(text "/* version.h -- which program this is; made by cmake/version.cmake. */
#ifndef GEN_VERSION_H
#define GEN_VERSION_H

#define SOAT_VERSION \"${VERSION}\"
#define SOAT_COMMIT \"${commit}\"

#endif
")
set(old "")
if(EXISTS "${OUT}")
    file(READ "${OUT}" old)
endif()
if(NOT old STREQUAL text)
    file(WRITE "${OUT}" "${text}")
endif()
