/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;

/** Counts attempts to deliver messages, by medium and outcome. */
final class MessageDeliveryMetrics {

  /** The outcome of an attempt. */
  enum MessageDeliveryOutcome {
    /** The channel accepted the message: for mail, the SMTP relay. */
    ACCEPTED,
    /** The channel rejected the message permanently. */
    REJECTED,
    /** The attempt failed; the message is retried later. */
    RETRIED,
    /** The attempt failed and the message is too old for another one. */
    EXPIRED
  }

  private static final String MAIL = "email";

  private final Map<String, Map<MessageDeliveryOutcome, LongAdder>> attempts =
      new ConcurrentSkipListMap<>();
  private volatile long waiting;

  MessageDeliveryMetrics() {
    of(MAIL); // so that its time series exists before the first message
  }

  void count(String medium, MessageDeliveryOutcome outcome) {
    of(medium).get(outcome).increment();
  }

  /** Sets how many messages are in the outbox. */
  void setWaiting(long messages) {
    waiting = messages;
  }

  List<Metric> metrics() {
    List<MetricSample> samples = new ArrayList<>();
    attempts.forEach(
        (medium, outcomes) ->
            outcomes.forEach(
                (outcome, count) -> samples.add(sample(medium, outcome, count.sum()))));
    return List.of(
        new Metric(
            "lumoauth_message_attempts_total",
            Metric.MetricType.COUNTER,
            "Attempts to deliver messages.",
            samples),
        Metric.gauge(
            "lumoauth_messages_waiting", "Messages not yet accepted by a channel.", waiting));
  }

  private static MetricSample sample(String medium, MessageDeliveryOutcome outcome, long count) {
    String name = outcome.name().toLowerCase(Locale.ROOT);
    return new MetricSample("", Map.of("medium", medium, "outcome", name), count);
  }

  private Map<MessageDeliveryOutcome, LongAdder> of(String medium) {
    return attempts.computeIfAbsent(medium, key -> zeros());
  }

  private static Map<MessageDeliveryOutcome, LongAdder> zeros() {
    Map<MessageDeliveryOutcome, LongAdder> zeros = new EnumMap<>(MessageDeliveryOutcome.class);
    for (MessageDeliveryOutcome outcome : MessageDeliveryOutcome.values()) {
      zeros.put(outcome, new LongAdder());
    }
    return zeros;
  }
}
