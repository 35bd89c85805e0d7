/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.DecisionReason;

/** A decision reason on the wire, with its nested reasons. */
public record PolicyReasonView(
    String code, String text, Map<String, Object> facts, List<PolicyReasonView> because) {

  /** Creates the tree of this reason. */
  public static PolicyReasonView of(DecisionReason reason) {
    return new PolicyReasonView(
        reason.code(),
        reason.text(),
        reason.facts(),
        reason.because().stream().map(PolicyReasonView::of).toList());
  }
}
