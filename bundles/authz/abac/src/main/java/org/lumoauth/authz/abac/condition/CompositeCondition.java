package org.lumoauth.authz.abac.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lumoauth.api.authz.DecisionReason;

/** Several conditions as one. */
final class CompositeCondition implements PolicyCondition {

  /** How they are taken together. */
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
   * @param members at least one
   */
  CompositeCondition(CompositeOperator kind, List<PolicyCondition> members) {
    this.kind = kind;
    this.members = List.copyOf(members);
  }

  /** One member can decide alone: a false one of all, a true one of any or none. */
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
      case TRUE -> what + " must hold, and so it is.";
      case FALSE -> what + " must hold, and so it is not.";
      case UNKNOWN -> what + " must hold, and that can't be told.";
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
