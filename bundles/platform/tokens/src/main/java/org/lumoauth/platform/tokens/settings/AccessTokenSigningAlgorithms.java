package org.lumoauth.platform.tokens.settings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCache;
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
 * By which algorithm a tenant's access tokens are signed: the tenant's choice, or the operator's
 * where settings of tenants are not installed. Every token asks, so the answer is remembered for
 * some seconds; the event of a change makes it forgotten at once.
 */
@Component(
    service = {AccessTokenSigningAlgorithms.class, DomainEventListener.class},
    configurationPid = TokensConfig.PID,
    property = {"lumoauth.kind=event-listener", "lumoauth.name=token-signing-choice"})
public final class AccessTokenSigningAlgorithms implements DomainEventListener {

  /** Client metadata, which a profile sets: the only algorithms that will do. */
  private static final String ALLOWED = "access_token_signing_algs";

  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int TENANTS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(AccessTokenSigningAlgorithms.class);
  private static final SigningAlgorithm DEFAULT = SigningAlgorithm.ES256;

  private volatile SigningAlgorithm otherwise;
  private final Cache<String, SigningAlgorithm> chosen =
      MeasuredCache.build(
          "platform-tokens.algorithms",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(TENANTS)
              .expireAfterWrite(REMEMBERED));
  private volatile SettingsStore store;

  @Activate
  public AccessTokenSigningAlgorithms(TokensConfig config) {
    this(DEFAULT);
    modified(config);
  }

  private AccessTokenSigningAlgorithms(SigningAlgorithm otherwise) {
    this.otherwise = otherwise;
  }

  /** The operator's choice. Not a constructor: a component has one that can be seen. */
  public static AccessTokenSigningAlgorithms of(SigningAlgorithm otherwise) {
    return new AccessTokenSigningAlgorithms(otherwise);
  }

  /** Takes over the operator's choice; a word that names no algorithm changes nothing. */
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

  /** What signs where a tenant chose nothing. */
  SigningAlgorithm defaultAlgorithm() {
    return otherwise;
  }

  /** Settings of tenants are there from now on. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindSettings(SettingsStore found) {
    store = found;
    chosen.invalidateAll();
  }

  /** Settings of tenants have gone. */
  public void unbindSettings(SettingsStore gone) {
    if (store == gone) {
      store = null;
      chosen.invalidateAll();
    }
  }

  /** What signs the tenant's access tokens. */
  public SigningAlgorithm accessTokens(TenantContext tenant) {
    SettingsStore settings = store;
    return settings == null ? otherwise : chosen.get(tenant.id(), id -> read(settings, tenant));
  }

  /**
   * What signs the access tokens of a client: the tenant's choice, or where that will not do for
   * the client, the first of those that will.
   *
   * @throws OAuthException 503 {@code temporarily_unavailable} if this server has none of them
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
                    503, "temporarily_unavailable", "Nothing here signs as the client needs it."));
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(SettingsStore.CHANGED)
        && event.id().equals(TokenSettingsSchema.SECTION)) {
      chosen.invalidate(event.tenantId());
    }
  }

  private SigningAlgorithm read(SettingsStore settings, TenantContext tenant) {
    Object name =
        settings
            .read(tenant, TokenSettingsSchema.SECTION)
            .get(TokenSettingsSchema.ACCESS_TOKEN_ALGORITHM);
    return name instanceof String text ? SigningAlgorithm.valueOf(text) : otherwise;
  }
}
