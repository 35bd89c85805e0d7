/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;

/**
 * Decisions about several permissions.
 *
 * @param permissions the permissions
 * @param decisions a decision for each permission, in their order
 */
record BulkCheckResult(List<String> permissions, List<Decision> decisions) {

  boolean any() {
    return decisions.stream().anyMatch(Decision::permitted);
  }

  boolean all() {
    return decisions.stream().allMatch(Decision::permitted);
  }

  Map<String, Boolean> each() {
    var each = new LinkedHashMap<String, Boolean>();
    for (int i = 0; i < permissions.size(); i++) {
      each.put(permissions.get(i), decisions.get(i).permitted());
    }
    return each;
  }

  /**
   * Returns the permissions that were denied only because the time limit was reached; null if there
   * are none.
   */
  List<String> undecided() {
    var undecided = new ArrayList<String>();
    for (int i = 0; i < permissions.size(); i++) {
      if (decisions.get(i).reason().code().equals(AuthorizationService.OUT_OF_TIME)) {
        undecided.add(permissions.get(i));
      }
    }
    return undecided.isEmpty() ? null : undecided;
  }
}
