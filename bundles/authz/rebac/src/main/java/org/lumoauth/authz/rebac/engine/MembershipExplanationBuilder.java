/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.authz.rebac.index.TupleEdge;
import org.lumoauth.authz.rebac.index.Userset;

/** Builds the explanation of a check. */
final class MembershipExplanationBuilder {

  private final Userset subject;

  MembershipExplanationBuilder(Userset subject) {
    this.subject = subject;
  }

  /** Explains a node. */
  EvaluationResult node(Userset node, EvaluationResult result) {
    String text =
        switch (result.truth()) {
          case TRUE -> subject + " has " + node + ".";
          case FALSE -> subject + " does not have " + node + ".";
          case UNKNOWN -> "It is unknown whether " + subject + " has " + node + ".";
        };
    return result.because(
        new DecisionReason(
            code("relation", result),
            text,
            Map.of("node", node.toString(), "subject", subject.toString()),
            because(result)));
  }

  /** Explains a tuple that refers to the subject, or that does not count. */
  EvaluationResult tuple(Userset node, TupleEdge link, EvaluationResult result) {
    return result.because(
        new DecisionReason(
            code("tuple", result), text(node, link, result), facts(node, link), List.of()));
  }

  /** Explains a tuple that leads to another node. */
  EvaluationResult through(Userset node, TupleEdge link, EvaluationResult result) {
    return result.because(
        new DecisionReason(
            code("through", result),
            "The tuple " + node + "@" + link.key() + " exists.",
            facts(node, link),
            because(result)));
  }

  private static String text(Userset node, TupleEdge link, EvaluationResult result) {
    String tuple = "The tuple " + node + "@" + link.key();
    return switch (result.truth()) {
      case TRUE -> tuple + " says so.";
      case FALSE -> tuple + " does not count: it has expired, or its condition is not met.";
      case UNKNOWN -> tuple + " may count: its condition could not be evaluated.";
    };
  }

  private static Map<String, Object> facts(Userset node, TupleEdge link) {
    var facts = new HashMap<String, Object>();
    facts.put("tuple", node + "@" + link.key());
    link.conditionName().ifPresent(name -> facts.put("condition", name));
    return facts;
  }

  private static List<DecisionReason> because(EvaluationResult result) {
    return result.reason() == null ? List.of() : List.of(result.reason());
  }

  private static String code(String what, EvaluationResult result) {
    return switch (result.truth()) {
      case TRUE -> what + "_holds";
      case FALSE -> what + "_does_not_hold";
      case UNKNOWN -> what + "_unknown";
    };
  }
}
