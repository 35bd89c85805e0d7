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
 * A decision with everything that led to it.
 *
 * @param allowed the decision
 * @param subject who, as {@code user:usr_…}
 * @param actors who acts for the subject
 * @param action what
 * @param resource on what
 * @param context in what context
 * @param reason what decided
 * @param remedy on a denial, what would help
 * @param subjects for the subject and each actor: the rule and what each model said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplainedDecision(
    boolean allowed,
    String subject,
    List<String> actors,
    String action,
    Resource resource,
    Map<String, Object> context,
    DecisiveReason reason,
    String remedy,
    List<SubjectVerdict> subjects) {

  /** What decided, without what it rests on. */
  record DecisiveReason(String code, String text, Map<String, Object> facts) {}

  /** One of those who must be permitted. */
  record SubjectVerdict(DecisiveReason verdict, List<ModelVoteView> votes) {}

  /**
   * What one model said.
   *
   * @param vote {@code permit}, {@code deny}, {@code not_applicable} or {@code failed}
   */
  record ModelVoteView(String model, String vote, DecisionReason reason) {}

  static ExplainedDecision of(
      CheckSubject asked, String action, CheckContext about, Decision decision) {
    return new ExplainedDecision(
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

  /** The votes stand in the order of those whom they are about. */
  private static List<SubjectVerdict> parts(Decision decision) {
    var parts = new ArrayList<SubjectVerdict>();
    int from = 0;
    for (DecisionReason part : decision.reason().because()) {
      int to = from + part.because().size();
      var votes = decision.votes().subList(from, to).stream().map(ExplainedDecision::said).toList();
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
