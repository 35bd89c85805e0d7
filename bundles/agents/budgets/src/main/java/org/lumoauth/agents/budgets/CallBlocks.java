package org.lumoauth.agents.budgets;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.Turn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts calls: fast, since most are taken from a block in memory, and exactly, since every block
 * was taken from the store. A block that nobody uses for a second is given back.
 */
@Component(service = CallBlocks.class)
public final class CallBlocks {

  private static final Logger LOG = LoggerFactory.getLogger(CallBlocks.class);
  private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

  private final CountTable table;
  private final Map<Counter, CallBlock> blocks = new ConcurrentHashMap<>();
  private final BackgroundWork keeper;

  @Activate
  public CallBlocks(@Reference CountTable table) {
    this.table = table;
    this.keeper = new BackgroundWork("agents-budgets-keeper");
    keeper.every(
        Duration.ofSeconds(1),
        new Turn(this::giveBackIdle, e -> LOG.warn("budget.blocks_not_given_back", e)));
  }

  @Deactivate
  void close() {
    keeper.interrupt();
    giveBack(any -> true);
  }

  /** Counts calls if they fit. */
  boolean take(Counter counter, long calls, long limit) {
    while (true) {
      var block = blocks.computeIfAbsent(counter, of -> new CallBlock(table, of, limit));
      switch (block.take(calls, limit)) {
        case YES -> {
          return true;
        }
        case NO -> {
          return false;
        }
        case AGAIN -> blocks.remove(counter, block);
      }
    }
  }

  /** Takes back calls that were counted, by that limit, and are not made. */
  void putBack(Counter counter, long calls, long limit) {
    var block = blocks.get(counter);
    if (block == null || !block.putBack(calls, limit)) {
      table.giveBack(counter, calls);
    }
  }

  /** How many calls are counted in the store that were not made here yet. */
  long unused(Counter counter) {
    var block = blocks.get(counter);
    return block == null ? 0 : block.left();
  }

  /** Gives back what is left of a tenant's blocks, as when limits change. */
  void giveBack(String tenantId) {
    giveBack(counter -> counter.tenantId().equals(tenantId));
  }

  void giveBackIdle() {
    giveBack(this::isIdle);
  }

  private boolean isIdle(Counter counter) {
    var block = blocks.get(counter);
    return block != null && block.idleFor(IDLE);
  }

  private void giveBack(Predicate<Counter> which) {
    for (var counter : blocks.keySet()) {
      if (which.test(counter)) {
        close(counter);
      }
    }
  }

  /** Who comes meanwhile waits until what is left is given back, and counts anew. */
  private void close(Counter counter) {
    var block = blocks.get(counter);
    if (block == null) {
      return;
    }
    try {
      block.close();
    } catch (RuntimeException e) {
      // They stay counted: the agent has fewer calls this hour, never more.
      LOG.warn(
          "budget.block_not_given_back tenant={} agent={}",
          counter.tenantId(),
          counter.holderId(),
          e);
    } finally {
      blocks.remove(counter, block);
    }
  }
}
