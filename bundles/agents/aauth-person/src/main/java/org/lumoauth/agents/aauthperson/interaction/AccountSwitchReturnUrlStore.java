/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.util.Map;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets a person that opened a code sign in with another account. A code is bound to the first
 * session that opens it, so the person returns by a single-use URL that only their browser has.
 */
@Component(service = AccountSwitchReturnUrlStore.class)
public final class AccountSwitchReturnUrlStore {

  /** The parameter of that URL. */
  static final String PARAMETER = "again";

  private static final String KIND = "aap-again";

  private final ShortLivedRecordStore store;
  private final SecretProtectionService vault;

  @Activate
  public AccountSwitchReturnUrlStore(
      @Reference ShortLivedRecordStore store, @Reference SecretProtectionService vault) {
    this.store = store;
    this.vault = vault;
  }

  /** Whether another account may answer: only while the agent has no person yet. */
  static boolean mayAnswer(DeferredRequest of) {
    return of.question().user().isEmpty();
  }

  /**
   * Creates the return URL and returns its path and query.
   *
   * @param arrived the session that the code is bound to now
   */
  String begin(TenantContext tenant, DeferredRequest of, String arrived) {
    String secret = vault.newSecret();
    Map<String, String> kept = Map.of("id", of.id(), "code", of.code(), "arrived", arrived);
    store.add(tenant, KIND, secret, kept, of.expiresAt());
    return InteractionPageUrls.path(tenant, of.code()) + "&" + PARAMETER + "=" + secret;
  }

  /** Whether the URL was created for this request and the session that its code is bound to. */
  boolean isFor(TenantContext tenant, DeferredRequest of, String secret) {
    return store
        .find(tenant, KIND, secret, Map.class)
        .map(ShortLivedRecord::value)
        .filter(
            kept ->
                of.id().equals(kept.get("id"))
                    && of.code().equals(kept.get("code"))
                    && of.arrived().equals(kept.get("arrived")))
        .isPresent();
  }

  /** Invalidates the URL; of several concurrent calls, exactly one returns true. */
  boolean end(TenantContext tenant, String secret) {
    return store.discard(tenant, KIND, secret);
  }
}
