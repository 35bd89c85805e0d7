package org.lumoauth.agents.approvals.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.lumoauth.api.directory.SubjectRef;

/**
 * One look at requests, many perhaps, for one person: what does not depend on a request is found
 * out once. For one thread, and for no longer than a request.
 */
public final class ApproverEvaluationContext {

  private record ApproverSpecKey(ApproverSpec spec, SubjectRef who) {}

  private final SubstitutionGraph bonds;
  private final Map<ApproverSpecKey, Boolean> known = new HashMap<>();
  private final Map<SubjectRef, Set<SubjectRef>> holders = new HashMap<>();

  ApproverEvaluationContext(SubstitutionGraph bonds) {
    this.bonds = bonds;
  }

  /** A look at whom rules name alone, whoever stands in for them. */
  static ApproverEvaluationContext withoutGraph(SubjectRef who) {
    return new ApproverEvaluationContext(new SubstitutionGraph(who.id(), Set.of()));
  }

  SubstitutionGraph substitutionGraph() {
    return bonds;
  }

  /** Whether somebody is one of these, as it was found out first. What can't be is not kept. */
  boolean matchesSpec(ApproverSpec spec, SubjectRef who, BooleanSupplier finding) {
    var key = new ApproverSpecKey(spec, who);
    Boolean before = known.get(key);
    if (before != null) {
      return before;
    }
    boolean found = finding.getAsBoolean();
    known.put(key, found);
    return found;
  }

  /**
   * Who could ask in a party's name, as it was found out first. What nobody can tell is not kept.
   */
  Optional<Set<SubjectRef>> holders(SubjectRef party, Supplier<Optional<Set<SubjectRef>>> finding) {
    Set<SubjectRef> before = holders.get(party);
    if (before != null) {
      return Optional.of(before);
    }
    Optional<Set<SubjectRef>> found = finding.get();
    found.ifPresent(some -> holders.put(party, some));
    return found;
  }
}
