/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Decision.ModelVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.Resource;

/**
 * A decision with its full explanation.
 *
 * @param allowed the decision
 * @param subject the subject, as {@code user:usr_…}
 * @param actors the actors for the subject
 * @param action the action
 * @param resource the resource
 * @param context the context
 * @param reason the deciding reason
 * @param remedy on a denial, what would allow the action
 * @param subjects for the subject and each actor: the deciding rule and the vote of each model
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DecisionExplanationView(
    boolean allowed,
    String subject,
    List<String> actors,
    String action,
    Resource resource,
    Map<String, Object> context,
    DecisiveReason reason,
    String remedy,
    List<SubjectVerdict> subjects) {

  /** The deciding reason without its nested reasons. */
  record DecisiveReason(String code, String text, Map<String, Object> facts) {}

  /** The verdict for one subject of the chain, each of which must be permitted. */
  record SubjectVerdict(DecisiveReason verdict, List<ModelVoteView> votes) {}

  /**
   * The vote of one model.
   *
   * @param vote {@code permit}, {@code deny}, {@code not_applicable} or {@code failed}
   */
  record ModelVoteView(String model, String vote, DecisionReason reason) {}

  static DecisionExplanationView of(
      CheckSubject asked, String action, CheckResourceContext about, Decision decision) {
    return new DecisionExplanationView(
        decision.permitted(),
        asked.subject().toString(),
        asked.actors().stream().map(Object::toString).toList(),
        action,
        about.resource().orElse(null),
        about.context(),
        why(decision.reason()),
        decision.remedy().orElse(null),
        parts(decision));
  }

  /** Splits the votes by subject; they have the order of the subjects. */
  private static List<SubjectVerdict> parts(Decision decision) {
    var parts = new ArrayList<SubjectVerdict>();
    int from = 0;
    for (DecisionReason part : decision.reason().because()) {
      int to = from + part.because().size();
      var votes =
          decision.votes().subList(from, to).stream().map(DecisionExplanationView::said).toList();
      parts.add(new SubjectVerdict(why(part), votes));
      from = to;
    }
    return parts;
  }

  private static ModelVoteView said(ModelVote vote) {
    return new ModelVoteView(
        vote.model(), vote.vote().outcome().name().toLowerCase(Locale.ROOT), vote.vote().reason());
  }

  private static DecisiveReason why(DecisionReason reason) {
    return new DecisiveReason(reason.code(), reason.text(), reason.facts());
  }
}
