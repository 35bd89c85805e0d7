/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.event;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.MissedEventStore;

/** A store of missed events in memory. */
final class FakeMissedEventStore implements MissedEventStore {
  private final Map<String, Set<String>> expected = new HashMap<>();
  private final Map<MissedEvent, String> kept = new HashMap<>();
  private final List<DomainEvent> written = new ArrayList<>();
  private boolean broken;
  private final CountDownLatch heard = new CountDownLatch(1);

  @Override
  public synchronized void registerListener(String listener, Set<String> types) {
    expected.put(listener, types);
  }

  @Override
  public synchronized void storeMissed(DomainEvent event, Set<String> heardBy) {
    if (broken) {
      throw new IllegalStateException("no database");
    }
    expected.forEach(
        (listener, types) -> {
          if (types.contains(event.type()) && !heardBy.contains(listener)) {
            kept.put(new MissedEvent("evt_" + kept.size(), event, Instant.EPOCH), listener);
          }
        });
  }

  @Override
  public synchronized Optional<MissedEvent> prepareNote(DomainEvent event) {
    return expected.values().stream().anyMatch(types -> types.contains(event.type()))
        ? Optional.of(new MissedEvent("evt_note", event, Instant.EPOCH))
        : Optional.empty();
  }

  @Override
  public synchronized void writeNote(Connection connection, MissedEvent note) {
    written.add(note.event());
  }

  @Override
  public synchronized void markPublished(MissedEvent note) {
    written.remove(note.event());
  }

  /** What was written down with its change and has not been told. */
  synchronized List<DomainEvent> untold() {
    return List.copyOf(written);
  }

  /** From now on it can keep nothing. */
  synchronized void breakDown() {
    broken = true;
  }

  @Override
  public synchronized Set<String> findWaitingListeners() {
    return kept.values().stream().collect(Collectors.toSet());
  }

  @Override
  public synchronized List<MissedEvent> findMissed(String listener, int most) {
    List<MissedEvent> mine = new ArrayList<>(kept.keySet());
    mine.removeIf(missed -> !kept.get(missed).equals(listener));
    return mine;
  }

  @Override
  public void markDelivered(MissedEvent missed) {
    synchronized (this) {
      kept.remove(missed);
    }
    heard.countDown();
  }

  /** Who still waits once one event was heard. */
  Set<String> waitingOnceHeard() throws InterruptedException {
    if (!heard.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("nothing was heard");
    }
    return findWaitingListeners();
  }
}
