package org.lumoauth.authz.rebac.decision;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.TupleKey;

/** What relations say of a question, in words. */
final class Votes {
  static final Vote NO_RESOURCE =
      silent("no_resource", "The question names no resource that could have relations.");
  static final Vote NO_MODEL =
      silent("no_relation_model", "The organization has no model of relations.");

  private Votes() {}

  /** The subject has the relation, by this path of tuples and rules. */
  static Vote permit(TupleKey key, Optional<Reason> path) {
    return Vote.permit(
        new Reason(
            "relation_grants",
            key.subject() + " has the relation " + key.relation() + " to " + key.object() + ".",
            facts(key),
            path.map(List::of).orElse(List.of())));
  }

  /** The subject does not have the relation. */
  static Vote nothing(TupleKey key) {
    String relation = " the relation " + key.relation() + " to " + key.object() + ".";
    return Vote.notApplicable(
        Reason.of("no_relation", key.subject() + " does not have" + relation, facts(key)),
        Optional.of("Write a tuple by which " + key.subject() + " has" + relation));
  }

  /** The object or the subject has a name that no tuple can have. */
  static Vote unnameable(TupleKey key, RelationException e) {
    return Vote.notApplicable(
        Reason.of("no_relation", e.getMessage(), Map.of("relation", key.relation())),
        Optional.empty());
  }

  /** The model knows nothing of the type, the action or the kind of subject. */
  static Vote outside(Question question, String type) {
    return Vote.notApplicable(
        Reason.of(
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
  static Vote failed(RelationException e) {
    return new Vote(
        Vote.Outcome.FAILED,
        Reason.of(
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

  private static Vote silent(String code, String text) {
    return Vote.notApplicable(Reason.of(code, text, Map.of()), Optional.empty());
  }
}
