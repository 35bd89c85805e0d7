package org.lumoauth.authn.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sign-ins under way, by ids that nobody guesses. Each is over after half an hour of rest. */
@Component(service = LoginAttempts.class)
public final class LoginAttempts {
  private static final String KIND = "sign-in";
  private static final Duration REST = Duration.ofMinutes(30);

  private final ShortLivedStore store;
  private final SecretVault vault;
  private final InstantSource clock;

  @Activate
  public LoginAttempts(@Reference ShortLivedStore store, @Reference SecretVault vault) {
    this(store, vault, InstantSource.system());
  }

  LoginAttempts(ShortLivedStore store, SecretVault vault, InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  /** Keeps a new one and returns its id. */
  String begin(TenantContext tenant, LoginState begun) {
    var id = vault.newSecret();
    store.add(tenant, KIND, id, begun, end());
    return id;
  }

  /** The one with this id, if it is not over. */
  Optional<Entry<LoginState>> find(TenantContext tenant, String id) {
    return store.find(tenant, KIND, id, LoginState.class);
  }

  /** The same, and returns it as it is then; empty if somebody else was first. */
  Optional<Entry<LoginState>> kept(TenantContext tenant, Entry<LoginState> was, LoginState is) {
    return store.exchange(tenant, was, is, end());
  }

  /** Keeps what became of it, unless somebody else did meanwhile. */
  boolean save(TenantContext tenant, Entry<LoginState> was, LoginState is) {
    return store.replace(tenant, was, is, end());
  }

  /** Ends it. Of several who try, one is told that they did. */
  boolean end(TenantContext tenant, String id) {
    return store.discard(tenant, KIND, id);
  }

  private Instant end() {
    return clock.instant().plus(REST);
  }
}
