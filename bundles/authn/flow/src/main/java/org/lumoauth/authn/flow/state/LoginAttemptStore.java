/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.SealedRecordCodec;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores sign-ins in progress by unguessable ids. Each expires after half an hour without activity.
 *
 * <p>Until a factor is proven, the state is stored in the browser, sealed in the URLs of its pages,
 * so that merely opening a page stores nothing on the server. Proven factors and the state of
 * methods are stored on the server. The store also records that a sign-in became a session, so that
 * only one of several concurrent requests, with any URL, creates it.
 */
@Component(service = LoginAttemptStore.class)
public final class LoginAttemptStore {
  private static final String KIND = "sign-in";

  /** The kind of a sign-in that is stored in the browser. */
  private static final String SEALED = "sign-in-sealed";

  /** The kind of a sign-in that begins with this request and is not known elsewhere. */
  private static final String NEW = "sign-in-new";

  private static final Duration REST = Duration.ofMinutes(30);

  /** The number of characters of an id. */
  private static final int ID = 43;

  /** A longer URL may be rejected by intermediaries; the state is then stored on the server. */
  private static final int MOST = 1_500;

  private final ShortLivedRecordStore store;
  private final SealedRecordCodec sealed;
  private final SecretProtectionService vault;
  private final InstantSource clock;

  @Activate
  public LoginAttemptStore(
      @Reference ShortLivedRecordStore store,
      @Reference SealedRecordCodec sealed,
      @Reference SecretProtectionService vault,
      @Reference InstantSource clock) {
    this.store = store;
    this.sealed = sealed;
    this.vault = vault;
    this.clock = clock;
  }

  /** Begins a sign-in that is not stored yet. */
  public ShortLivedRecord<LoginState> begin(LoginState begun) {
    return new ShortLivedRecord<>(NEW, vault.newSecret(), begun, 0, end());
  }

  /** Stores a new sign-in and returns its id. */
  public String store(TenantContext tenant, LoginState begun) {
    var entry = begin(begun);
    store.add(tenant, KIND, entry.key(), begun, entry.expiresAt());
    return entry.key();
  }

  /**
   * Returns the sealed state that identifies a sign-in in its pages; empty if it must be stored on
   * the server.
   */
  public Optional<String> seal(TenantContext tenant, String id, LoginState state) {
    return SealedLoginState.of(id, state)
        .map(light -> sealed.seal(tenant, SEALED, light, end()))
        .filter(text -> text.length() <= MOST);
  }

  /** Returns the sign-in with this name in a page, if it has not ended. */
  public Optional<ShortLivedRecord<LoginState>> find(TenantContext tenant, String name) {
    return name.length() > ID
        ? sealed
            .open(tenant, SEALED, name, SealedLoginState.class)
            .map(
                found ->
                    new ShortLivedRecord<>(
                        SEALED, found.value().id(), found.value().state(), 0, found.expiresAt()))
        : stored(tenant, name).filter(entry -> !entry.value().hasEnded());
  }

  /** Returns whether a sign-in that is stored in the browser has become a session. */
  public boolean hasEnded(TenantContext tenant, ShortLivedRecord<LoginState> entry) {
    return entry.kind().equals(SEALED)
        && stored(tenant, entry.key()).filter(kept -> kept.value().hasEnded()).isPresent();
  }

  /** Binds a stored sign-in to a browser; empty if another browser was first. */
  public Optional<ShortLivedRecord<LoginState>> bind(
      TenantContext tenant, ShortLivedRecord<LoginState> was, LoginState is) {
    return store.replaceAndGet(tenant, was, is, end());
  }

  /**
   * Stores a new state, unless the sign-in has ended or was changed concurrently.
   *
   * @return the new name for its pages
   */
  public Optional<String> save(
      TenantContext tenant, ShortLivedRecord<LoginState> was, LoginState is) {
    if (was.kind().equals(KIND)) {
      return store.replace(tenant, was, is, end()) ? Optional.of(was.key()) : Optional.empty();
    }
    if (hasEnded(tenant, was)) {
      return Optional.empty(); // The page expires with it.
    }
    var text = seal(tenant, was.key(), is);
    return text.isPresent() || !put(tenant, was, is) ? text : Optional.of(was.key());
  }

  /**
   * Ends a sign-in because it becomes a session. Exactly one of several concurrent calls succeeds.
   */
  public boolean end(TenantContext tenant, ShortLivedRecord<LoginState> entry) {
    return entry.kind().equals(NEW) || put(tenant, entry, LoginState.OVER);
  }

  /**
   * Restarts a sign-in, and discards factors that were proven on another of its pages.
   *
   * @return the new name for its pages; empty if the sign-in has ended
   */
  public Optional<String> restart(
      TenantContext tenant, ShortLivedRecord<LoginState> was, LoginState is) {
    if (!underWay(tenant, was)) {
      return save(tenant, was, is);
    }
    return end(tenant, was) ? save(tenant, begin(is), is) : Optional.empty();
  }

  /** Deletes an abandoned sign-in. State in the browser expires. */
  public void drop(TenantContext tenant, ShortLivedRecord<LoginState> entry) {
    if (entry.kind().equals(KIND)) {
      store.remove(tenant, KIND, entry.key());
    } else if (underWay(tenant, entry)) {
      end(tenant, entry); // If it were removed, the state in the browser could restart it.
    }
  }

  /**
   * Returns whether more state of a browser-stored sign-in is on the server: a factor was proven.
   */
  private boolean underWay(TenantContext tenant, ShortLivedRecord<LoginState> entry) {
    return entry.kind().equals(SEALED)
        && stored(tenant, entry.key()).filter(kept -> !kept.value().hasEnded()).isPresent();
  }

  /** Replaces the stored state, unless the sign-in has ended. */
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
