package org.lumoauth.authz.abac.admin;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.Reason;

/** A reason on the wire, with what it rests on. */
public record ReasonView(
    String code, String text, Map<String, Object> facts, List<ReasonView> because) {

  /** The tree below and with this reason. */
  public static ReasonView of(Reason reason) {
    return new ReasonView(
        reason.code(),
        reason.text(),
        reason.facts(),
        reason.because().stream().map(ReasonView::of).toList());
  }
}
