/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.state;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;

/** Stores the pending requests of users and limits their number. */
final class BackchannelInboxStore {

  private static final String KIND = "ciba-inbox";
  private static final int TRIES = 50;

  private final ShortLivedRecordStore store;
  private final InstantSource clock;

  BackchannelInboxStore(ShortLivedRecordStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Returns the ids of this user's pending requests, the oldest first. */
  List<String> list(TenantContext tenant, String person) {
    return find(tenant, person)
        .map(entry -> entry.value().withoutExpired(clock.instant()))
        .map(
            inbox -> inbox.items().stream().map(BackchannelInbox.BackchannelInboxItem::id).toList())
        .orElse(List.of());
  }

  /**
   * Adds a request.
   *
   * @param most the maximum number of pending requests of a user
   * @return false if this number is reached
   */
  boolean add(
      TenantContext tenant, String person, BackchannelInbox.BackchannelInboxItem item, int most) {
    for (int i = 0; i < TRIES; i++) {
      Instant now = clock.instant();
      Optional<ShortLivedRecord<BackchannelInbox>> was = find(tenant, person);
      BackchannelInbox before =
          was.map(entry -> entry.value().withoutExpired(now))
              .orElse(new BackchannelInbox(List.of()));
      if (before.items().size() >= most) {
        return false;
      }
      if (keep(tenant, person, was, before.with(item))) {
        return true;
      }
    }
    return false; // too many concurrent changes
  }

  /** Removes a request; does nothing if it does not exist. */
  void remove(TenantContext tenant, String person, String id) {
    for (int i = 0; i < TRIES; i++) {
      Optional<ShortLivedRecord<BackchannelInbox>> was = find(tenant, person);
      if (was.isEmpty() || keep(tenant, person, was, was.get().value().without(id))) {
        return;
      }
    }
  }

  private boolean keep(
      TenantContext tenant,
      String person,
      Optional<ShortLivedRecord<BackchannelInbox>> was,
      BackchannelInbox inbox) {
    Instant until = inbox.lastExpiry(clock.instant());
    return was.isPresent()
        ? store.replace(tenant, was.get(), inbox, until)
        : store.add(tenant, KIND, person, inbox, until);
  }

  private Optional<ShortLivedRecord<BackchannelInbox>> find(TenantContext tenant, String person) {
    return store.find(tenant, KIND, person, BackchannelInbox.class);
  }
}
