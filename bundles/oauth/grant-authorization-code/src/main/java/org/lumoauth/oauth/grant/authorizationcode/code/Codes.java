package org.lumoauth.oauth.grant.authorizationcode.code;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.BegunChange;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Authorization codes: 256 random bits, good for a minute and once. */
@Component(service = Codes.class)
public final class Codes {

  private static final String KIND = "authorization-code";

  /** How long a code is remembered after its use, to notice when it is used again. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final ShortLivedStore store;
  private final SecretVault vault;
  private final SettingsStore settings;
  private final InstantSource clock;

  @Activate
  public Codes(
      @Reference ShortLivedStore store,
      @Reference SecretVault vault,
      @Reference SettingsStore settings) {
    this(store, vault, settings, InstantSource.system());
  }

  /** With another clock, for tests. */
  public Codes(
      ShortLivedStore store, SecretVault vault, SettingsStore settings, InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.settings = settings;
    this.clock = clock;
  }

  /** Begins to keep a code that it makes. */
  public BegunCode issue(TenantContext tenant, Client client, IssuedCode issued) {
    String code = vault.newSecret();
    Instant end = clock.instant().plus(lifetime(tenant, client));
    return new BegunCode(code, store.beginAdd(tenant, KIND, code, issued, end));
  }

  /** What the tenant set; no longer than the client's profile lets it be. */
  private Duration lifetime(TenantContext tenant, Client client) {
    Duration set = AuthorizationCodeSettings.codeLifetime(settings, tenant);
    return client.metadata().get("authorization_code_lifetime") instanceof Number seconds
            && seconds.longValue() < set.toSeconds()
        ? Duration.ofSeconds(seconds.longValue())
        : set;
  }

  /** What the code stands for, used or not; empty if it has expired or never was. */
  Optional<Entry<IssuedCode>> find(TenantContext tenant, String code) {
    return store.find(tenant, KIND, code, IssuedCode.class);
  }

  /** Begins to mark a code as used: of several who redeem it at once, exactly one does. */
  BegunChange redeem(TenantContext tenant, Entry<IssuedCode> code) {
    return store.beginReplace(
        tenant, code, code.value().redeemed(), clock.instant().plus(REMEMBERED));
  }
}
