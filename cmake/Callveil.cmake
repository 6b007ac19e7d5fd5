# SPDX-License-Identifier: GPL-3.0-or-later
# Settings that every target shares, and the two functions that make a target.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTOUIC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CALLVEIL_CCACHE ccache)
if(CALLVEIL_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CALLVEIL_CCACHE}")
endif()
find_program(CALLVEIL_MOLD mold)
if(CALLVEIL_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_link_options(-fuse-ld=mold)
endif()

add_compile_definitions(QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_USE_QSTRINGBUILDER
                        QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_KEYWORDS)
if(NOT MSVC)
    add_compile_options(-Wall -Wextra)
endif()
if(CALLVEIL_SANITIZE)
    add_compile_options(-fsanitize=${CALLVEIL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=${CALLVEIL_SANITIZE})
endif()

# The presets with tests set BUILD_SHARED_LIBS: there are many test programs, and none is linked anew when only the
# inside of a library has changed. What is delivered is linked into one program.
set(CMAKE_LINK_DEPENDS_NO_SHARED ON)

# Shared or not, a library is compiled in the same way.
function(callveil_plain_library name)
    set_target_properties(${name} PROPERTIES DEFINE_SYMBOL "" POSITION_INDEPENDENT_CODE ON)
endfunction()

# A library from every source in the folder of the caller. The include root of all libraries
# under models/ is models/, so that an include names its layer: #include "domain/base/result.h".
function(callveil_library name)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/*.h"
         "${CMAKE_CURRENT_SOURCE_DIR}/*.ui")
    add_library(${name} ${sources})
    callveil_plain_library(${name})
    target_precompile_headers(${name} PRIVATE "${PROJECT_SOURCE_DIR}/cmake/precompiled.h")
endfunction()
