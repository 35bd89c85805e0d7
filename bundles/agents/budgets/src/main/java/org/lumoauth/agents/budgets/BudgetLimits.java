package org.lumoauth.agents.budgets;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an agent may use at most; what is empty has no limit.
 *
 * @param tokensPerDay tokens of language models
 * @param callsPerHour calls of this server
 * @param costPerMonth millionths of a US dollar
 * @param allowedModels the language models that it may use; none of them if the set is empty
 * @param approvalAbove the cost above which a person has to approve, in millionths of a US dollar
 */
public record BudgetLimits(
    Optional<Long> tokensPerDay,
    Optional<Long> callsPerHour,
    Optional<Long> costPerMonth,
    Optional<Set<String>> allowedModels,
    Optional<Long> approvalAbove) {

  /** No limit at all. */
  public static final BudgetLimits NONE =
      new BudgetLimits(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether nothing is limited. */
  boolean hasNoLimits() {
    return equals(NONE);
  }

  /** Whether a person is asked for less by these than by those before. */
  public boolean asksLessThan(BudgetLimits before) {
    return before.approvalAbove.isPresent()
        && approvalAbove.map(from -> from > before.approvalAbove.get()).orElse(true);
  }

  Optional<Long> of(BudgetPeriod period) {
    return switch (period) {
      case TOKENS -> tokensPerDay;
      case CALLS -> callsPerHour;
      case COST -> costPerMonth;
    };
  }

  /** What both allow. */
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
