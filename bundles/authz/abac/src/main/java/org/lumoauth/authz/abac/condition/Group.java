package org.lumoauth.authz.abac.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lumoauth.api.authz.Reason;

/** Several conditions as one. */
final class Group implements Condition {

  /** How they are taken together. */
  enum Kind {
    ALL("all_of"),
    ANY("any_of"),
    NONE("none_of");

    private final String code;

    Kind(String code) {
      this.code = code;
    }
  }

  private final Kind kind;
  private final List<Condition> members;

  /**
   * @param members at least one
   */
  Group(Kind kind, List<Condition> members) {
    this.kind = kind;
    this.members = List.copyOf(members);
  }

  /** One member can decide alone: a false one of all, a true one of any or none. */
  @Override
  public Finding evaluate(Attributes attributes) {
    var decisive = kind == Kind.ALL ? Truth.FALSE : Truth.TRUE;
    var known = new ArrayList<Reason>(members.size());
    List<Reason> unknown = null;
    for (Condition member : members) {
      var finding = member.evaluate(attributes);
      if (finding.truth() == decisive) {
        return told(decisive, List.of(finding.reason()));
      }
      if (finding.truth() == Truth.UNKNOWN) {
        unknown = unknown == null ? new ArrayList<>() : unknown;
        unknown.add(finding.reason());
      } else {
        known.add(finding.reason());
      }
    }
    return unknown == null ? told(decisive.negated(), known) : told(Truth.UNKNOWN, unknown);
  }

  private Finding told(Truth together, List<Reason> because) {
    var truth = kind == Kind.NONE ? together.negated() : together;
    return new Finding(truth, new Reason(kind.code, text(truth), Map.of(), because));
  }

  private String text(Truth truth) {
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
  public boolean canBe(Truth wanted, Attributes attributes) {
    var ofMembers = kind == Kind.NONE ? wanted.negated() : wanted;
    boolean every = (kind == Kind.ALL) == (ofMembers == Truth.TRUE);
    return every
        ? members.stream().allMatch(member -> member.canBe(ofMembers, attributes))
        : members.stream().anyMatch(member -> member.canBe(ofMembers, attributes));
  }

  @Override
  public void mentioned(Consumer<AttributePath> to) {
    members.forEach(member -> member.mentioned(to));
  }
}
