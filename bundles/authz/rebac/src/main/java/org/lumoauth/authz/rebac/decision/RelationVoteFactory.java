package org.lumoauth.authz.rebac.decision;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.TupleKey;

/** What relations say of a question, in words. */
final class RelationVoteFactory {
  static final AuthorizationVote NO_RESOURCE =
      silent("no_resource", "The question names no resource that could have relations.");
  static final AuthorizationVote NO_MODEL =
      silent("no_relation_model", "The organization has no model of relations.");

  private RelationVoteFactory() {}

  /** The subject has the relation, by this path of tuples and rules. */
  static AuthorizationVote permit(TupleKey key, Optional<DecisionReason> path) {
    return AuthorizationVote.permit(
        new DecisionReason(
            "relation_grants",
            key.subject() + " has the relation " + key.relation() + " to " + key.object() + ".",
            facts(key),
            path.map(List::of).orElse(List.of())));
  }

  /** The subject does not have the relation. */
  static AuthorizationVote nothing(TupleKey key) {
    String relation = " the relation " + key.relation() + " to " + key.object() + ".";
    return AuthorizationVote.notApplicable(
        DecisionReason.of("no_relation", key.subject() + " does not have" + relation, facts(key)),
        Optional.of("Write a tuple by which " + key.subject() + " has" + relation));
  }

  /** The object or the subject has a name that no tuple can have. */
  static AuthorizationVote unnameable(TupleKey key, RelationException e) {
    return AuthorizationVote.notApplicable(
        DecisionReason.of("no_relation", e.getMessage(), Map.of("relation", key.relation())),
        Optional.empty());
  }

  /** The model knows nothing of the type, the action or the kind of subject. */
  static AuthorizationVote outside(DecisionRequest question, String type) {
    return AuthorizationVote.notApplicable(
        DecisionReason.of(
            "not_in_relation_model",
            "The model of relations has no relation of "
                + type
                + " for "
                + question.action()
                + " that a subject of the type "
                + question.subject().type()
                + " could have.",
            Map.of("type", type, "action", question.action())),
        Optional.empty());
  }

  /** The question could not be answered. */
  static AuthorizationVote failed(RelationException e) {
    return new AuthorizationVote(
        AuthorizationVote.VoteOutcome.FAILED,
        DecisionReason.of(
            "relations_failed",
            e.getMessage(),
            Map.of("kind", e.kind().name().toLowerCase(Locale.ROOT))),
        Optional.empty());
  }

  private static Map<String, Object> facts(TupleKey key) {
    return Map.of(
        "object", key.object().toString(),
        "relation", key.relation(),
        "subject", key.subject().toString());
  }

  private static AuthorizationVote silent(String code, String text) {
    return AuthorizationVote.notApplicable(
        DecisionReason.of(code, text, Map.of()), Optional.empty());
  }
}
