package org.lumoauth.oauth.ciba.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests that wait for one person, the oldest first. JSON can hold it.
 *
 * @param items the requests
 */
public record Inbox(List<Item> items) {
  public Inbox {
    items = List.copyOf(items);
  }

  /**
   * A request that waits.
   *
   * @param id its id
   * @param expiresAt until when
   */
  public record Item(String id, Instant expiresAt) {}

  /** Those that have not expired. */
  Inbox at(Instant now) {
    return new Inbox(items.stream().filter(item -> now.isBefore(item.expiresAt())).toList());
  }

  Inbox with(Item item) {
    List<Item> more = new ArrayList<>(items);
    more.add(item);
    return new Inbox(more);
  }

  Inbox without(String id) {
    return new Inbox(items.stream().filter(item -> !item.id().equals(id)).toList());
  }

  /** When the last of them expires. */
  Instant until(Instant otherwise) {
    return items.stream().map(Item::expiresAt).max(Instant::compareTo).orElse(otherwise);
  }
}
