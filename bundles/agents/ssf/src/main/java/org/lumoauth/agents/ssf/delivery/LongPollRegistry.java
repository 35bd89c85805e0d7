/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.lumoauth.agents.ssf.outbox.EventDeliveryNotifier;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds polls that wait for an event (RFC 8936 section 2.2, {@code returnImmediately}): a bounded
 * number, for a bounded time, without blocking threads.
 */
final class LongPollRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(LongPollRegistry.class);
  private static final int MOST = 256;
  private static final int MOST_OF_STREAM = 2;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final PollDeliveryService polling;
  private final EventDeliveryNotifier arrivals;
  private final Runnable wake = this::wake;
  private final ResilientScheduledTask turn =
      new ResilientScheduledTask(this::look, e -> LOG.warn("ssf.poll-failed", e));
  private final Set<PendingLongPoll> waiting = ConcurrentHashMap.newKeySet();
  private final BackgroundTaskRunner clock = new BackgroundTaskRunner("lumoauth-ssf-poll");

  LongPollRegistry(PollDeliveryService polling, EventDeliveryNotifier arrivals) {
    this.polling = polling;
    this.arrivals = arrivals;
    arrivals.addListener(wake);
    clock.scheduleRepeating(Duration.ofSeconds(1), turn);
  }

  /** Answers all waiting polls. */
  void close() {
    arrivals.removeListener(wake);
    clock.close();
    waiting.forEach(poll -> finish(poll, Optional.empty()));
  }

  /**
   * Adds a poll.
   *
   * @return false if the poll must be answered immediately
   */
  boolean add(PendingLongPoll poll) {
    if (waiting.size() >= MOST
        || clock.isClosed()
        || waiting.stream().filter(poll::sameStream).count() >= MOST_OF_STREAM) {
      return false;
    }
    poll.begin();
    waiting.add(poll);
    wake(); // an event may have arrived before the poll was added
    return true;
  }

  private void wake() {
    clock.submit(turn);
  }

  @SuppressWarnings("ModifyCollectionInEnhancedForLoop") // the set is concurrent
  private void look() {
    for (PendingLongPoll poll : waiting) {
      try {
        var answer = polling.answer(poll.tenant(), poll.streamId(), poll.most());
        if (answer.isPresent() || System.nanoTime() - poll.since() > LONGEST_NANOS) {
          finish(poll, answer);
        }
      } catch (RuntimeException e) {
        waiting.remove(poll);
        poll.fail(e);
      }
    }
  }

  private void finish(PendingLongPoll poll, Optional<Map<String, Object>> answer) {
    if (waiting.remove(poll)) {
      poll.answer(answer.orElseGet(PollDeliveryService::emptyResponse));
    }
  }
}
