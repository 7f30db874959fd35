// SPDX-License-Identifier: Apache-2.0
#include "commands/command.h"

int main(int argc, char** argv) { return dais::commands::run(argc, argv); }
