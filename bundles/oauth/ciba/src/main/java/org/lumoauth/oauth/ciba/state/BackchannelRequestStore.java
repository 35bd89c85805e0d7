/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores requests of clients: by {@code auth_req_id}, a secret of 256 random bits for the client,
 * and by the id for the user.
 */
@Component(service = BackchannelRequestStore.class)
public final class BackchannelRequestStore {

  private static final String SECRET = "ciba-auth-req-id";
  private static final String REQUEST = "ciba-request";

  /** How long a request is stored after its expiry, so that the client learns that it expired. */
  private static final Duration AFTERWARDS = Duration.ofHours(1);

  /** How long an auth_req_id is stored after its use, to detect a second use. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final ShortLivedRecordStore store;
  private final BackchannelInboxStore inboxes;
  private final InstantSource clock;

  @Activate
  public BackchannelRequestStore(
      @Reference ShortLivedRecordStore store, @Reference InstantSource clock) {
    this.store = store;
    this.inboxes = new BackchannelInboxStore(store, clock);
    this.clock = clock;
  }

  /**
   * Stores a request.
   *
   * @param person the key by which the user's requests are counted
   * @param most the maximum number of pending requests of a user
   * @return false if this number is reached
   */
  public boolean add(
      TenantContext tenant,
      String authReqId,
      BackchannelRequest asked,
      Duration interval,
      String person,
      int most) {
    if (!inboxes.add(
        tenant,
        person,
        new BackchannelInbox.BackchannelInboxItem(asked.id(), asked.expiresAt()),
        most)) {
      return false;
    }
    Instant known = asked.expiresAt().plus(AFTERWARDS);
    store.add(tenant, REQUEST, asked.id(), asked, known);
    store.add(
        tenant,
        SECRET,
        authReqId,
        new BackchannelPollState(
            asked.clientId(),
            asked.id(),
            interval,
            Optional.empty(),
            asked.expiresAt(),
            Optional.empty()),
        known);
    return true;
  }

  /** Returns a request, including answered and expired ones while they are stored. */
  public Optional<ShortLivedRecord<BackchannelRequest>> find(TenantContext tenant, String id) {
    return store.find(tenant, REQUEST, id, BackchannelRequest.class);
  }

  /** Returns the requests that this user may answer, the oldest first. */
  public List<BackchannelRequest> findOpen(TenantContext tenant, String userId) {
    return inboxes.list(tenant, userId).stream()
        .flatMap(id -> find(tenant, id).stream())
        .map(ShortLivedRecord::value)
        .filter(asked -> asked.userId().equals(Optional.of(userId)) && asked.isOpen(now()))
        .toList();
  }

  /** Stores a decision: of several concurrent callers, exactly one gets true. */
  public boolean answer(
      TenantContext tenant, ShortLivedRecord<BackchannelRequest> was, BackchannelRequest is) {
    boolean kept = store.replace(tenant, was, is, is.expiresAt().plus(AFTERWARDS));
    if (kept) {
      is.userId().ifPresent(user -> inboxes.remove(tenant, user, is.id()));
    }
    return kept;
  }

  /** Returns the current time. */
  public Instant now() {
    return clock.instant();
  }

  /** Returns the polling state of an auth_req_id. */
  public Optional<ShortLivedRecord<BackchannelPollState>> findPollState(
      TenantContext tenant, String authReqId) {
    return store.find(tenant, SECRET, authReqId, BackchannelPollState.class);
  }

  /** Stores a polling request; false if the client sent two concurrently. */
  public boolean recordPoll(
      TenantContext tenant, ShortLivedRecord<BackchannelPollState> was, BackchannelPollState is) {
    return store.replace(tenant, was, is, is.expiresAt().plus(AFTERWARDS));
  }

  /** Redeems an auth_req_id: of several concurrent callers, exactly one gets true. */
  public boolean redeem(
      TenantContext tenant,
      ShortLivedRecord<BackchannelPollState> polls,
      AuthorizationGrant grant) {
    return store.replace(tenant, polls, polls.value().redeemed(grant), now().plus(REMEMBERED));
  }
}
