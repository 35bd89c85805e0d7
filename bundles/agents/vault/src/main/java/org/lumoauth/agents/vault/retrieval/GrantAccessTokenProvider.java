/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.retrieval;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultSettings;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.StoredGrantTokens;
import org.lumoauth.agents.vault.grant.VaultGrant;
import org.lumoauth.agents.vault.grant.VaultGrantService;
import org.lumoauth.agents.vault.grant.VaultGrantStatus;
import org.lumoauth.agents.vault.grant.VaultGrantStore;
import org.lumoauth.agents.vault.provider.ProviderTokenClient;
import org.lumoauth.agents.vault.provider.ProviderTokenException;
import org.lumoauth.agents.vault.provider.ProviderTokens;
import org.lumoauth.agents.vault.revocation.ProviderRevocationQueue;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provides the access token of a grant and renews it if required. Renewals of a grant are
 * serialized across nodes: many providers revoke a grant if a refresh token is used twice.
 */
@Component(service = GrantAccessTokenProvider.class)
public final class GrantAccessTokenProvider {

  private static final Logger LOG = LoggerFactory.getLogger(GrantAccessTokenProvider.class);
  private static final Duration SLACK = Duration.ofSeconds(5);

  /** A grant and its access token. */
  public record GrantAccessToken(VaultGrant grant, String accessToken) {
    @Override
    public String toString() {
      return "Current[" + grant.id() + "]";
    }
  }

  private final VaultGrantStore grants;
  private final VaultGrantService book;
  private final ProviderTokenClient requests;
  private final ProviderRevocationQueue revocations;
  private final SettingsStore settings;
  private final InstantSource clock;
  private final GrantRefreshSingleFlight<GrantAccessToken> flights =
      new GrantRefreshSingleFlight<>();

  @Activate
  public GrantAccessTokenProvider(
      @Reference VaultGrantStore grants,
      @Reference VaultGrantService book,
      @Reference ProviderTokenClient requests,
      @Reference ProviderRevocationQueue revocations,
      @Reference SettingsStore settings,
      @Reference InstantSource clock) {
    this.grants = grants;
    this.book = book;
    this.requests = requests;
    this.revocations = revocations;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Returns the access token of the grant of a user, or of the tenant.
   *
   * @throws ApiException 404 {@code grant_not_found}, 409 {@code grant_revoked}, {@code
   *     grant_expired} or {@code refresh_failed}, 503 {@code refresh_in_progress} or {@code
   *     provider_unavailable}
   */
  GrantAccessToken of(TenantContext tenant, VaultConnection connection, String holder) {
    VaultGrant grant =
        holder.equals(VaultGrant.MACHINE)
            ? book.findOrOpenMachineGrant(tenant, connection)
            : grants
                .find(tenant.id(), connection.id(), holder)
                .orElseThrow(() -> TokenRetrievalProblems.noGrant(tenant, connection));
    Instant now = clock.instant();
    if (grant.isFresh(now) || grant.holds(now) && !grant.refreshable()) {
      return current(tenant, grant);
    }
    try {
      return refresh(tenant, connection, grant);
    } catch (ApiException failure) {
      return grants
          .find(tenant.id(), grant.id())
          .filter(left -> left.holds(clock.instant()))
          .map(
              left ->
                  current(tenant, left)) // the early renewal failed, but the token is still valid
          .orElseThrow(() -> failure);
    }
  }

  /**
   * Renews the access token of a grant, even if it is still valid.
   *
   * @throws ApiException as {@link #of}
   */
  public GrantAccessToken refresh(
      TenantContext tenant, VaultConnection connection, VaultGrant grant) {
    if (grant.status() == VaultGrantStatus.REVOKED && !grant.isMachineGrant()) {
      throw TokenRetrievalProblems.revoked(tenant, connection, grant);
    }
    if (!grant.refreshable()) {
      throw TokenRetrievalProblems.expired(tenant, connection, grant);
    }
    Duration patience = VaultSettings.PROVIDER_TIMEOUT.read(settings, tenant).plus(SLACK);
    return flights.join(
        tenant.id(), grant.id(), patience, () -> claimed(tenant, connection, grant, patience));
  }

  private GrantAccessToken claimed(
      TenantContext tenant, VaultConnection connection, VaultGrant grant, Duration patience) {
    Instant now = clock.instant();
    if (!grants.claim(tenant.id(), grant, now, now.plus(patience))) {
      return byAnother(tenant, connection, grant);
    }
    try {
      ProviderTokens tokens = asked(tenant, connection, grant);
      if (!grants.renew(tenant.id(), grant, tokens, connection.spec().scopes(), clock.instant())) {
        revocations.enqueue(
            tenant, connection, new StoredGrantTokens(tokens.accessToken(), tokens.refreshToken()));
        throw TokenRetrievalProblems.noGrant(
            tenant, connection); // a concurrent request revoked the grant
      }
      return current(
          tenant,
          grants
              .find(tenant.id(), grant.id())
              .orElseThrow(() -> TokenRetrievalProblems.noGrant(tenant, connection)));
    } catch (ProviderTokenException e) {
      throw failure(tenant, connection, grant, e);
    }
  }

  private ProviderTokens asked(TenantContext tenant, VaultConnection connection, VaultGrant grant)
      throws ProviderTokenException {
    if (grant.isMachineGrant()) {
      return requests.requestClientCredentials(tenant, connection);
    }
    String refreshToken =
        grants
            .findTokens(tenant.id(), grant)
            .flatMap(StoredGrantTokens::refreshToken)
            .orElseThrow(() -> TokenRetrievalProblems.expired(tenant, connection, grant));
    return requests.refresh(tenant, connection, refreshToken);
  }

  private ApiException failure(
      TenantContext tenant,
      VaultConnection connection,
      VaultGrant grant,
      ProviderTokenException why) {
    LOG.info(
        "vault.not-renewed: tenant={} connection={} grant={} reason={}",
        tenant.id(),
        connection.id(),
        grant.id(),
        why.code());
    if (why.kind() == ProviderTokenException.Kind.ENDED && !grant.isMachineGrant()) {
      book.recordProviderRevocation(tenant, connection, grant, why.code());
      return TokenRetrievalProblems.revoked(tenant, connection, grant);
    }
    grants.release(tenant.id(), grant);
    return why.kind() == ProviderTokenException.Kind.UNAVAILABLE
        ? TokenRetrievalProblems.providerUnavailable()
        : TokenRetrievalProblems.refreshFailed(why.code());
  }

  /** Returns the token after a renewal by another node. */
  private GrantAccessToken byAnother(
      TenantContext tenant, VaultConnection connection, VaultGrant read) {
    Optional<VaultGrant> grant = grants.find(tenant.id(), read.id());
    VaultGrant now = grant.orElseThrow(() -> TokenRetrievalProblems.noGrant(tenant, connection));
    if (now.status() == VaultGrantStatus.REVOKED) {
      throw TokenRetrievalProblems.revoked(tenant, connection, now);
    }
    if (now.version() != read.version() && now.holds(clock.instant())) {
      return current(tenant, now);
    }
    throw TokenRetrievalProblems.inProgress();
  }

  private GrantAccessToken current(TenantContext tenant, VaultGrant grant) {
    return grants
        .findTokens(tenant.id(), grant)
        .map(tokens -> new GrantAccessToken(grant, tokens.accessToken()))
        .orElseThrow(TokenRetrievalProblems::inProgress); // the grant was changed since it was read
  }
}
