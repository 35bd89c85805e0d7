package org.lumoauth.oauth.ciba.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Requests that clients made: by {@code auth_req_id}, a secret of 256 random bits that the client
 * has, and by the id that the person has.
 */
@Component(service = BackchannelRequestStore.class)
public final class BackchannelRequestStore {

  private static final String SECRET = "ciba-auth-req-id";
  private static final String REQUEST = "ciba-request";

  /** For how long after its end a request is known, so that the client is told that it is over. */
  private static final Duration AFTERWARDS = Duration.ofHours(1);

  /** For how long an auth_req_id is known after its use, to notice when it is used again. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final ShortLivedRecordStore store;
  private final BackchannelInboxStore inboxes;
  private final InstantSource clock;

  @Activate
  public BackchannelRequestStore(
      @Reference ShortLivedRecordStore store, @Reference BackchannelInboxStore inboxes) {
    this(store, inboxes, InstantSource.system());
  }

  /** With another clock, for tests. */
  public BackchannelRequestStore(
      ShortLivedRecordStore store, BackchannelInboxStore inboxes, InstantSource clock) {
    this.store = store;
    this.inboxes = inboxes;
    this.clock = clock;
  }

  /**
   * Keeps a request.
   *
   * @param person what the requests to this person are counted by
   * @param most how many may wait for one person
   * @return false if as many wait already
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

  /** A request, answered and expired ones too while they are known. */
  public Optional<ShortLivedRecord<BackchannelRequest>> find(TenantContext tenant, String id) {
    return store.find(tenant, REQUEST, id, BackchannelRequest.class);
  }

  /** The requests that this user may answer now, the oldest first. */
  public List<BackchannelRequest> findOpen(TenantContext tenant, String userId) {
    return inboxes.list(tenant, userId).stream()
        .flatMap(id -> find(tenant, id).stream())
        .map(ShortLivedRecord::value)
        .filter(asked -> asked.userId().equals(Optional.of(userId)) && asked.isOpen(now()))
        .toList();
  }

  /** Keeps an answer: of several who answer at once, exactly one gets true. */
  public boolean answer(
      TenantContext tenant, ShortLivedRecord<BackchannelRequest> was, BackchannelRequest is) {
    boolean kept = store.replace(tenant, was, is, is.expiresAt().plus(AFTERWARDS));
    if (kept) {
      is.userId().ifPresent(user -> inboxes.remove(tenant, user, is.id()));
    }
    return kept;
  }

  /** What the time is for requests. */
  public Instant now() {
    return clock.instant();
  }

  /** How a client asks for this. */
  public Optional<ShortLivedRecord<BackchannelPollState>> findPollState(
      TenantContext tenant, String authReqId) {
    return store.find(tenant, SECRET, authReqId, BackchannelPollState.class);
  }

  /** Keeps that a client asked; false if it asked twice at once. */
  public boolean recordPoll(
      TenantContext tenant, ShortLivedRecord<BackchannelPollState> was, BackchannelPollState is) {
    return store.replace(tenant, was, is, is.expiresAt().plus(AFTERWARDS));
  }

  /** Uses an auth_req_id up: of several who redeem it at once, exactly one gets true. */
  public boolean redeem(
      TenantContext tenant,
      ShortLivedRecord<BackchannelPollState> polls,
      AuthorizationGrant grant) {
    return store.replace(tenant, polls, polls.value().redeemed(grant), now().plus(REMEMBERED));
  }
}
