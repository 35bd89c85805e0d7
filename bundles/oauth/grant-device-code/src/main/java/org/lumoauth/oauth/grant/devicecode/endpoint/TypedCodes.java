package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.Limit;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAudit;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodeGrant;
import org.lumoauth.oauth.grant.devicecode.code.DeviceCodes;
import org.lumoauth.oauth.grant.devicecode.code.DeviceRequest;
import org.lumoauth.oauth.grant.devicecode.code.UserCode;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Network;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds what a typed code stands for, and lets nobody try one after the other (RFC 8628 section
 * 5.1). Somebody has to be signed in to try at all.
 */
@Component(service = TypedCodes.class)
public final class TypedCodes {

  private static final Limit ACCOUNT = new Limit(10, Duration.ofMinutes(10));
  private static final Limit ADDRESS = new Limit(30, Duration.ofMinutes(10));
  private static final String BY_ACCOUNT = "device-code-account";
  private static final String BY_ADDRESS = "device-code-address";

  private final DeviceCodes codes;
  private final Clients clients;
  private final AttemptLimiter limiter;
  private final DeviceAudit audit;

  /**
   * A request that a person may answer.
   *
   * @param client whose it is
   * @param entry what it asks, as it is stored
   */
  record Found(Client client, Entry<DeviceRequest> entry) {}

  /** Too many codes were tried. */
  static final class Throttled extends Exception {
    private static final long serialVersionUID = 1L;

    /** In how many seconds another may be tried, one at least. */
    final long seconds;

    Throttled(Duration wait) {
      super("too many codes", null, false, false);
      this.seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
  }

  @Activate
  public TypedCodes(
      @Reference DeviceCodes codes,
      @Reference Clients clients,
      @Reference AttemptLimiter limiter,
      @Reference DeviceAudit audit) {
    this.codes = codes;
    this.clients = clients;
    this.limiter = limiter;
    this.audit = audit;
  }

  /** What the code stands for; each one that stands for nothing counts. */
  Optional<Found> guess(Exchange exchange, Session session, UserCode code) throws Throttled {
    TenantContext tenant = exchange.tenant();
    String account = session.subject().toString();
    String address = Network.of(exchange.view().remoteAddress());
    Optional<Instant> again =
        limiter
            .count(tenant, BY_ACCOUNT, account, ACCOUNT)
            .or(() -> limiter.count(tenant, BY_ADDRESS, address, ADDRESS));
    if (again.isPresent()) {
      audit.guessed(tenant, session.subject(), true, exchange.requestInfo());
      throw new Throttled(Duration.between(codes.now(), again.get()));
    }
    Optional<Found> found = find(tenant, code);
    if (found.isPresent()) {
      limiter.giveBack(tenant, BY_ACCOUNT, account);
      limiter.giveBack(tenant, BY_ADDRESS, address);
    } else {
      audit.guessed(tenant, session.subject(), false, exchange.requestInfo());
    }
    return found;
  }

  /** The same for a code that was found before. */
  Optional<Found> find(TenantContext tenant, UserCode code) {
    return codes
        .request(tenant, code)
        .filter(entry -> entry.value().open(codes.now()))
        .flatMap(
            entry ->
                clients
                    .find(tenant, entry.value().clientId())
                    .filter(Client::enabled)
                    .filter(client -> client.grantTypes().contains(DeviceCodeGrant.TYPE))
                    .map(client -> new Found(client, entry)));
  }
}
