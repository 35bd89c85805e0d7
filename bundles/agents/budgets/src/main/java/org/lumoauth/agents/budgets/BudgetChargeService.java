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
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Counts uses against budgets: of a use that is to happen all against all whom it counts for, or
 * nothing; of one that has happened all.
 */
@Component(service = BudgetChargeService.class)
public final class BudgetChargeService {

  /** Nothing besides. */
  static final ChargeTransactionAction NOTHING = connection -> {};

  private static final List<BudgetPeriod> STORED = List.of(BudgetPeriod.TOKENS, BudgetPeriod.COST);
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private static final int COUNTERS = 10_000;

  private final BudgetPersistenceUnit unit;
  private final UsageCounterStore table;
  private final ReservedCallCounter blocks;

  /**
   * What was counted a moment ago, for uses that count nothing themselves. What this node counts is
   * seen at once, what another counts within a second.
   */
  private final Cache<UsageCounter, Long> recent =
      MeasuredCache.build(
          "agents-budgets.charges",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(COUNTERS)
              .expireAfterWrite(Duration.ofSeconds(1)));

  @Activate
  public BudgetChargeService(
      @Reference BudgetPersistenceUnit unit,
      @Reference UsageCounterStore table,
      @Reference ReservedCallCounter blocks) {
    this.unit = unit;
    this.table = table;
    this.blocks = blocks;
  }

  /** What is to happen with a use in the transaction that counts it. */
  interface ChargeTransactionAction {
    void run(Connection connection) throws SQLException;
  }

  /** An amount that is to be counted. */
  private record UsageCounterIncrement(
      BudgetHolder holder, UsageCounter counter, long amount, long limit) {}

  /**
   * Counts a use that is to happen, if nothing is used up and it fits.
   *
   * @throws ApiException 429 {@code budget_exceeded}, 403 {@code model_not_allowed}
   */
  void charge(TenantContext tenant, List<BudgetHolder> holders, ChargedUsage use, Instant now) {
    use.model().ifPresent(model -> requireModel(holders, model));
    requireLeft(tenant, holders, use, now);
    var calls = steps(tenant, holders, use, now, List.of(BudgetPeriod.CALLS));
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
   * Counts tokens and cost of a use that has happened, whether they fit or not.
   *
   * @param along in the same transaction, before they are counted
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
   * Requires that what a use was counted against is within its limits after it.
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

  /** How much is counted, without the calls that this node took ahead. */
  long used(UsageCounter counter) {
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

  /** Whoever has used up one of its limits gets nothing, whatever it asks for. */
  private void requireLeft(
      TenantContext tenant, List<BudgetHolder> holders, ChargedUsage use, Instant now) {
    for (var holder : holders) {
      for (var period : STORED) {
        var limit = holder.limits().of(period);
        if (limit.isPresent() && use.of(period) == 0) { // else it has to fit, which says more
          var counter = UsageCounter.at(now, tenant.id(), holder, period);
          if (recent.get(counter, table::used) >= limit.get()) {
            throw exceeded(holder, counter, now);
          }
        }
      }
    }
  }

  /** In one order for everybody, so that transactions never wait for each other in a circle. */
  private static List<UsageCounterIncrement> steps(
      TenantContext tenant,
      List<BudgetHolder> holders,
      ChargedUsage use,
      Instant now,
      List<BudgetPeriod> periods) {
    var steps = new ArrayList<UsageCounterIncrement>();
    for (var holder : holders) {
      for (var period : periods) {
        var limit = holder.limits().of(period);
        // Tokens and cost are counted for whoever gets a limit later; calls are too many for that.
        if (use.of(period) > 0 && (limit.isPresent() || period != BudgetPeriod.CALLS)) {
          var counter = UsageCounter.at(now, tenant.id(), holder, period);
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

  private ApiException exceeded(BudgetHolder holder, UsageCounter counter, Instant now) {
    return BudgetExceededErrorFactory.of(counter.period(), holder, used(counter), now);
  }

  private static void requireModel(List<BudgetHolder> holders, String model) {
    for (var holder : holders) {
      var allowed = holder.limits().allowedModels();
      if (allowed.isPresent() && !allowed.get().contains(model)) {
        throw new ApiException(
            403, "model_not_allowed", "The agent may not use this model; see allowed_models.");
      }
    }
  }
}
