/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.settings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.tokens.TokensConfig;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Selects the signing algorithm of a tenant's access tokens: the tenant's choice, or the operator's
 * if tenant settings are not installed. Every token needs it, so it is cached for some seconds; a
 * change event clears the cache immediately.
 */
@Component(
    service = {AccessTokenSigningAlgorithmResolver.class, DomainEventListener.class},
    configurationPid = TokensConfig.PID,
    property = {"lumoauth.kind=event-listener", "lumoauth.name=token-signing-choice"})
public final class AccessTokenSigningAlgorithmResolver implements DomainEventListener {

  /** Client metadata set by a profile: the only allowed algorithms. */
  private static final String ALLOWED = "access_token_signing_algs";

  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int TENANTS = 10_000;

  private static final Logger LOG =
      LoggerFactory.getLogger(AccessTokenSigningAlgorithmResolver.class);
  private static final SigningAlgorithm DEFAULT = SigningAlgorithm.ES256;

  private volatile SigningAlgorithm otherwise;
  private final Cache<String, SigningAlgorithm> chosen =
      MeasuredCacheFactory.build(
          "platform-tokens.algorithms",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(TENANTS)
              .expireAfterWrite(REMEMBERED));
  private volatile @Nullable SettingsStore store;

  @Activate
  public AccessTokenSigningAlgorithmResolver(TokensConfig config) {
    this(DEFAULT);
    modified(config);
  }

  private AccessTokenSigningAlgorithmResolver(SigningAlgorithm otherwise) {
    this.otherwise = otherwise;
  }

  /**
   * Creates an instance with the operator's choice. A factory method, because a DS component may
   * have only one visible constructor.
   */
  public static AccessTokenSigningAlgorithmResolver of(SigningAlgorithm otherwise) {
    return new AccessTokenSigningAlgorithmResolver(otherwise);
  }

  /** Applies the operator's choice; an unknown algorithm name changes nothing. */
  @Modified
  void modified(TokensConfig config) {
    Optional<SigningAlgorithm> named =
        Arrays.stream(SigningAlgorithm.values())
            .filter(known -> known.name().equals(config.signingAlgorithm()))
            .findFirst();
    if (named.isEmpty()) {
      LOG.error(
          "setting_refused file=etc/{}.cfg key=signingAlgorithm value={} allowed={} kept={}",
          TokensConfig.PID,
          config.signingAlgorithm(),
          Arrays.toString(SigningAlgorithm.values()),
          otherwise);
    }
    otherwise = named.orElse(otherwise);
    chosen.invalidateAll();
  }

  /** Returns the algorithm for tenants without a choice. */
  SigningAlgorithm defaultAlgorithm() {
    return otherwise;
  }

  /** Binds the tenant settings. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindSettings(SettingsStore found) {
    store = found;
    chosen.invalidateAll();
  }

  /** Unbinds the tenant settings. */
  public void unbindSettings(SettingsStore gone) {
    if (store == gone) {
      store = null;
      chosen.invalidateAll();
    }
  }

  /** Returns the signing algorithm of the tenant's access tokens. */
  public SigningAlgorithm accessTokens(TenantContext tenant) {
    SettingsStore settings = store;
    return settings == null ? otherwise : chosen.get(tenant.id(), id -> read(settings, tenant));
  }

  /**
   * Returns the signing algorithm of a client's access tokens: the tenant's choice, or the first
   * algorithm that the client allows if it does not allow that choice.
   *
   * @throws OAuthException 503 {@code temporarily_unavailable} if this server supports none of them
   */
  public SigningAlgorithm accessTokens(TenantContext tenant, Client client) {
    SigningAlgorithm usual = accessTokens(tenant);
    if (!(client.metadata().get(ALLOWED) instanceof List<?> allowed)
        || allowed.contains(usual.name())) {
      return usual;
    }
    return allowed.stream()
        .map(name -> SigningAlgorithm.fromName(String.valueOf(name)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new OAuthException(
                    503,
                    "temporarily_unavailable",
                    "The server supports none of the client's access_token_signing_algs. An "
                        + "administrator must change them."));
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(SettingsStore.CHANGED)
        && event.id().equals(TokenSettingsSection.SECTION)) {
      chosen.invalidate(event.tenantId());
    }
  }

  private SigningAlgorithm read(SettingsStore settings, TenantContext tenant) {
    Object name =
        settings
            .read(tenant, TokenSettingsSection.SECTION)
            .get(TokenSettingsSection.ACCESS_TOKEN_ALGORITHM);
    return name instanceof String text ? SigningAlgorithm.valueOf(text) : otherwise;
  }
}
