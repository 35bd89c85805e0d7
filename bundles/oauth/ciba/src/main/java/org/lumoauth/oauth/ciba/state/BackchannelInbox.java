package org.lumoauth.oauth.ciba.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests that wait for one person, the oldest first. JSON can hold it.
 *
 * @param items the requests
 */
public record BackchannelInbox(List<BackchannelInboxItem> items) {
  public BackchannelInbox {
    items = List.copyOf(items);
  }

  /**
   * A request that waits.
   *
   * @param id its id
   * @param expiresAt until when
   */
  public record BackchannelInboxItem(String id, Instant expiresAt) {}

  /** Those that have not expired. */
  BackchannelInbox withoutExpired(Instant now) {
    return new BackchannelInbox(
        items.stream().filter(item -> now.isBefore(item.expiresAt())).toList());
  }

  BackchannelInbox with(BackchannelInboxItem item) {
    List<BackchannelInboxItem> more = new ArrayList<>(items);
    more.add(item);
    return new BackchannelInbox(more);
  }

  BackchannelInbox without(String id) {
    return new BackchannelInbox(items.stream().filter(item -> !item.id().equals(id)).toList());
  }

  /** When the last of them expires. */
  Instant lastExpiry(Instant otherwise) {
    return items.stream()
        .map(BackchannelInboxItem::expiresAt)
        .max(Instant::compareTo)
        .orElse(otherwise);
  }
}
