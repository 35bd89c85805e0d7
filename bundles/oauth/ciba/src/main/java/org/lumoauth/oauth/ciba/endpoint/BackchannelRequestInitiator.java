/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaAudit;
import org.lumoauth.oauth.ciba.CibaSettings;
import org.lumoauth.oauth.ciba.notify.BackchannelTaskStore;
import org.lumoauth.oauth.ciba.notify.CibaWakeSignal;
import org.lumoauth.oauth.ciba.request.CibaUserCodeService;
import org.lumoauth.oauth.ciba.request.LoginHintUser;
import org.lumoauth.oauth.ciba.request.ValidatedBackchannelRequest;
import org.lumoauth.oauth.ciba.state.BackchannelRequest;
import org.lumoauth.oauth.ciba.state.BackchannelRequestStore;
import org.lumoauth.oauth.ciba.state.ClientDeliveryTarget;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Starts a request to a user. For an unknown user the behavior is the same except that no user is
 * notified, so that clients cannot find out which accounts exist.
 */
@Component(service = BackchannelRequestInitiator.class)
public final class BackchannelRequestInitiator {

  private static final AttemptLimit BY_CLIENT = new AttemptLimit(120, Duration.ofMinutes(1));

  /** A decision that was made just in time is stored when the client is notified. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final BackchannelRequestStore requests;
  private final CibaUserCodeService userCodes;
  private final BackchannelTaskStore tasks;
  private final CibaWakeSignal worker;
  private final AttemptLimiter limiter;
  private final SecretProtectionService vault;
  private final IdGenerator identifiers;
  private final CibaAudit audit;

  @Activate
  public BackchannelRequestInitiator(
      @Reference BackchannelRequestStore requests,
      @Reference CibaUserCodeService userCodes,
      @Reference BackchannelTaskStore tasks,
      @Reference CibaWakeSignal worker,
      @Reference AttemptLimiter limiter,
      @Reference SecretProtectionService vault,
      @Reference IdGenerator identifiers,
      @Reference CibaAudit audit) {
    this.requests = requests;
    this.userCodes = userCodes;
    this.tasks = tasks;
    this.worker = worker;
    this.limiter = limiter;
    this.vault = vault;
    this.identifiers = identifiers;
    this.audit = audit;
  }

  /**
   * Starts a request and returns the {@code auth_req_id} when it is stored and recorded.
   *
   * @throws OAuthException {@code unknown_user_id} if the tenant reports unknown users, {@code
   *     missing_user_code}, {@code invalid_user_code}, {@code too_many_requests}
   */
  String ask(
      HttpExchange exchange,
      AuthenticatedClient client,
      ValidatedBackchannelRequest wanted,
      CibaSettings.CibaSettingValues settings) {
    TenantContext tenant = exchange.tenant();
    LoginHintUser person = wanted.person();
    count(tenant, "ciba-client", client.client().clientId(), BY_CLIENT);
    if (person.userId().isEmpty() && settings.tellUnknown()) { // section 13
      throw new OAuthException(400, "unknown_user_id", "No user of this tenant matches the hint.");
    }
    userCodes.require(tenant, person, wanted.userCode(), settings);
    count(
        tenant,
        "ciba-person",
        person.key(),
        new AttemptLimit(settings.hourlyRequests(), Duration.ofHours(1)));
    String authReqId = vault.newSecret();
    BackchannelRequest asked = asked(exchange, client, wanted, authReqId);
    if (!requests.add(
        tenant, authReqId, asked, settings.interval(), person.key(), settings.openRequests())) {
      throw tooMany(asked.expiresAt());
    }
    if (wanted.mode().notifiesClient()) {
      tasks.add(
          tenant.id(),
          asked.id(),
          BackchannelTaskStore.BackchannelTaskType.TELL,
          asked.expiresAt().plus(GRACE));
    }
    tasks.add(
        tenant.id(), asked.id(), BackchannelTaskStore.BackchannelTaskType.ASK, requests.now());
    audit.recordRequested(tenant, client.client(), asked, exchange.requestInfo());
    worker.wake();
    return authReqId;
  }

  private BackchannelRequest asked(
      HttpExchange exchange,
      AuthenticatedClient client,
      ValidatedBackchannelRequest wanted,
      String authReqId) {
    Instant now = requests.now().truncatedTo(ChronoUnit.MILLIS);
    return new BackchannelRequest(
        identifiers.next("apr_"),
        client.client().clientId(),
        client.method(),
        wanted.person().userId(),
        wanted.scope(),
        wanted.resources(),
        wanted.details(),
        wanted.acrValues(),
        wanted.message(),
        now,
        now.plus(wanted.lifetime()),
        exchange.view().remoteAddress(),
        wanted
            .notificationToken()
            .map(token -> new ClientDeliveryTarget(wanted.mode(), authReqId, token)),
        false,
        Optional.empty());
  }

  private void count(TenantContext tenant, String kind, String key, AttemptLimit limit) {
    limiter
        .count(tenant, kind, key, limit)
        .ifPresent(
            until -> {
              throw tooMany(until);
            });
  }

  private OAuthException tooMany(Instant until) {
    long wait = Math.max(1, Duration.between(requests.now(), until).toSeconds());
    return new OAuthException(
        429,
        "too_many_requests",
        "Too many backchannel authentication requests. Try again after the time in "
            + "the Retry-After header.",
        Map.of("Retry-After", Long.toString(wait)));
  }
}
