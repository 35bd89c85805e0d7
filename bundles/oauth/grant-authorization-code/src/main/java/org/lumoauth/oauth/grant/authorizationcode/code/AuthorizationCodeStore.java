package org.lumoauth.oauth.grant.authorizationcode.code;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.PendingWrite;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Authorization codes: 256 random bits, good for a minute and once. */
@Component(service = AuthorizationCodeStore.class)
public final class AuthorizationCodeStore {

  private static final String KIND = "authorization-code";

  /** How long a code is remembered after its use, to notice when it is used again. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final ShortLivedRecordStore store;
  private final SecretVault vault;
  private final SettingsStore settings;
  private final InstantSource clock;

  @Activate
  public AuthorizationCodeStore(
      @Reference ShortLivedRecordStore store,
      @Reference SecretVault vault,
      @Reference SettingsStore settings) {
    this(store, vault, settings, InstantSource.system());
  }

  /** With another clock, for tests. */
  public AuthorizationCodeStore(
      ShortLivedRecordStore store, SecretVault vault, SettingsStore settings, InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.settings = settings;
    this.clock = clock;
  }

  /** Begins to keep a code that it makes. */
  public PendingAuthorizationCode issue(
      TenantContext tenant, Client client, IssuedAuthorizationCode issued) {
    String code = vault.newSecret();
    Instant end = clock.instant().plus(lifetime(tenant, client));
    return new PendingAuthorizationCode(code, store.beginAdd(tenant, KIND, code, issued, end));
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
  Optional<ShortLivedRecord<IssuedAuthorizationCode>> find(TenantContext tenant, String code) {
    return store.find(tenant, KIND, code, IssuedAuthorizationCode.class);
  }

  /** Begins to mark a code as used: of several who redeem it at once, exactly one does. */
  PendingWrite redeem(TenantContext tenant, ShortLivedRecord<IssuedAuthorizationCode> code) {
    return store.beginReplace(
        tenant, code, code.value().redeemed(), clock.instant().plus(REMEMBERED));
  }
}
