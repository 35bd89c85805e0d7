package org.lumoauth.oauth.ciba.state;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which requests wait for whom, and how many may. */
@Component(service = Inboxes.class)
public final class Inboxes {

  private static final String KIND = "ciba-inbox";
  private static final int TRIES = 50;

  private final ShortLivedStore store;
  private final InstantSource clock;

  @Activate
  public Inboxes(@Reference ShortLivedStore store) {
    this(store, InstantSource.system());
  }

  /** With another clock, for tests. */
  public Inboxes(ShortLivedStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Ids of the requests that wait for this person, the oldest first. */
  public List<String> list(TenantContext tenant, String person) {
    return find(tenant, person)
        .map(entry -> entry.value().at(clock.instant()))
        .map(inbox -> inbox.items().stream().map(Inbox.Item::id).toList())
        .orElse(List.of());
  }

  /**
   * Adds a request.
   *
   * @param most how many may wait for one person
   * @return false if as many wait already
   */
  boolean add(TenantContext tenant, String person, Inbox.Item item, int most) {
    for (int i = 0; i < TRIES; i++) {
      Instant now = clock.instant();
      Optional<Entry<Inbox>> was = find(tenant, person);
      Inbox before = was.map(entry -> entry.value().at(now)).orElse(new Inbox(List.of()));
      if (before.items().size() >= most) {
        return false;
      }
      if (keep(tenant, person, was, before.with(item))) {
        return true;
      }
    }
    return false; // so many at once are too many
  }

  /** Takes a request out; nothing happens if it is not there. */
  void remove(TenantContext tenant, String person, String id) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Entry<Inbox>> was = find(tenant, person);
      if (was.isEmpty() || keep(tenant, person, was, was.get().value().without(id))) {
        return;
      }
    }
  }

  private boolean keep(
      TenantContext tenant, String person, Optional<Entry<Inbox>> was, Inbox inbox) {
    Instant until = inbox.until(clock.instant());
    return was.isPresent()
        ? store.replace(tenant, was.get(), inbox, until)
        : store.add(tenant, KIND, person, inbox, until);
  }

  private Optional<Entry<Inbox>> find(TenantContext tenant, String person) {
    return store.find(tenant, KIND, person, Inbox.class);
  }
}
