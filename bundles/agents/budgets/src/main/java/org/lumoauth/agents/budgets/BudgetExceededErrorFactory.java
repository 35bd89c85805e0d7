/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.lumoauth.api.web.ApiException;

/**
 * Creates the error for an exceeded budget, with the remaining amount and the start of the next
 * period.
 */
final class BudgetExceededErrorFactory {

  private static final String CODE = "budget_exceeded";

  private BudgetExceededErrorFactory() {}

  static ApiException of(BudgetMetric period, BudgetHolder holder, long used, Instant now) {
    long limit = holder.limits().of(period).orElseThrow();
    if (limit == 0) {
      return nothing(period, holder);
    }
    var resetsAt = period.endOf(now);
    return new ApiException(
        429,
        CODE,
        "The agent's budget is exceeded: " + words(period) + ".",
        Map.of(
            "budget", words(period),
            "agent_id", holder.agentId(),
            "limit", shown(period, limit),
            "remaining", shown(period, Math.max(0, limit - used)),
            "resets_at", resetsAt.toString()),
        Map.of("Retry-After", Long.toString(Duration.between(now, resetsAt).toSeconds() + 1)));
  }

  /** A limit of 0 is not exhausted by use, and waiting does not help. */
  private static ApiException nothing(BudgetMetric period, BudgetHolder holder) {
    return new ApiException(
        429,
        CODE,
        "The agent's budget does not allow any use: " + words(period) + " is 0.",
        Map.of(
            "budget", words(period),
            "agent_id", holder.agentId(),
            "limit", shown(period, 0),
            "remaining", shown(period, 0)),
        Map.of());
  }

  /** Returns the error for a past use: it is counted and must not be reported again. */
  static ApiException asRecorded(ApiException refusal) {
    var details = new HashMap<>(refusal.details());
    details.put("recorded", true);
    return new ApiException(
        refusal.status(), refusal.code(), refusal.getMessage(), details, refusal.headers());
  }

  static BigDecimal shown(BudgetMetric period, long amount) {
    return period == BudgetMetric.COST
        ? UsdMicrosConverter.usd(amount)
        : BigDecimal.valueOf(amount);
  }

  private static String words(BudgetMetric period) {
    return switch (period) {
      case TOKENS -> "max_tokens_per_day";
      case CALLS -> "max_api_calls_per_hour";
      case COST -> "max_cost_per_month_usd";
    };
  }
}
