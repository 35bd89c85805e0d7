package org.lumoauth.oauth.ciba.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.Limit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaAudit;
import org.lumoauth.oauth.ciba.CibaSettings;
import org.lumoauth.oauth.ciba.notify.Tasks;
import org.lumoauth.oauth.ciba.notify.Wake;
import org.lumoauth.oauth.ciba.request.Person;
import org.lumoauth.oauth.ciba.request.UserCodes;
import org.lumoauth.oauth.ciba.request.Wanted;
import org.lumoauth.oauth.ciba.state.Asked;
import org.lumoauth.oauth.ciba.state.AskedRequests;
import org.lumoauth.oauth.ciba.state.Telling;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Has a person asked. For somebody who is not there everything is the same but that nobody is
 * asked, so that clients do not find out who has an account.
 */
@Component(service = Asking.class)
public final class Asking {

  private static final Limit BY_CLIENT = new Limit(120, Duration.ofMinutes(1));

  /** An answer that was given just in time is there when the client is told. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final AskedRequests requests;
  private final UserCodes userCodes;
  private final Tasks tasks;
  private final Wake worker;
  private final AttemptLimiter limiter;
  private final SecretVault vault;
  private final Identifiers identifiers;
  private final CibaAudit audit;

  @Activate
  public Asking(
      @Reference AskedRequests requests,
      @Reference UserCodes userCodes,
      @Reference Tasks tasks,
      @Reference Wake worker,
      @Reference AttemptLimiter limiter,
      @Reference SecretVault vault,
      @Reference Identifiers identifiers,
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
   * Asks, and returns the {@code auth_req_id} when that is kept and recorded.
   *
   * @throws OAuthError {@code unknown_user_id} where the tenant wants it told, {@code
   *     missing_user_code}, {@code invalid_user_code}, {@code too_many_requests}
   */
  String ask(
      Exchange exchange, AuthenticatedClient client, Wanted wanted, CibaSettings.Values settings) {
    TenantContext tenant = exchange.tenant();
    Person person = wanted.person();
    count(tenant, "ciba-client", client.client().clientId(), BY_CLIENT);
    if (person.userId().isEmpty() && settings.tellUnknown()) { // section 13
      throw new OAuthError(400, "unknown_user_id", "There is nobody by this hint.");
    }
    userCodes.require(tenant, person, wanted.userCode(), settings);
    count(
        tenant,
        "ciba-person",
        person.key(),
        new Limit(settings.hourlyRequests(), Duration.ofHours(1)));
    String authReqId = vault.newSecret();
    Asked asked = asked(exchange, client, wanted, authReqId);
    if (!requests.add(
        tenant, authReqId, asked, settings.interval(), person.key(), settings.openRequests())) {
      throw tooMany(asked.expiresAt());
    }
    if (wanted.mode().tells()) {
      tasks.add(tenant.id(), asked.id(), Tasks.Kind.TELL, asked.expiresAt().plus(GRACE));
    }
    tasks.add(tenant.id(), asked.id(), Tasks.Kind.ASK, requests.now());
    audit.requested(tenant, client.client(), asked, exchange.requestInfo());
    worker.wake();
    return authReqId;
  }

  private Asked asked(
      Exchange exchange, AuthenticatedClient client, Wanted wanted, String authReqId) {
    Instant now = requests.now().truncatedTo(ChronoUnit.MILLIS);
    return new Asked(
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
        wanted.notificationToken().map(token -> new Telling(wanted.mode(), authReqId, token)),
        false,
        Optional.empty());
  }

  private void count(TenantContext tenant, String kind, String key, Limit limit) {
    limiter
        .count(tenant, kind, key, limit)
        .ifPresent(
            until -> {
              throw tooMany(until);
            });
  }

  private OAuthError tooMany(Instant until) {
    long wait = Math.max(1, Duration.between(requests.now(), until).toSeconds());
    return new OAuthError(
        429,
        "too_many_requests",
        "Too many requests; try again later.",
        Map.of("Retry-After", Long.toString(wait)));
  }
}
