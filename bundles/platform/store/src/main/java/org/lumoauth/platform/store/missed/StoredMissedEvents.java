package org.lumoauth.platform.store.missed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.MissedEvents;
import org.lumoauth.api.id.Identifiers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Missed events in the database, so that they outlive a restart. Where everybody is there nothing
 * is written. A listener that nobody saw for a month was removed for good.
 */
@Component(service = {MissedEvents.class, StoredMissedEvents.class})
public final class StoredMissedEvents implements MissedEvents {

  static final Duration AGE = Duration.ofDays(30);
  private static final Duration SEEN_EVERY = Duration.ofDays(1);

  /** What is known of a listener. */
  record Expected(Set<String> types, Instant seenAt) {}

  private final MissedTable table;
  private final Identifiers identifiers;
  private final InstantSource clock;
  private final Map<String, Expected> expected = new ConcurrentHashMap<>();

  @Activate
  public StoredMissedEvents(@Reference MissedTable table, @Reference Identifiers identifiers) {
    this(table, identifiers, InstantSource.system());
  }

  StoredMissedEvents(MissedTable table, Identifiers identifiers, InstantSource clock) {
    this.table = table;
    this.identifiers = identifiers;
    this.clock = clock;
    expected.putAll(table.expected());
  }

  @Override
  public void expect(String listener, Set<String> types) {
    Instant now = clock.instant();
    Expected known = expected.get(listener);
    if (known == null
        || !known.types().equals(types)
        || known.seenAt().isBefore(now.minus(SEEN_EVERY))) {
      var seen = new Expected(Set.copyOf(types), now);
      table.expect(listener, seen);
      expected.put(listener, seen);
      table.purge(now.minus(AGE));
    }
  }

  @Override
  public void keep(DomainEvent event, Set<String> heardBy) {
    Instant now = clock.instant();
    expected.forEach(
        (listener, known) -> {
          if (known.types().contains(event.type()) && !heardBy.contains(listener)) {
            table.add(new Missed(identifiers.next("evt_"), event, now), listener);
          }
        });
  }

  /** Looks also for listeners that another node has. */
  @Override
  public Set<String> waiting() {
    Map<String, Expected> known = table.expected();
    expected.keySet().retainAll(known.keySet());
    expected.putAll(known);
    return table.waiting();
  }

  @Override
  public List<Missed> of(String listener, int most) {
    return table.of(listener, most);
  }

  @Override
  public void heard(Missed missed) {
    table.remove(missed);
  }

  /** Forgets a tenant. */
  public void erase(String tenantId) {
    table.erase(tenantId);
  }
}
