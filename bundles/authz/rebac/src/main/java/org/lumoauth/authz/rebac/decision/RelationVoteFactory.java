/* SPDX-License-Identifier: Apache-2.0 */
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

/** Builds the votes of the relation model with their reasons. */
final class RelationVoteFactory {
  static final AuthorizationVote NO_RESOURCE =
      silent("no_resource", "The request does not contain a resource that could have relations.");
  static final AuthorizationVote NO_MODEL =
      silent("no_relation_model", "The tenant does not have a relation model.");

  private RelationVoteFactory() {}

  /** Returns a vote for a subject that has the relation, with the path of tuples and rules. */
  static AuthorizationVote permit(TupleKey key, Optional<DecisionReason> path) {
    return AuthorizationVote.permit(
        new DecisionReason(
            "relation_grants",
            key.subject() + " has the relation " + key.relation() + " to " + key.object() + ".",
            facts(key),
            path.map(List::of).orElse(List.of())));
  }

  /** Returns a vote for a subject that does not have the relation. */
  static AuthorizationVote nothing(TupleKey key) {
    String relation = " the relation " + key.relation() + " to " + key.object() + ".";
    return AuthorizationVote.notApplicable(
        DecisionReason.of("no_relation", key.subject() + " does not have" + relation, facts(key)),
        Optional.of("Write a tuple that grants " + key.subject() + relation));
  }

  /** Returns a vote for an object or subject with a name that is not valid in tuples. */
  static AuthorizationVote unnameable(TupleKey key, RelationException e) {
    return AuthorizationVote.notApplicable(
        DecisionReason.of("no_relation", e.getMessage(), Map.of("relation", key.relation())),
        Optional.empty());
  }

  /** Returns a vote for a type, action or subject type that the model does not define. */
  static AuthorizationVote outside(DecisionRequest question, String type) {
    return AuthorizationVote.notApplicable(
        DecisionReason.of(
            "not_in_relation_model",
            "The relation model does not define a relation of "
                + type
                + " for "
                + question.action()
                + " that allows subjects of the type "
                + question.subject().type()
                + ".",
            Map.of("type", type, "action", question.action())),
        Optional.empty());
  }

  /** Returns a vote for a query that could not be evaluated. */
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
