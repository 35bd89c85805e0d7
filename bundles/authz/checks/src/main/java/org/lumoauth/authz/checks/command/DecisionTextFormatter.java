/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;

/** Formats a decision as lines of text. */
final class DecisionTextFormatter {

  private DecisionTextFormatter() {}

  static String verdict(Decision decision) {
    var line = (decision.permitted() ? "Allowed. " : "Denied. ") + decision.reason().text();
    return decision.remedy().map(remedy -> line + " " + remedy).orElse(line);
  }

  /**
   * Returns, for the subject and each actor, the deciding rule followed by the vote and the reason
   * tree of each model.
   */
  static List<String> explanation(Decision decision) {
    var lines = new ArrayList<String>();
    int at = 0;
    for (DecisionReason part : decision.reason().because()) {
      lines.add(part.text());
      for (DecisionReason said : part.because()) {
        var vote = decision.votes().get(at++);
        lines.add(
            "  "
                + vote.model()
                + ": "
                + vote.vote().outcome().name().toLowerCase(Locale.ROOT)
                + ", "
                + said.code()
                + ". "
                + said.text());
        said.because().forEach(below -> tree(below, "    ", lines));
      }
    }
    return lines;
  }

  private static void tree(DecisionReason reason, String indent, List<String> lines) {
    lines.add(indent + reason.code() + ". " + reason.text());
    reason.because().forEach(below -> tree(below, indent + "  ", lines));
  }
}
