/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The limits of an agent; an empty member means no limit.
 *
 * @param tokensPerDay language model tokens per day
 * @param callsPerHour calls of this server per hour
 * @param costPerMonth cost per month in millionths of a US dollar
 * @param allowedModels the language models that it may use; an empty set allows none
 * @param approvalAbove the cost above which a person must approve, in millionths of a US dollar
 */
public record BudgetLimits(
    Optional<Long> tokensPerDay,
    Optional<Long> callsPerHour,
    Optional<Long> costPerMonth,
    Optional<Set<String>> allowedModels,
    Optional<Long> approvalAbove) {

  /** Has no limits. */
  public static final BudgetLimits NONE =
      new BudgetLimits(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether no limit is set. */
  boolean hasNoLimits() {
    return equals(NONE);
  }

  /** Whether these limits require a person's approval less often than the given limits. */
  public boolean asksLessThan(BudgetLimits before) {
    return before.approvalAbove.isPresent()
        && approvalAbove.map(from -> from > before.approvalAbove.get()).orElse(true);
  }

  Optional<Long> of(BudgetMetric period) {
    return switch (period) {
      case TOKENS -> tokensPerDay;
      case CALLS -> callsPerHour;
      case COST -> costPerMonth;
    };
  }

  /** Returns the limits that satisfy both. */
  BudgetLimits and(BudgetLimits other) {
    return new BudgetLimits(
        least(tokensPerDay, other.tokensPerDay),
        least(callsPerHour, other.callsPerHour),
        least(costPerMonth, other.costPerMonth),
        both(allowedModels, other.allowedModels),
        least(approvalAbove, other.approvalAbove));
  }

  private static Optional<Long> least(Optional<Long> one, Optional<Long> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(Math.min(one.get(), other.get()))
        : one.or(() -> other);
  }

  private static Optional<Set<String>> both(
      Optional<Set<String>> one, Optional<Set<String>> other) {
    if (one.isPresent() && other.isPresent()) {
      var common = new HashSet<>(one.get());
      common.retainAll(other.get());
      return Optional.of(Set.copyOf(common));
    }
    return one.or(() -> other);
  }
}
