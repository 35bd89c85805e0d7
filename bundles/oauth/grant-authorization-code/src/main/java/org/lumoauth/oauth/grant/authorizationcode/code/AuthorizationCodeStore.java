/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.code;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.PendingWrite;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores authorization codes. A code has 256 random bits, is short-lived and can be redeemed once.
 */
@Component(service = AuthorizationCodeStore.class)
public final class AuthorizationCodeStore {

  private static final String KIND = "authorization-code";

  /** How long a redeemed code is stored to detect that it is used again. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final ShortLivedRecordStore store;
  private final SecretProtectionService vault;
  private final SettingsStore settings;
  private final InstantSource clock;

  @Activate
  public AuthorizationCodeStore(
      @Reference ShortLivedRecordStore store,
      @Reference SecretProtectionService vault,
      @Reference SettingsStore settings,
      @Reference InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.settings = settings;
    this.clock = clock;
  }

  /** Generates a code and starts storing it. */
  public AuthorizationCodePendingWrite issue(
      TenantContext tenant, Client client, IssuedAuthorizationCode issued) {
    String code = vault.newSecret();
    Instant end = clock.instant().plus(lifetime(tenant, client));
    return new AuthorizationCodePendingWrite(code, store.beginAdd(tenant, KIND, code, issued, end));
  }

  /** Returns the tenant's code lifetime, limited by the client's profile. */
  private Duration lifetime(TenantContext tenant, Client client) {
    Duration set = AuthorizationCodeSettings.CODE_LIFETIME.read(settings, tenant);
    return client.metadata().get("authorization_code_lifetime") instanceof Number seconds
            && seconds.longValue() < set.toSeconds()
        ? Duration.ofSeconds(seconds.longValue())
        : set;
  }

  /**
   * Returns the stored code, whether it was used or not; empty if it has expired or does not exist.
   */
  Optional<ShortLivedRecord<IssuedAuthorizationCode>> find(TenantContext tenant, String code) {
    return store.find(tenant, KIND, code, IssuedAuthorizationCode.class);
  }

  /**
   * Starts marking a code as used. If several requests redeem it concurrently, exactly one
   * succeeds.
   */
  PendingWrite redeem(TenantContext tenant, ShortLivedRecord<IssuedAuthorizationCode> code) {
    return store.beginReplace(
        tenant, code, code.value().redeemed(), clock.instant().plus(REMEMBERED));
  }
}
