# Builds SOURCE (report/) into OUT and compares with the page that is committed.
set(ENV{CHANGJI_REPORT_OUT} ${OUT})
execute_process(COMMAND npm run --silent build WORKING_DIRECTORY ${SOURCE}
    RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(failed)
    message(FATAL_ERROR "${said}")
endif()
execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files
    ${OUT}/report.html ${SOURCE}/built/report.html RESULT_VARIABLE differ)
if(differ)
    message(FATAL_ERROR "report/built/report.html is not what report/src builds; renew it with\n"
        "  cmake --build --preset release --target report_template")
endif()
