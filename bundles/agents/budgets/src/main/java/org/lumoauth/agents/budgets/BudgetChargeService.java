/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Charges usage to budgets. A future use is charged to all affected budgets or to none; a past use
 * is always charged to all.
 */
@Component(service = BudgetChargeService.class)
public final class BudgetChargeService {

  /** An action that does nothing. */
  static final ChargeTransactionAction NOTHING = connection -> {};

  private static final List<BudgetMetric> STORED = List.of(BudgetMetric.TOKENS, BudgetMetric.COST);
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private static final int COUNTERS = 10_000;

  private final BudgetTransactionRetrier unit;
  private final UsageCounterStore table;
  private final ReservedCallCounter blocks;

  /**
   * Caches recent counts for checks of limits that the use itself does not count. Counts of this
   * node are visible immediately, counts of other nodes within a second.
   */
  private final Cache<UsageCounterKey, Long> recent =
      MeasuredCacheFactory.build(
          "agents-budgets.charges",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(COUNTERS)
              .expireAfterWrite(Duration.ofSeconds(1)));

  @Activate
  public BudgetChargeService(
      @Reference PersistenceUnit unit,
      @Reference UsageCounterStore table,
      @Reference ReservedCallCounter blocks) {
    this.unit = new BudgetTransactionRetrier(unit);
    this.table = table;
    this.blocks = blocks;
  }

  /** Runs in the transaction that counts a use. */
  interface ChargeTransactionAction {
    void run(Connection connection) throws SQLException;
  }

  /** An amount to be counted. */
  private record UsageCounterIncrement(
      BudgetHolder holder, UsageCounterKey counter, long amount, long limit) {}

  /**
   * Charges a future use if no limit is exhausted and it fits.
   *
   * @throws ApiException 429 {@code budget_exceeded}, 403 {@code model_not_allowed}
   */
  void charge(TenantContext tenant, List<BudgetHolder> holders, ChargedUsage use, Instant now) {
    use.model().ifPresent(model -> requireModel(holders, model));
    requireLeft(tenant, holders, use, now);
    var calls = steps(tenant, holders, use, now, List.of(BudgetMetric.CALLS));
    var taken = new ArrayList<UsageCounterIncrement>(calls.size());
    try {
      for (var step : calls) {
        if (!blocks.reserve(step.counter(), step.amount(), step.limit())) {
          throw exceeded(step.holder(), step.counter(), now);
        }
        taken.add(step);
      }
      store(steps(tenant, holders, use, now, STORED), now);
    } catch (RuntimeException e) {
      taken.forEach(step -> blocks.release(step.counter(), step.amount(), step.limit()));
      throw e;
    }
  }

  /**
   * Counts tokens and cost of a past use, even beyond the limits.
   *
   * @param along runs in the same transaction, before the amounts are counted
   */
  void count(
      TenantContext tenant,
      List<BudgetHolder> holders,
      ChargedUsage use,
      Instant now,
      ChargeTransactionAction along) {
    var steps = steps(tenant, holders, use, now, STORED);
    steps.forEach(step -> table.ensure(step.counter()));
    unit.transaction(
        connection -> {
          along.run(connection);
          for (var step : steps) {
            table.count(connection, step.counter(), step.amount());
          }
          return null;
        });
    steps.forEach(step -> recent.invalidate(step.counter()));
  }

  /**
   * Requires that the charged budgets are within their limits after the use.
   *
   * @throws ApiException 429 {@code budget_exceeded}, 403 {@code model_not_allowed}
   */
  void requireWithin(
      TenantContext tenant, List<BudgetHolder> holders, ChargedUsage use, Instant now) {
    for (var step : steps(tenant, holders, use, now, STORED)) {
      if (table.used(step.counter()) > step.limit()) {
        throw exceeded(step.holder(), step.counter(), now);
      }
    }
    use.model().ifPresent(model -> requireModel(holders, model));
  }

  /** Returns the counted amount, without the calls that this node reserved in advance. */
  long used(UsageCounterKey counter) {
    return Math.max(0, table.used(counter) - blocks.unusedCalls(counter));
  }

  private void store(List<UsageCounterIncrement> steps, Instant now) {
    if (steps.isEmpty()) {
      return;
    }
    steps.forEach(step -> table.ensure(step.counter()));
    unit.transaction(
        connection -> {
          for (var step : steps) {
            if (!table.add(connection, step.counter(), step.amount(), step.limit())) {
              throw exceeded(step.holder(), step.counter(), now);
            }
          }
          return null;
        });
    steps.forEach(step -> recent.invalidate(step.counter()));
  }

  /**
   * Rejects every use by an agent if the agent or one of its ancestors has exhausted one of its
   * limits, even if the use does not count toward that limit.
   */
  private void requireLeft(
      TenantContext tenant, List<BudgetHolder> holders, ChargedUsage use, Instant now) {
    for (var holder : holders) {
      for (var period : STORED) {
        var limit = holder.limits().of(period);
        if (limit.isPresent()
            && use.of(period)
                == 0) { // otherwise the use itself is checked, which gives a more precise error
          var counter = UsageCounterKey.at(now, tenant.id(), holder, period);
          if (recent.get(counter, table::used) >= limit.get()) {
            throw exceeded(holder, counter, now);
          }
        }
      }
    }
  }

  /** A fixed order prevents deadlocks between transactions. */
  private static List<UsageCounterIncrement> steps(
      TenantContext tenant,
      List<BudgetHolder> holders,
      ChargedUsage use,
      Instant now,
      List<BudgetMetric> periods) {
    var steps = new ArrayList<UsageCounterIncrement>();
    for (var holder : holders) {
      for (var period : periods) {
        var limit = holder.limits().of(period);
        // Tokens and cost are also counted without a limit, in case a limit is set later. Calls are
        // too frequent for that.
        if (use.of(period) > 0 && (limit.isPresent() || period != BudgetMetric.CALLS)) {
          var counter = UsageCounterKey.at(now, tenant.id(), holder, period);
          steps.add(
              new UsageCounterIncrement(holder, counter, use.of(period), limit.orElse(NO_LIMIT)));
        }
      }
    }
    if (steps.size() > 1) {
      steps.sort(
          Comparator.comparing((UsageCounterIncrement step) -> step.counter().holderId())
              .thenComparing(step -> step.counter().period()));
    }
    return steps;
  }

  private ApiException exceeded(BudgetHolder holder, UsageCounterKey counter, Instant now) {
    return BudgetExceededErrorFactory.of(counter.period(), holder, used(counter), now);
  }

  private static void requireModel(List<BudgetHolder> holders, String model) {
    for (var holder : holders) {
      var allowed = holder.limits().allowedModels();
      if (allowed.isPresent() && !allowed.get().contains(model)) {
        throw new ApiException(
            403,
            "model_not_allowed",
            "The agent's budget does not allow this model. Use one of its " + "allowed_models.");
      }
    }
  }
}
