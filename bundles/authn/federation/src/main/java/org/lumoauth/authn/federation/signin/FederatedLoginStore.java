/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores sign-ins in progress and callbacks. Entries are short-lived and can be used once. */
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

  /** Parameters of a cross-site form POST, stored until a request with cookies follows. */
  public record ParkedParameters(Map<String, String> parameters) {}

  /** The reference to the callback that starts a sign-in. */
  public record CallbackReference(String answer) {}

  private final ShortLivedRecordStore store;
  private final SecretProtectionService secrets;

  @Activate
  public FederatedLoginStore(
      @Reference ShortLivedRecordStore store, @Reference SecretProtectionService secrets) {
    this.store = store;
    this.secrets = secrets;
  }

  /** Returns a new unguessable {@code state}. */
  public String newState() {
    return secrets.newSecret();
  }

  /** Stores a sign-in under its {@code state}. */
  public void storeLogin(TenantContext tenant, String state, PendingFederatedLogin journey) {
    store.add(tenant, JOURNEY, state, journey, Instant.now().plus(AWAY));
  }

  /** Returns the sign-in of a state without consuming it. */
  public Optional<PendingFederatedLogin> find(TenantContext tenant, String state) {
    return found(tenant, JOURNEY, state, PendingFederatedLogin.class);
  }

  /** Consumes a state. Only one of several concurrent calls gets the sign-in. */
  public Optional<PendingFederatedLogin> takeLogin(TenantContext tenant, String state) {
    return taken(tenant, JOURNEY, state, PendingFederatedLogin.class);
  }

  /**
   * Stores the parameters of a form POST under their {@code state}.
   *
   * @return whether they were stored; false if the state already has parameters
   */
  public boolean storeParameters(
      TenantContext tenant, String state, Map<String, String> parameters) {
    return store.add(
        tenant, PARKED, state, new ParkedParameters(parameters), Instant.now().plus(AWAY));
  }

  /** Consumes the stored parameters. */
  public Map<String, String> takeParameters(TenantContext tenant, String state) {
    return taken(tenant, PARKED, state, ParkedParameters.class)
        .map(ParkedParameters::parameters)
        .orElse(Map.of());
  }

  /** Stores a callback and returns its key. */
  public String storeCallback(TenantContext tenant, ProviderCallback answer) {
    return kept(tenant, ANSWER, answer, BACK);
  }

  /** Consumes a callback. */
  public Optional<ProviderCallback> takeCallback(TenantContext tenant, String key) {
    return taken(tenant, ANSWER, key, ProviderCallback.class);
  }

  /** Stores the callback with which a sign-in starts. */
  public void storeReference(TenantContext tenant, String attempt, String answer) {
    store.add(tenant, ARRIVAL, attempt, new CallbackReference(answer), Instant.now().plus(BACK));
  }

  /** Consumes the key of the callback with which a sign-in starts. */
  public Optional<String> takeReference(TenantContext tenant, String attempt) {
    return taken(tenant, ARRIVAL, attempt, CallbackReference.class).map(CallbackReference::answer);
  }

  /** Stores the callback of an account link and returns its key. */
  public String storeLinkCallback(TenantContext tenant, IdentityLinkCallback brought) {
    return kept(tenant, BROUGHT, brought, BACK);
  }

  /** Consumes the callback of an account link. */
  public Optional<IdentityLinkCallback> takeLinkCallback(TenantContext tenant, String key) {
    return taken(tenant, BROUGHT, key, IdentityLinkCallback.class);
  }

  /** Stores an identity until the user confirms the link, and returns its key. */
  public String storePendingLink(TenantContext tenant, PendingIdentityLink addition) {
    return kept(tenant, ADDITION, addition, AWAY);
  }

  /** Returns the identity without consuming it. */
  public Optional<PendingIdentityLink> findPendingLink(TenantContext tenant, String key) {
    return found(tenant, ADDITION, key, PendingIdentityLink.class);
  }

  /** Consumes the identity. */
  public Optional<PendingIdentityLink> takePendingLink(TenantContext tenant, String key) {
    return taken(tenant, ADDITION, key, PendingIdentityLink.class);
  }

  /** Stores an identity until the user signs in, and returns its key. */
  public String storeConflict(TenantContext tenant, FederatedAccountConflict contested) {
    return kept(tenant, CONTESTED, contested, AWAY);
  }

  /** Returns the identity without consuming it. */
  public Optional<FederatedAccountConflict> findConflict(TenantContext tenant, String key) {
    return found(tenant, CONTESTED, key, FederatedAccountConflict.class);
  }

  /** Consumes the identity. */
  public Optional<FederatedAccountConflict> takeConflict(TenantContext tenant, String key) {
    return taken(tenant, CONTESTED, key, FederatedAccountConflict.class);
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
