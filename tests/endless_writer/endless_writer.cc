// SPDX-License-Identifier: Apache-2.0
// endless_writer INDEX TOLD NAME: puts one session after the other, NAME0, NAME1 …, into the search index and commits
// each, until it is killed. After each commit it adds a byte to the file TOLD, then one to its output.
#include <fcntl.h>
#include <unistd.h>

#include "search/index.h"
#include "search/sample_sessions.h"

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const int told = ::open(arguments[2], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  auto writer = dais::search::open_writer(arguments[1]);
  const auto transcript = dais::search::transcript_of("Ann: bike lanes and more | Bob: trees | snow on the lanes");
  for (int i = 0; writer; ++i) {
    const auto session = dais::search::session_of(arguments[3] + std::to_string(i), transcript);
    if (!(*writer)->put(session) || !(*writer)->commit()) break;
    // Merging in the background ends now and then before the signal comes.
    if (i % 2 == 1 && !(*writer)->settle()) break;
    if (::write(told, "x", 1) != 1 || ::write(STDOUT_FILENO, "x", 1) != 1) break;
  }
  return 1;
}
