/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Caches facts about one person that do not depend on a request, while requests are evaluated. Not
 * thread-safe; used for one HTTP request at most.
 */
public final class ApproverEvaluationCache {

  private record ApproverSpecKey(ApproverSpec spec, SubjectRef who) {}

  private final ApproverDelegationGraph bonds;
  private final Map<ApproverSpecKey, Boolean> known = new HashMap<>();
  private final Map<SubjectRef, Set<SubjectRef>> holders = new HashMap<>();

  ApproverEvaluationCache(ApproverDelegationGraph bonds) {
    this.bonds = bonds;
  }

  /** Creates a context that considers only the rules and no delegates. */
  static ApproverEvaluationCache withoutGraph(SubjectRef who) {
    return new ApproverEvaluationCache(new ApproverDelegationGraph(who.id(), Set.of()));
  }

  ApproverDelegationGraph substitutionGraph() {
    return bonds;
  }

  /**
   * Returns whether a person matches a specification, from the cache if it was evaluated before. A
   * failed evaluation is not cached.
   */
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
   * Returns the users that can authenticate with the credentials of a party, from the cache if they
   * were resolved before. An unknown result is not cached.
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
