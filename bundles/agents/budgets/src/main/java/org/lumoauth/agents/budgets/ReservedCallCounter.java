/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts calls fast, because most are taken from a block in memory, and exactly, because every
 * block is reserved in the database. A block that is unused for a second is released.
 */
@Component(service = ReservedCallCounter.class)
public final class ReservedCallCounter {

  private static final Logger LOG = LoggerFactory.getLogger(ReservedCallCounter.class);
  private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

  private final UsageCounterStore table;
  private final Map<UsageCounterKey, ReservedCallBlock> blocks = new ConcurrentHashMap<>();
  private final BackgroundTaskRunner keeper;

  @Activate
  public ReservedCallCounter(@Reference UsageCounterStore table) {
    this.table = table;
    this.keeper = new BackgroundTaskRunner("agents-budgets-keeper");
    keeper.scheduleRepeating(
        Duration.ofSeconds(1),
        new ResilientScheduledTask(
            this::releaseIdleBlocks, e -> LOG.warn("budget.blocks_not_given_back", e)));
  }

  @Deactivate
  void close() {
    keeper.interrupt();
    releaseBlocks(any -> true);
  }

  /** Counts calls if they fit into the limit. */
  boolean reserve(UsageCounterKey counter, long calls, long limit) {
    while (true) {
      var block = blocks.computeIfAbsent(counter, of -> new ReservedCallBlock(table, of, limit));
      switch (block.reserve(calls, limit)) {
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

  /** Releases calls that were counted under this limit but not made. */
  void release(UsageCounterKey counter, long calls, long limit) {
    var block = blocks.get(counter);
    if (block == null || !block.release(calls, limit)) {
      table.release(counter, calls);
    }
  }

  /** Returns how many calls are counted in the database but not yet made on this node. */
  long unusedCalls(UsageCounterKey counter) {
    var block = blocks.get(counter);
    return block == null ? 0 : block.remainingCalls();
  }

  /** Releases the unused blocks of a tenant, for example when limits change. */
  void releaseBlocks(String tenantId) {
    releaseBlocks(counter -> counter.tenantId().equals(tenantId));
  }

  void releaseIdleBlocks() {
    releaseBlocks(this::isIdle);
  }

  private boolean isIdle(UsageCounterKey counter) {
    var block = blocks.get(counter);
    return block != null && block.isIdleFor(IDLE);
  }

  private void releaseBlocks(Predicate<UsageCounterKey> which) {
    for (var counter : blocks.keySet()) {
      if (which.test(counter)) {
        close(counter);
      }
    }
  }

  /** Concurrent callers wait until the rest is released, and then reserve again. */
  private void close(UsageCounterKey counter) {
    var block = blocks.get(counter);
    if (block == null) {
      return;
    }
    try {
      block.close();
    } catch (RuntimeException e) {
      // The calls remain counted: the agent can make fewer calls this hour, never more.
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
