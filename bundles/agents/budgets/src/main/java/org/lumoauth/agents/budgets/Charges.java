package org.lumoauth.agents.budgets;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts uses against budgets: all of a use against all whom it counts for, or nothing. */
@Component(service = Charges.class)
public final class Charges {

  /** Nothing besides. */
  static final Along NOTHING = connection -> {};

  private static final List<Period> STORED = List.of(Period.TOKENS, Period.COST);

  private final BudgetUnit unit;
  private final CountTable table;
  private final CallBlocks blocks;

  @Activate
  public Charges(
      @Reference BudgetUnit unit, @Reference CountTable table, @Reference CallBlocks blocks) {
    this.unit = unit;
    this.table = table;
    this.blocks = blocks;
  }

  /** What is to happen with a use in the transaction that counts it. */
  interface Along {
    void run(Connection connection) throws SQLException;
  }

  /** An amount that is to be counted. */
  private record Step(Holder holder, Counter counter, long amount, long limit) {}

  /**
   * Counts a use.
   *
   * @param along in the same transaction as tokens and cost, before they are counted
   * @throws Problem 429 {@code budget_exceeded}, 403 {@code model_not_allowed}
   */
  void charge(TenantContext tenant, List<Holder> holders, Use use, Instant now, Along along) {
    use.model().ifPresent(model -> holders.forEach(holder -> requireModel(holder, model)));
    var calls = steps(tenant, holders, use, now, List.of(Period.CALLS));
    var taken = new ArrayList<Step>(calls.size());
    try {
      for (var step : calls) {
        if (!blocks.take(step.counter(), step.amount(), step.limit())) {
          throw exceeded(step, now);
        }
        taken.add(step);
      }
      store(steps(tenant, holders, use, now, STORED), now, along);
    } catch (RuntimeException e) {
      taken.forEach(step -> blocks.putBack(step.counter(), step.amount()));
      throw e;
    }
  }

  /** How much is counted, without the calls that this node took ahead. */
  long used(Counter counter) {
    return Math.max(0, table.used(counter) - blocks.unused(counter));
  }

  private void store(List<Step> steps, Instant now, Along along) {
    if (steps.isEmpty() && along == NOTHING) {
      return;
    }
    steps.forEach(step -> table.ensure(step.counter()));
    unit.transaction(
        connection -> {
          along.run(connection);
          for (var step : steps) {
            if (!table.add(connection, step.counter(), step.amount(), step.limit())) {
              throw exceeded(step, now);
            }
          }
          return null;
        });
  }

  /** In one order for everybody, so that transactions never wait for each other in a circle. */
  private static List<Step> steps(
      TenantContext tenant, List<Holder> holders, Use use, Instant now, List<Period> periods) {
    var steps = new ArrayList<Step>();
    for (var holder : holders) {
      for (var period : periods) {
        var limit = holder.limits().of(period);
        if (limit.isPresent() && use.of(period) > 0) {
          var counter = Counter.at(now, tenant.id(), holder, period);
          steps.add(new Step(holder, counter, use.of(period), limit.get()));
        }
      }
    }
    if (steps.size() > 1) {
      steps.sort(
          Comparator.comparing((Step step) -> step.counter().holderId())
              .thenComparing(step -> step.counter().period()));
    }
    return steps;
  }

  private Problem exceeded(Step step, Instant now) {
    return Exceeded.of(step.counter().period(), step.holder(), used(step.counter()), now);
  }

  private static void requireModel(Holder holder, String model) {
    var allowed = holder.limits().allowedModels();
    if (allowed.isPresent() && !allowed.get().contains(model)) {
      throw new Problem(
          403, "model_not_allowed", "The agent may not use this model; see allowed_models.");
    }
  }
}
