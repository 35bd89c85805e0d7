/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lumoauth.api.authz.DecisionReason;

/** Combines several conditions. */
final class CompositeCondition implements PolicyCondition {

  /** The operators of a combination. */
  enum CompositeOperator {
    ALL("all_of"),
    ANY("any_of"),
    NONE("none_of");

    private final String code;

    CompositeOperator(String code) {
      this.code = code;
    }
  }

  private final CompositeOperator kind;
  private final List<PolicyCondition> members;

  /**
   * Creates a combination.
   *
   * @param kind the operator
   * @param members at least one condition
   */
  CompositeCondition(CompositeOperator kind, List<PolicyCondition> members) {
    this.kind = kind;
    this.members = List.copyOf(members);
  }

  /**
   * Evaluates the members and stops at the first deciding one: a false one of "all", a true one of
   * "any" or "none".
   */
  @Override
  public ConditionResult evaluate(AttributeLookup attributes) {
    var decisive = kind == CompositeOperator.ALL ? TriState.FALSE : TriState.TRUE;
    var known = new ArrayList<DecisionReason>(members.size());
    List<DecisionReason> unknown = null;
    for (PolicyCondition member : members) {
      var finding = member.evaluate(attributes);
      if (finding.truth() == decisive) {
        return told(decisive, List.of(finding.reason()));
      }
      if (finding.truth() == TriState.UNKNOWN) {
        unknown = unknown == null ? new ArrayList<>() : unknown;
        unknown.add(finding.reason());
      } else {
        known.add(finding.reason());
      }
    }
    return unknown == null ? told(decisive.negated(), known) : told(TriState.UNKNOWN, unknown);
  }

  private ConditionResult told(TriState together, List<DecisionReason> because) {
    var truth = kind == CompositeOperator.NONE ? together.negated() : together;
    return new ConditionResult(
        truth, new DecisionReason(kind.code, text(truth), Map.of(), because));
  }

  private String text(TriState truth) {
    var what =
        switch (kind) {
          case ALL -> "All of the conditions";
          case ANY -> "At least one of the conditions";
          case NONE -> "None of the conditions";
        };
    return switch (truth) {
      case TRUE -> what + " must be met, and the requirement is met.";
      case FALSE -> what + " must be met, and the requirement is not met.";
      case UNKNOWN -> what + " must be met, and the result is unknown.";
    };
  }

  @Override
  public boolean canBe(TriState wanted, AttributeLookup attributes) {
    var ofMembers = kind == CompositeOperator.NONE ? wanted.negated() : wanted;
    boolean every = (kind == CompositeOperator.ALL) == (ofMembers == TriState.TRUE);
    return every
        ? members.stream().allMatch(member -> member.canBe(ofMembers, attributes))
        : members.stream().anyMatch(member -> member.canBe(ofMembers, attributes));
  }

  @Override
  public void collectPaths(Consumer<AttributePath> to) {
    members.forEach(member -> member.collectPaths(to));
  }
}
