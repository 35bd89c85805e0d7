package org.lumoauth.agents.aauth.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Requests that wait for a person, and the codes that stand for a yes. Each is answered once. */
@Component(service = PendingConsentRequestStore.class)
public final class PendingConsentRequestStore {

  /** How long a person has. */
  public static final Duration LIFETIME = Duration.ofSeconds(600);

  private static final String REQUEST = "aauth-request";
  private static final String CODE = "aauth-code";
  private static final Duration CODE_LIFETIME = Duration.ofSeconds(60);
  private static final Duration REMEMBERED = Duration.ofSeconds(900);

  private final ShortLivedRecordStore store;
  private final SecretVault vault;

  @Activate
  public PendingConsentRequestStore(
      @Reference ShortLivedRecordStore store, @Reference SecretVault vault) {
    this.store = store;
    this.vault = vault;
  }

  /**
   * A yes.
   *
   * @param request to what
   * @param requestToken by which the agent knew it
   * @param userId whose
   * @param grantId the consent
   * @param expiresAt until when the code can be redeemed
   * @param redeemed whether it was
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

  /** Keeps a request and returns the secret that stands for it. */
  String add(TenantContext tenant, PendingConsentRequest request) {
    String token = "aauth_req_" + vault.newSecret();
    store.add(tenant, REQUEST, token, request, request.expiresAt());
    return token;
  }

  /** The request, while nobody answered it. */
  public Optional<PendingConsentRequest> find(TenantContext tenant, String token) {
    return store
        .find(tenant, REQUEST, token, PendingConsentRequest.class)
        .map(entry -> entry.value());
  }

  /** Takes a request to answer it; of several who answer at once, exactly one gets it. */
  public Optional<PendingConsentRequest> take(TenantContext tenant, String token) {
    return store
        .take(tenant, REQUEST, token, PendingConsentRequest.class)
        .map(entry -> entry.value());
  }

  /** Keeps a yes and returns the code for it. */
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

  /** What a code stands for, redeemed or not. */
  Optional<ShortLivedRecordStore.ShortLivedRecord<ConsentApproval>> findApproval(
      TenantContext tenant, String code) {
    return store.find(tenant, CODE, code, ConsentApproval.class);
  }

  /** Marks a code as redeemed; of several who do at once, exactly one gets true. */
  boolean redeem(
      TenantContext tenant, ShortLivedRecordStore.ShortLivedRecord<ConsentApproval> entry) {
    ConsentApproval was = entry.value();
    var redeemed =
        new ConsentApproval(
            was.request(), was.requestToken(), was.userId(), was.grantId(), was.expiresAt(), true);
    return store.replace(tenant, entry, redeemed, Instant.now().plus(REMEMBERED));
  }
}
