// SPDX-License-Identifier: Apache-2.0
// Who may give orders on pages: the operator's own addresses, without a password, because readers have no accounts
// here.
#pragma once

#include <string>

#include "site/page.h"

namespace dais::site {

/// Whether buttons are shown: the request comes from an address that [pipeline] operate_from lists, straight and not
/// through a proxy.
bool is_operator(const Visit& visit);

/// Whether an order is taken: is_operator, and sent from a page of this very site. kForbidden says why not.
/// The attacks: a page of another site whose form is sent by the operator's browser (Sec-Fetch-Site, Origin tell it),
/// and one whose name is made to lead to this machine (its Host is a name that is not ours).
Status may_order(const Visit& visit);

}  // namespace dais::site
