package org.lumoauth.agents.vault.retrieval;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultSettings;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.grant.Grant;
import org.lumoauth.agents.vault.grant.GrantBook;
import org.lumoauth.agents.vault.grant.GrantStatus;
import org.lumoauth.agents.vault.grant.GrantStore;
import org.lumoauth.agents.vault.grant.KeptTokens;
import org.lumoauth.agents.vault.provider.ProviderException;
import org.lumoauth.agents.vault.provider.TokenRequests;
import org.lumoauth.agents.vault.provider.Tokens;
import org.lumoauth.agents.vault.revocation.Revocations;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the access token of a grant, renewed where it has to be. One at a time renews a grant, on
 * whichever node: a refresh token that is used twice ends a grant at many providers.
 */
@Component(service = CurrentTokens.class)
public final class CurrentTokens {

  private static final Logger LOG = LoggerFactory.getLogger(CurrentTokens.class);
  private static final Duration SLACK = Duration.ofSeconds(5);

  /** A grant and the access token that it has. */
  public record Current(Grant grant, String accessToken) {
    @Override
    public String toString() {
      return "Current[" + grant.id() + "]";
    }
  }

  private final GrantStore grants;
  private final GrantBook book;
  private final TokenRequests requests;
  private final Revocations revocations;
  private final SettingsStore settings;
  private final InstantSource clock;
  private final Flights<Current> flights = new Flights<>();

  @Activate
  public CurrentTokens(
      @Reference GrantStore grants,
      @Reference GrantBook book,
      @Reference TokenRequests requests,
      @Reference Revocations revocations,
      @Reference SettingsStore settings) {
    this(grants, book, requests, revocations, settings, InstantSource.system());
  }

  CurrentTokens(
      GrantStore grants,
      GrantBook book,
      TokenRequests requests,
      Revocations revocations,
      SettingsStore settings,
      InstantSource clock) {
    this.grants = grants;
    this.book = book;
    this.requests = requests;
    this.revocations = revocations;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The access token of a holder's grant.
   *
   * @throws Problem 404 {@code grant_not_found}, 409 {@code grant_revoked}, {@code grant_expired}
   *     or {@code refresh_failed}, 503 {@code refresh_in_progress} or {@code provider_unavailable}
   */
  Current of(TenantContext tenant, Connection connection, String holder) {
    Grant grant =
        holder.equals(Grant.MACHINE)
            ? book.machine(tenant, connection)
            : grants
                .find(tenant.id(), connection.id(), holder)
                .orElseThrow(() -> Refusals.noGrant(tenant, connection));
    Instant now = clock.instant();
    if (grant.fresh(now) || grant.holds(now) && !grant.refreshable()) {
      return current(tenant, grant);
    }
    try {
      return renewed(tenant, connection, grant);
    } catch (Problem failure) {
      return grants
          .find(tenant.id(), grant.id())
          .filter(left -> left.holds(clock.instant()))
          .map(left -> current(tenant, left)) // it was to be renewed early, and is good still
          .orElseThrow(() -> failure);
    }
  }

  /**
   * Renews the access token of a grant now, whether it holds still or not.
   *
   * @throws Problem as {@link #of}
   */
  public Current renewed(TenantContext tenant, Connection connection, Grant grant) {
    if (grant.status() == GrantStatus.REVOKED && !grant.machine()) {
      throw Refusals.revoked(tenant, connection, grant);
    }
    if (!grant.refreshable()) {
      throw Refusals.expired(tenant, connection, grant);
    }
    Duration patience = VaultSettings.timeout(settings, tenant).plus(SLACK);
    return flights.join(
        tenant.id(), grant.id(), patience, () -> claimed(tenant, connection, grant, patience));
  }

  private Current claimed(
      TenantContext tenant, Connection connection, Grant grant, Duration patience) {
    Instant now = clock.instant();
    if (!grants.claim(tenant.id(), grant, now, now.plus(patience))) {
      return byAnother(tenant, connection, grant);
    }
    try {
      Tokens tokens = asked(tenant, connection, grant);
      if (!grants.renew(tenant.id(), grant, tokens, connection.spec().scopes(), clock.instant())) {
        revocations.end(
            tenant, connection, new KeptTokens(tokens.accessToken(), tokens.refreshToken()));
        throw Refusals.noGrant(tenant, connection); // it was ended meanwhile
      }
      return current(
          tenant,
          grants
              .find(tenant.id(), grant.id())
              .orElseThrow(() -> Refusals.noGrant(tenant, connection)));
    } catch (ProviderException e) {
      throw failure(tenant, connection, grant, e);
    }
  }

  private Tokens asked(TenantContext tenant, Connection connection, Grant grant)
      throws ProviderException {
    if (grant.machine()) {
      return requests.forItself(tenant, connection);
    }
    String refreshToken =
        grants
            .tokens(tenant.id(), grant)
            .flatMap(KeptTokens::refreshToken)
            .orElseThrow(() -> Refusals.expired(tenant, connection, grant));
    return requests.refresh(tenant, connection, refreshToken);
  }

  private Problem failure(
      TenantContext tenant, Connection connection, Grant grant, ProviderException why) {
    LOG.info(
        "vault.not-renewed: tenant={} connection={} grant={} reason={}",
        tenant.id(),
        connection.id(),
        grant.id(),
        why.code());
    if (why.kind() == ProviderException.Kind.ENDED && !grant.machine()) {
      book.endedByProvider(tenant, connection, grant, why.code());
      return Refusals.revoked(tenant, connection, grant);
    }
    grants.release(tenant.id(), grant);
    return why.kind() == ProviderException.Kind.UNAVAILABLE
        ? Refusals.providerUnavailable()
        : Refusals.refreshFailed(why.code());
  }

  /** Another node renews it, or has just done so. */
  private Current byAnother(TenantContext tenant, Connection connection, Grant read) {
    Optional<Grant> grant = grants.find(tenant.id(), read.id());
    Grant now = grant.orElseThrow(() -> Refusals.noGrant(tenant, connection));
    if (now.status() == GrantStatus.REVOKED) {
      throw Refusals.revoked(tenant, connection, now);
    }
    if (now.version() != read.version() && now.holds(clock.instant())) {
      return current(tenant, now);
    }
    throw Refusals.inProgress();
  }

  private Current current(TenantContext tenant, Grant grant) {
    return grants
        .tokens(tenant.id(), grant)
        .map(tokens -> new Current(grant, tokens.accessToken()))
        .orElseThrow(Refusals::inProgress); // it was changed since it was read
  }
}
