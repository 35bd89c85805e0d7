package org.lumoauth.authn.federation.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who is on the way, and what has come back. Everything is there for a short time, and once. */
@Component(service = FederatedLoginStore.class)
public final class FederatedLoginStore {

  private static final String JOURNEY = "federation-journey";
  private static final String PARKED = "federation-parked";
  private static final String ANSWER = "federation-answer";
  private static final String ARRIVAL = "federation-arrival";
  private static final String BROUGHT = "federation-brought";
  private static final String ADDITION = "federation-addition";
  private static final String CONTESTED = "federation-contested";
  private static final Duration AWAY = Duration.ofMinutes(15);
  private static final Duration BACK = Duration.ofMinutes(2);
  private static final int MAX_KEY = 100;

  /** Parameters that came by a form of another site, on their way to a request with cookies. */
  public record ParkedParameters(Map<String, String> parameters) {}

  /** The answer that a sign-in begins with. */
  public record CallbackReference(String answer) {}

  private final ShortLivedRecordStore store;
  private final SecretVault secrets;

  @Activate
  public FederatedLoginStore(
      @Reference ShortLivedRecordStore store, @Reference SecretVault secrets) {
    this.store = store;
    this.secrets = secrets;
  }

  /** A {@code state} that nobody guesses. */
  public String newState() {
    return secrets.newSecret();
  }

  /** Somebody leaves with this {@code state}. */
  public void storeLogin(TenantContext tenant, String state, FederatedLogin journey) {
    store.add(tenant, JOURNEY, state, journey, Instant.now().plus(AWAY));
  }

  /** Whose state that is; it stays as it is. */
  public Optional<FederatedLogin> find(TenantContext tenant, String state) {
    return found(tenant, JOURNEY, state, FederatedLogin.class);
  }

  /** Uses a state up: of several who come with it, one gets it. */
  public Optional<FederatedLogin> takeLogin(TenantContext tenant, String state) {
    return taken(tenant, JOURNEY, state, FederatedLogin.class);
  }

  /**
   * Keeps what came by a form, under its {@code state}: that of a form and no more.
   *
   * @return whether it is kept; not if something of the same state is
   */
  public boolean storeParameters(
      TenantContext tenant, String state, Map<String, String> parameters) {
    return store.add(
        tenant, PARKED, state, new ParkedParameters(parameters), Instant.now().plus(AWAY));
  }

  /** Takes it up again. */
  public Map<String, String> takeParameters(TenantContext tenant, String state) {
    return taken(tenant, PARKED, state, ParkedParameters.class)
        .map(ParkedParameters::parameters)
        .orElse(Map.of());
  }

  /** Keeps an answer; the key to it. */
  public String storeCallback(TenantContext tenant, ProviderCallback answer) {
    return kept(tenant, ANSWER, answer, BACK);
  }

  /** Uses an answer up. */
  public Optional<ProviderCallback> takeCallback(TenantContext tenant, String key) {
    return taken(tenant, ANSWER, key, ProviderCallback.class);
  }

  /** A sign-in begins with an answer. */
  public void storeReference(TenantContext tenant, String attempt, String answer) {
    store.add(tenant, ARRIVAL, attempt, new CallbackReference(answer), Instant.now().plus(BACK));
  }

  /** The key of the answer that a sign-in begins with. */
  public Optional<String> takeReference(TenantContext tenant, String attempt) {
    return taken(tenant, ARRIVAL, attempt, CallbackReference.class).map(CallbackReference::answer);
  }

  /** Keeps what came back to somebody's account; the key to it. */
  public String storeLinkCallback(TenantContext tenant, LinkCallback brought) {
    return kept(tenant, BROUGHT, brought, BACK);
  }

  /** Uses it up. */
  public Optional<LinkCallback> takeLinkCallback(TenantContext tenant, String key) {
    return taken(tenant, BROUGHT, key, LinkCallback.class);
  }

  /** Keeps an identity until its owner has said that it is to be linked; the key to it. */
  public String storePendingLink(TenantContext tenant, PendingIdentityLink addition) {
    return kept(tenant, ADDITION, addition, AWAY);
  }

  /** That identity; it stays as it is. */
  public Optional<PendingIdentityLink> findPendingLink(TenantContext tenant, String key) {
    return found(tenant, ADDITION, key, PendingIdentityLink.class);
  }

  /** The same, used up. */
  public Optional<PendingIdentityLink> takePendingLink(TenantContext tenant, String key) {
    return taken(tenant, ADDITION, key, PendingIdentityLink.class);
  }

  /** Keeps an identity that somebody has to sign in for; the key to it. */
  public String storeConflict(TenantContext tenant, AccountConflict contested) {
    return kept(tenant, CONTESTED, contested, AWAY);
  }

  /** That identity; it stays as it is. */
  public Optional<AccountConflict> findConflict(TenantContext tenant, String key) {
    return found(tenant, CONTESTED, key, AccountConflict.class);
  }

  /** The same, used up. */
  public Optional<AccountConflict> takeConflict(TenantContext tenant, String key) {
    return taken(tenant, CONTESTED, key, AccountConflict.class);
  }

  private String kept(TenantContext tenant, String kind, Object value, Duration how) {
    String key = secrets.newSecret();
    store.add(tenant, kind, key, value, Instant.now().plus(how));
    return key;
  }

  private <T> Optional<T> found(TenantContext tenant, String kind, String key, Class<T> type) {
    return sound(key)
        .flatMap(each -> store.find(tenant, kind, each, type))
        .map(ShortLivedRecord::value);
  }

  private <T> Optional<T> taken(TenantContext tenant, String kind, String key, Class<T> type) {
    return sound(key)
        .flatMap(each -> store.take(tenant, kind, each, type))
        .map(ShortLivedRecord::value);
  }

  private static Optional<String> sound(String key) {
    return Optional.ofNullable(key).filter(text -> !text.isEmpty() && text.length() <= MAX_KEY);
  }
}
