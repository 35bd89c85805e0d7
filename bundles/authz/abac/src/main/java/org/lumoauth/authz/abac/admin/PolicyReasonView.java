package org.lumoauth.authz.abac.admin;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.DecisionReason;

/** A reason on the wire, with what it rests on. */
public record PolicyReasonView(
    String code, String text, Map<String, Object> facts, List<PolicyReasonView> because) {

  /** The tree below and with this reason. */
  public static PolicyReasonView of(DecisionReason reason) {
    return new PolicyReasonView(
        reason.code(),
        reason.text(),
        reason.facts(),
        reason.because().stream().map(PolicyReasonView::of).toList());
  }
}
