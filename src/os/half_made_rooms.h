// SPDX-License-Identifier: Apache-2.0
// What bubblewrap leaves where its starter is killed in the moment between making a room and telling the program in it
// to go on: a process that waits for a word that never comes. It does nothing and holds little, but nothing else ends
// it.
#pragma once

#include <string>

namespace dais::os {

/// Ends those whose arguments name a path below `folder`; how many. Rooms whose starter lives are left alone.
int end_half_made_rooms(const std::string& folder);

}  // namespace dais::os
