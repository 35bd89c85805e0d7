package org.lumoauth.authn.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.SealedRecordCodec;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sign-ins under way, by ids that nobody guesses. Each is over after half an hour of rest.
 *
 * <p>Until something is proven the browser keeps what is known of one, sealed in the addresses of
 * its pages: nothing is stored for who only looks at them. What is proven, and what a method
 * remembers, the store keeps, and also that one has become a session: of several requests that come
 * at once, with whatever address, one makes it.
 */
@Component(service = LoginAttemptStore.class)
public final class LoginAttemptStore {
  private static final String KIND = "sign-in";

  /** Of one that the browser keeps. */
  private static final String SEALED = "sign-in-sealed";

  /** Of one that has begun with this request, and that nobody else knows of. */
  private static final String NEW = "sign-in-new";

  private static final Duration REST = Duration.ofMinutes(30);

  /** How many characters an id has. */
  private static final int ID = 43;

  /** A longer address might not get through everywhere: the store keeps what it would hold. */
  private static final int MOST = 1_500;

  private final ShortLivedRecordStore store;
  private final SealedRecordCodec sealed;
  private final SecretVault vault;
  private final InstantSource clock;

  @Activate
  public LoginAttemptStore(
      @Reference ShortLivedRecordStore store,
      @Reference SealedRecordCodec sealed,
      @Reference SecretVault vault) {
    this(store, sealed, vault, InstantSource.system());
  }

  LoginAttemptStore(
      ShortLivedRecordStore store,
      SealedRecordCodec sealed,
      SecretVault vault,
      InstantSource clock) {
    this.store = store;
    this.sealed = sealed;
    this.vault = vault;
    this.clock = clock;
  }

  /** A new one, of which nothing is kept yet. */
  ShortLivedRecord<LoginState> begin(LoginState begun) {
    return new ShortLivedRecord<>(NEW, vault.newSecret(), begun, 0, end());
  }

  /** Stores a new one and returns its id. */
  String store(TenantContext tenant, LoginState begun) {
    var entry = begin(begun);
    store.add(tenant, KIND, entry.key(), begun, entry.expiresAt());
    return entry.key();
  }

  /** What the pages name one by, sealed; empty if the store is to keep it. */
  Optional<String> seal(TenantContext tenant, String id, LoginState state) {
    return SealedLoginState.of(id, state)
        .map(light -> sealed.seal(tenant, SEALED, light, end()))
        .filter(text -> text.length() <= MOST);
  }

  /** The one that a page names so, if it is not over. */
  Optional<ShortLivedRecord<LoginState>> find(TenantContext tenant, String name) {
    return name.length() > ID
        ? sealed
            .open(tenant, SEALED, name, SealedLoginState.class)
            .map(
                found ->
                    new ShortLivedRecord<>(
                        SEALED, found.value().id(), found.value().state(), 0, found.expiresAt()))
        : stored(tenant, name).filter(entry -> !entry.value().hasEnded());
  }

  /** Whether one that the browser keeps has become a session. */
  boolean hasEnded(TenantContext tenant, ShortLivedRecord<LoginState> entry) {
    return entry.kind().equals(SEALED)
        && stored(tenant, entry.key()).filter(kept -> kept.value().hasEnded()).isPresent();
  }

  /** Binds one that the store keeps; empty if somebody else was first. */
  Optional<ShortLivedRecord<LoginState>> bind(
      TenantContext tenant, ShortLivedRecord<LoginState> was, LoginState is) {
    return store.replaceAndGet(tenant, was, is, end());
  }

  /**
   * Keeps what became of it, unless it is over or somebody else did meanwhile.
   *
   * @return what its pages name it by from now on
   */
  Optional<String> save(TenantContext tenant, ShortLivedRecord<LoginState> was, LoginState is) {
    if (was.kind().equals(KIND)) {
      return store.replace(tenant, was, is, end()) ? Optional.of(was.key()) : Optional.empty();
    }
    if (hasEnded(tenant, was)) {
      return Optional.empty(); // nor does its page last any longer
    }
    var text = seal(tenant, was.key(), is);
    return text.isPresent() || !put(tenant, was, is) ? text : Optional.of(was.key());
  }

  /** Ends it as a session. Of several who try, one is told that they did. */
  boolean end(TenantContext tenant, ShortLivedRecord<LoginState> entry) {
    return entry.kind().equals(NEW) || put(tenant, entry, LoginState.OVER);
  }

  /**
   * Begins it anew, and ends what was proven in it by another of its pages.
   *
   * @return what its pages name it by from now on; empty if it is over
   */
  Optional<String> restart(TenantContext tenant, ShortLivedRecord<LoginState> was, LoginState is) {
    if (!underWay(tenant, was)) {
      return save(tenant, was, is);
    }
    return end(tenant, was) ? save(tenant, begin(is), is) : Optional.empty();
  }

  /** Forgets one that nothing came of. What the browser alone keeps of it ends by itself. */
  void drop(TenantContext tenant, ShortLivedRecord<LoginState> entry) {
    if (entry.kind().equals(KIND)) {
      store.remove(tenant, KIND, entry.key());
    } else if (underWay(tenant, entry)) {
      end(tenant, entry); // removed, it might be begun again by what the browser keeps
    }
  }

  /** Whether the store keeps more of one that the browser keeps: something was proven in it. */
  private boolean underWay(TenantContext tenant, ShortLivedRecord<LoginState> entry) {
    return entry.kind().equals(SEALED)
        && stored(tenant, entry.key()).filter(kept -> !kept.value().hasEnded()).isPresent();
  }

  /** Stores it in the place of what is stored of it, unless that is over. */
  private boolean put(TenantContext tenant, ShortLivedRecord<LoginState> entry, LoginState state) {
    var known = entry.kind().equals(KIND);
    if (!known && store.add(tenant, KIND, entry.key(), state, end())) {
      return true;
    }
    var was = known ? Optional.of(entry) : find(tenant, entry.key());
    while (was.isPresent()) {
      if (store.replace(tenant, was.get(), state, end())) {
        return true;
      }
      was = find(tenant, entry.key());
    }
    return false;
  }

  private Optional<ShortLivedRecord<LoginState>> stored(TenantContext tenant, String id) {
    return store.find(tenant, KIND, id, LoginState.class);
  }

  private Instant end() {
    return clock.instant().plus(REST);
  }
}
