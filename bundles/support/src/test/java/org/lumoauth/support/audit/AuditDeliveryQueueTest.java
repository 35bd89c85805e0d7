/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.directory.SubjectRef;

class AuditDeliveryQueueTest {
  private final BlockingQueue<Long> arrived = new LinkedBlockingQueue<>();
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void retriesBatchUntilAccepted() throws Exception {
    try (var delivery =
        delivery(
            10,
            batch -> {
              if (calls.incrementAndGet() < 4) {
                throw new IOException("down");
              }
              return arrive(batch);
            })) {
      delivery.accept(records(1, 3));

      assertEquals(List.of(1L, 2L, 3L), next(3));
    }
  }

  @Test
  void doesNotBlockOnHangingReceiver() throws Exception {
    var hangs = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    try (var delivery =
        delivery(
            5,
            batch -> {
              begun.countDown();
              hangs.await();
              return true;
            })) {
      delivery.accept(records(1, 1));
      begun.await();

      assertTimeoutPreemptively(Duration.ofSeconds(5), () -> delivery.accept(records(2, 101)));

      assertEquals(95, delivery.droppedCount());
      hangs.countDown();
    }
  }

  @Test
  void continuesAfterPermanentlyRejectedBatch() throws Exception {
    try (var delivery = delivery(10, batch -> batch.get(0).sequence() != 1 && arrive(batch))) {
      delivery.accept(records(1, 1));
      delivery.accept(records(2, 2));
      // The first is a batch of its own or shares one with the second.
      assertEquals(2, delivered(delivery));
    }
  }

  @Test
  void closeSendsQueuedRecords() {
    try (var delivery = delivery(1000, this::arrive)) {
      delivery.accept(records(1, 500));
    }

    assertEquals(500, arrived.size());
  }

  @Test
  void closesIfReceiverIsDown() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          try (var delivery =
              new AuditDeliveryQueue(
                  "test",
                  10,
                  10,
                  batch -> {
                    throw new IOException("down");
                  },
                  failures -> Duration.ofHours(1))) {
            delivery.accept(records(1, 1));
          }
        });
    assertNull(arrived.poll());
  }

  private static long delivered(AuditDeliveryQueue delivery) {
    while (delivery.deliveredCount() + delivery.rejectedCount() < 2) {
      Thread.onSpinWait();
    }
    return delivery.deliveredCount() + delivery.rejectedCount();
  }

  private static AuditDeliveryQueue delivery(
      int capacity, AuditDeliveryQueue.AuditBatchReceiver receiver) {
    return new AuditDeliveryQueue("test", capacity, 10, receiver, failures -> Duration.ZERO);
  }

  private boolean arrive(List<AuditRecord> batch) {
    batch.forEach(each -> arrived.add(each.sequence()));
    return true;
  }

  private List<Long> next(int count) throws InterruptedException {
    var all = new LinkedBlockingQueue<Long>();
    while (all.size() < count) {
      all.add(arrived.poll(20, TimeUnit.SECONDS));
    }
    return List.copyOf(all);
  }

  private static List<AuditRecord> records(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(
            sequence ->
                new AuditRecord("aud_" + sequence, sequence, "ten_1", Instant.EPOCH, event()))
        .toList();
  }

  private static AuditEvent event() {
    return new AuditEvent(
        "a.one",
        AuditEvent.AuditOutcome.SUCCESS,
        new SubjectRef("user", "usr_1"),
        List.of(),
        Optional.empty(),
        "One.",
        Optional.empty(),
        Map.of());
  }
}
