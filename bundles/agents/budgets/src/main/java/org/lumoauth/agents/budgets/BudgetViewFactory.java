/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.lumoauth.api.tenant.TenantContext;

/** Creates views of budgets. */
public final class BudgetViewFactory {

  private static final Map<BudgetMetric, String> NAMES =
      Map.of(
          BudgetMetric.TOKENS,
          "tokens",
          BudgetMetric.CALLS,
          "api_calls",
          BudgetMetric.COST,
          "cost_usd");

  private final BudgetChargeService charges;

  BudgetViewFactory(BudgetChargeService charges) {
    this.charges = charges;
  }

  /** Returns the limits as a JSON object. */
  public static Map<String, Object> limits(BudgetLimits limits) {
    var shown = new LinkedHashMap<String, Object>();
    limits.tokensPerDay().ifPresent(most -> shown.put("max_tokens_per_day", most));
    limits.callsPerHour().ifPresent(most -> shown.put("max_api_calls_per_hour", most));
    limits
        .costPerMonth()
        .ifPresent(most -> shown.put("max_cost_per_month_usd", UsdMicrosConverter.usd(most)));
    limits
        .allowedModels()
        .ifPresent(some -> shown.put("allowed_models", List.copyOf(new TreeSet<>(some))));
    limits
        .approvalAbove()
        .ifPresent(from -> shown.put("require_approval_above_usd", UsdMicrosConverter.usd(from)));
    return shown;
  }

  /**
   * Returns an agent's own view: the limits of the agent and its ancestors, and the remaining
   * amounts.
   */
  Map<String, Object> of(TenantContext tenant, List<BudgetHolder> holders) {
    if (holders.isEmpty()) {
      return Map.of();
    }
    var now = Instant.now();
    var all =
        holders.stream().map(BudgetHolder::limits).reduce(BudgetLimits.NONE, BudgetLimits::and);
    var shown = new LinkedHashMap<>(limits(all));
    var remaining = new LinkedHashMap<String, Object>();
    var resets = new LinkedHashMap<String, Object>();
    for (var period : BudgetMetric.values()) {
      if (all.of(period).isEmpty()) {
        continue;
      }
      shown.put(
          counted(period),
          BudgetExceededErrorFactory.shown(period, own(tenant, holders, period, now)));
      remaining.put(
          NAMES.get(period),
          BudgetExceededErrorFactory.shown(period, left(tenant, holders, period, now)));
      resets.put(NAMES.get(period), period.endOf(now).toString());
    }
    shown.put("remaining", remaining);
    shown.put("resets_at", resets);
    return shown;
  }

  /** Returns the agent's own count, or that of the nearest ancestor with a limit. */
  private long own(
      TenantContext tenant, List<BudgetHolder> holders, BudgetMetric period, Instant now) {
    return holders.stream()
        .filter(holder -> holder.limits().of(period).isPresent())
        .findFirst()
        .map(holder -> charges.used(UsageCounterKey.at(now, tenant.id(), holder, period)))
        .orElse(0L);
  }

  private long left(
      TenantContext tenant, List<BudgetHolder> holders, BudgetMetric period, Instant now) {
    return holders.stream()
        .filter(holder -> holder.limits().of(period).isPresent())
        .mapToLong(
            holder ->
                holder.limits().of(period).get()
                    - charges.used(UsageCounterKey.at(now, tenant.id(), holder, period)))
        .map(left -> Math.max(0, left))
        .min()
        .orElse(0);
  }

  private static String counted(BudgetMetric period) {
    return switch (period) {
      case TOKENS -> "tokens_used_today";
      case CALLS -> "api_calls_this_hour";
      case COST -> "cost_this_month_usd";
    };
  }
}
