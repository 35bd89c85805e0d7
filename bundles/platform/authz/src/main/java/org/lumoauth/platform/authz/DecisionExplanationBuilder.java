/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.Decision.ModelVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.directory.SubjectRef;

/** Builds one subject's part of the explanation: the rule and the vote of each model. */
final class DecisionExplanationBuilder {

  private DecisionExplanationBuilder() {}

  static DecisionReason of(
      SubjectRef subject,
      CombiningAlgorithm rule,
      CombinedVerdict verdict,
      List<ModelVote> votes,
      int from) {
    var said = new DecisionReason[votes.size() - from];
    for (int i = 0; i < said.length; i++) {
      said[i] = votes.get(from + i).vote().reason();
    }
    var who = subject.toString();
    return new DecisionReason(
        verdict.permitted() ? "subject_permitted" : "subject_denied",
        who + (verdict.permitted() ? " may, by " : " may not, by ") + rule.wireName() + ".",
        Map.of("subject", who, "rule", rule.wireName(), "decidedBy", verdict.reason().code()),
        List.of(said));
  }
}
