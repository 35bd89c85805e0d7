/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores consent requests, and the codes issued for consents. Each request is decided only once.
 */
@Component(service = AAuthConsentRequestStore.class)
public final class AAuthConsentRequestStore {

  /** How long a user can decide. */
  public static final Duration LIFETIME = Duration.ofSeconds(600);

  private static final String REQUEST = "aauth-request";
  private static final String CODE = "aauth-code";
  private static final Duration CODE_LIFETIME = Duration.ofSeconds(60);
  private static final Duration REMEMBERED = Duration.ofSeconds(900);

  private final ShortLivedRecordStore store;
  private final SecretProtectionService vault;

  @Activate
  public AAuthConsentRequestStore(
      @Reference ShortLivedRecordStore store, @Reference SecretProtectionService vault) {
    this.store = store;
    this.vault = vault;
  }

  /**
   * A user's consent to a request.
   *
   * @param request the request
   * @param requestToken the token by which the agent knows the request
   * @param userId the user
   * @param grantId the recorded consent
   * @param expiresAt when the code expires
   * @param redeemed whether the code was redeemed
   */
  public record ConsentApproval(
      PendingConsentRequest request,
      String requestToken,
      String userId,
      String grantId,
      Instant expiresAt,
      boolean redeemed) {
    @Override
    public String toString() {
      return "Answer[" + grantId + "]";
    }
  }

  /** Stores a request and returns the secret that identifies it. */
  String add(TenantContext tenant, PendingConsentRequest request) {
    String token = "aauth_req_" + vault.newSecret();
    store.add(tenant, REQUEST, token, request, request.expiresAt());
    return token;
  }

  /** Returns the request if it is still undecided. */
  public Optional<PendingConsentRequest> find(TenantContext tenant, String token) {
    return store
        .find(tenant, REQUEST, token, PendingConsentRequest.class)
        .map(entry -> entry.value());
  }

  /** Removes a request to decide it; of several concurrent decisions, exactly one succeeds. */
  public Optional<PendingConsentRequest> take(TenantContext tenant, String token) {
    return store
        .take(tenant, REQUEST, token, PendingConsentRequest.class)
        .map(entry -> entry.value());
  }

  /** Stores a consent and returns the code for it. */
  public String issueCode(
      TenantContext tenant,
      PendingConsentRequest request,
      String token,
      String userId,
      String grantId) {
    String code = "aauth_code_" + vault.newSecret();
    Instant now = Instant.now();
    var answer =
        new ConsentApproval(request, token, userId, grantId, now.plus(CODE_LIFETIME), false);
    store.add(tenant, CODE, code, answer, now.plus(REMEMBERED));
    return code;
  }

  /** Returns the consent of a code, redeemed or not. */
  Optional<ShortLivedRecordStore.ShortLivedRecord<ConsentApproval>> findApproval(
      TenantContext tenant, String code) {
    return store.find(tenant, CODE, code, ConsentApproval.class);
  }

  /** Marks a code as redeemed; of several concurrent calls, exactly one returns true. */
  boolean redeem(
      TenantContext tenant, ShortLivedRecordStore.ShortLivedRecord<ConsentApproval> entry) {
    ConsentApproval was = entry.value();
    var redeemed =
        new ConsentApproval(
            was.request(), was.requestToken(), was.userId(), was.grantId(), was.expiresAt(), true);
    return store.replace(tenant, entry, redeemed, Instant.now().plus(REMEMBERED));
  }
}
