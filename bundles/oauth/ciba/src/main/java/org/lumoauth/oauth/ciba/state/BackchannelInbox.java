/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The pending requests of one user, the oldest first. Serializable as JSON.
 *
 * @param items the requests
 */
public record BackchannelInbox(List<BackchannelInboxItem> items) {
  public BackchannelInbox {
    items = List.copyOf(items);
  }

  /**
   * A pending request.
   *
   * @param id its id
   * @param expiresAt its expiry
   */
  public record BackchannelInboxItem(String id, Instant expiresAt) {}

  /** Returns the inbox without expired requests. */
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

  /** Returns when the last request expires. */
  Instant lastExpiry(Instant otherwise) {
    return items.stream()
        .map(BackchannelInboxItem::expiresAt)
        .max(Instant::compareTo)
        .orElse(otherwise);
  }
}
