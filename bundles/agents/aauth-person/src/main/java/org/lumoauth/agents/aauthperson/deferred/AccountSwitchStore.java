package org.lumoauth.agents.aauthperson.deferred;

import java.util.Map;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * People who came with a code and then sign in as somebody else: a code is good for whom came first
 * alone, so that they come back by an address that is made for that once, and that no other browser
 * has.
 */
@Component(service = AccountSwitchStore.class)
public final class AccountSwitchStore {

  /** The parameter of that address. */
  static final String PARAMETER = "again";

  private static final String KIND = "aap-again";

  private final ShortLivedRecordStore store;
  private final SecretVault vault;

  @Activate
  public AccountSwitchStore(@Reference ShortLivedRecordStore store, @Reference SecretVault vault) {
    this.store = store;
    this.vault = vault;
  }

  /** Whether somebody else may answer: nobody is the agent's person yet. */
  static boolean mayAnswer(DeferredRequest of) {
    return of.question().user().isEmpty();
  }

  /**
   * Where they come back: a path with its query.
   *
   * @param arrived the session that the code is good for now
   */
  String begin(TenantContext tenant, DeferredRequest of, String arrived) {
    String secret = vault.newSecret();
    Map<String, String> kept = Map.of("id", of.id(), "code", of.code(), "arrived", arrived);
    store.add(tenant, KIND, secret, kept, of.expiresAt());
    return InteractionPageUrls.path(tenant, of.code()) + "&" + PARAMETER + "=" + secret;
  }

  /** Whether an address was made for this case, and for whom its code is good now. */
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

  /** Uses it up; of several who do, exactly one gets true. */
  boolean end(TenantContext tenant, String secret) {
    return store.discard(tenant, KIND, secret);
  }
}
