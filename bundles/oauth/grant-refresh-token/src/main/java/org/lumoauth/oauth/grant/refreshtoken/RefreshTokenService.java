/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.refreshtoken.RefreshTokenSettings.RefreshTokenSettingValues;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Issues, rotates and revokes refresh tokens. */
@Component(service = RefreshTokenService.class)
public final class RefreshTokenService {

  private static final Logger LOG = LoggerFactory.getLogger(RefreshTokenService.class);

  private final RefreshTokenFamilyStore store;
  private final RefreshTokenCodec text;
  private final SettingsStore settings;
  private final InstantSource clock;
  private final RefreshTokenFamilyCache recent = new RefreshTokenFamilyCache();

  /** The result of presenting a refresh token. */
  sealed interface RefreshTokenRotationResult {

    /** The token was valid; contains the token for the next request. */
    record RotatedRefreshToken(AuthorizationGrant grant, String token)
        implements RefreshTokenRotationResult {
      @Override
      public String toString() {
        return "Next[" + grant.id() + "]";
      }
    }

    /** The token was already used, so a copy of it exists. The family was revoked. */
    record ReusedRefreshToken(AuthorizationGrant grant) implements RefreshTokenRotationResult {}

    /** The token does not exist or is no longer valid. */
    record UnknownRefreshToken() implements RefreshTokenRotationResult {}
  }

  @Activate
  public RefreshTokenService(
      @Reference RefreshTokenFamilyStore store,
      @Reference SecretProtectionService vault,
      @Reference SettingsStore settings,
      @Reference InstantSource clock) {
    this.store = store;
    this.text = new RefreshTokenCodec(vault);
    this.settings = settings;
    this.clock = clock;
  }

  /** Returns the settings of the tenant. */
  RefreshTokenSettingValues settings(TenantContext tenant) {
    return RefreshTokenSettingValues.of(settings.read(tenant, RefreshTokenSettings.SECTION));
  }

  /**
   * Creates a family.
   *
   * @param offline whether the family outlives the session
   * @return the first token; empty if the grant is too large to store
   */
  Optional<String> issueFirst(
      TenantContext tenant, Client client, AuthorizationGrant grant, boolean offline) {
    byte[] json = AuthorizationGrantJsonCodec.write(grant);
    if (json.length > RefreshTokenFamilyStore.MAX_GRANT_BYTES) {
      LOG.warn("refresh-token.grant-too-large: tenant={} grant={}", tenant.id(), grant.id());
      return Optional.empty();
    }
    RefreshTokenSettingValues values = settings(tenant);
    Instant now = clock.instant();
    Instant ends = now.plus(lifetime(client, values));
    var family =
        new RefreshTokenFamily(
            grant, 0, now, now, ends, expiry(now, ends, values), Optional.empty());
    String name = text.newFamily();
    store.add(tenant.id(), text.key(tenant, name), family, json, offline);
    return Optional.of(text.write(tenant, name, 0));
  }

  /**
   * Exchanges a refresh token for the next refresh token. If several requests present the same
   * token, the rotating SQL statement decides which one succeeds first.
   *
   * @param rotates whether the token is rotated; otherwise it remains valid
   * @param check called before any change; throws if the grant must not be refreshed
   * @throws OAuthException the exception of {@code check}
   */
  RefreshTokenRotationResult rotate(
      TenantContext tenant, boolean rotates, String token, Consumer<AuthorizationGrant> check) {
    Optional<RefreshTokenCodec.DecodedRefreshToken> read = text.read(tenant, token);
    if (read.isEmpty()) {
      return new RefreshTokenRotationResult.UnknownRefreshToken();
    }
    return rotate(tenant, read.get(), settings(tenant), rotates, check);
  }

  private RefreshTokenRotationResult rotate(
      TenantContext tenant,
      RefreshTokenCodec.DecodedRefreshToken shown,
      RefreshTokenSettingValues values,
      boolean rotates,
      Consumer<AuthorizationGrant> check) {
    Instant now = clock.instant();
    byte[] key = text.key(tenant, shown.family());
    Optional<RefreshTokenFamily> found =
        recent.find(tenant.id(), key, shown.generation(), now).or(() -> find(tenant, key, now));
    if (found.isEmpty()) {
      return new RefreshTokenRotationResult.UnknownRefreshToken();
    }
    check.accept(found.get().grant());
    RefreshTokenFamily family = found.get();
    if (shown.generation() == family.generation()) {
      Instant expiry = expiry(now, family.endsAt(), values);
      RefreshTokenFamily next = rotates ? family.rotated(now, expiry) : family.withExpiry(expiry);
      if (store.rotate(tenant.id(), key, family, next, now)) {
        recent.keep(tenant.id(), key, next);
        return next(tenant, shown, next);
      }
      recent.invalidate(tenant.id(), key);
      found = find(tenant, key, now); // A concurrent request rotated the family first.
      if (found.isEmpty()) {
        return new RefreshTokenRotationResult.UnknownRefreshToken();
      }
      family = found.get();
    }
    if (isRetry(shown, family, now, values.grace())) {
      return next(
          tenant, shown,
          family); // Returns the same next token again, so that the family never branches.
    }
    recent.invalidate(tenant.id(), key);
    store.end(tenant.id(), key, now); // RFC 9700 section 4.14.2
    return new RefreshTokenRotationResult.ReusedRefreshToken(family.grant());
  }

  private Optional<RefreshTokenFamily> find(TenantContext tenant, byte[] key, Instant now) {
    return store.find(tenant.id(), key).filter(family -> family.isValid(now));
  }

  private RefreshTokenRotationResult next(
      TenantContext tenant,
      RefreshTokenCodec.DecodedRefreshToken shown,
      RefreshTokenFamily family) {
    return new RefreshTokenRotationResult.RotatedRefreshToken(
        family.grant(), text.write(tenant, shown.family(), family.generation()));
  }

  private static boolean isRetry(
      RefreshTokenCodec.DecodedRefreshToken shown,
      RefreshTokenFamily family,
      Instant now,
      Duration grace) {
    return shown.generation() == family.generation() - 1
        && !grace.isZero()
        && !now.isAfter(family.rotatedAt().plus(grace));
  }

  /** Returns the family of a token that is currently valid. */
  Optional<RefreshTokenFamily> inspect(TenantContext tenant, String token) {
    return text.read(tenant, token)
        .flatMap(
            read ->
                find(tenant, text.key(tenant, read.family()), clock.instant())
                    .filter(family -> family.generation() == read.generation()));
  }

  /**
   * Revokes the family of a token of any generation.
   *
   * @return the grant, if this call revoked the family and the token belongs to this client
   */
  Optional<AuthorizationGrant> revoke(TenantContext tenant, Client client, String token) {
    return text.read(tenant, token)
        .map(read -> text.key(tenant, read.family()))
        .flatMap(
            key ->
                store
                    .find(tenant.id(), key)
                    .map(RefreshTokenFamily::grant)
                    .filter(grant -> grant.clientId().equals(client.clientId()))
                    .filter(grant -> store.end(tenant.id(), key, clock.instant())));
  }

  private static Duration lifetime(Client client, RefreshTokenSettingValues values) {
    return client.metadata().get("refresh_token_lifetime") instanceof Number seconds
            && seconds.longValue() > 0
        ? Duration.ofSeconds(seconds.longValue())
        : values.lifetime();
  }

  private static Instant expiry(Instant now, Instant ends, RefreshTokenSettingValues values) {
    Instant idle = values.idle().map(now::plus).orElse(ends);
    return idle.isBefore(ends) ? idle : ends;
  }
}
