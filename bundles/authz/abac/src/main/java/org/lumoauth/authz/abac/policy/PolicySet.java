/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Resource;

/** The active policies of a tenant, in the order of evaluation. Immutable. */
public final class PolicySet {

  /** Effect deny first, since one is sufficient; then by priority; then the oldest. */
  private static final Comparator<CompiledPolicy> ORDER =
      Comparator.comparing(CompiledPolicy::denies)
          .reversed()
          .thenComparing(policy -> -policy.document().priority())
          .thenComparing(policy -> policy.stored().id());

  private final List<CompiledPolicy> all;
  private final List<CompiledPolicy> ofAnyType;
  private final Map<String, List<CompiledPolicy>> byType = new HashMap<>();

  /**
   * Creates a set.
   *
   * @param policies in any order; inactive policies are omitted
   */
  public PolicySet(Collection<CompiledPolicy> policies) {
    this.all = policies.stream().filter(each -> each.document().active()).sorted(ORDER).toList();
    this.ofAnyType =
        all.stream()
            .filter(each -> each.document().resourceType().equals(PolicyDocument.ANY))
            .toList();
    all.stream()
        .map(each -> each.document().resourceType())
        .filter(type -> !type.equals(PolicyDocument.ANY))
        .distinct()
        .forEach(
            type ->
                byType.put(
                    type,
                    all.stream()
                        .filter(
                            each ->
                                each.document().resourceType().equals(type)
                                    || each.document().resourceType().equals(PolicyDocument.ANY))
                        .toList()));
  }

  /** Returns whether the set has no policies. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns all policies. */
  public List<CompiledPolicy> all() {
    return all;
  }

  /** Returns the policies that apply to a target. */
  List<CompiledPolicy> applicableTo(DecisionRequestTarget target) {
    var candidates = candidates(target);
    List<CompiledPolicy> found = new ArrayList<>(4);
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i).appliesTo(target)) {
        found.add(candidates.get(i));
      }
    }
    return found;
  }

  private List<CompiledPolicy> candidates(DecisionRequestTarget target) {
    Optional<String> type = target.resource().map(Resource::type);
    if (type.isEmpty()) {
      int dot = target.action().indexOf('.');
      if (dot != target.action().lastIndexOf('.')) {
        return all; // with several dots, any of them may separate type and action
      }
      type = dot > 0 ? Optional.of(target.action().substring(0, dot)) : Optional.empty();
    }
    return type.map(each -> byType.getOrDefault(each, ofAnyType)).orElse(ofAnyType);
  }
}
