package org.lumoauth.oauth.jarm;

import java.util.List;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientKeyProvider;
import org.lumoauth.api.oauth.ClientResponseEncryption;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.JwtEncryptionService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Encrypts responses to clients that registered that (JARM section 3). What was to be encrypted is
 * never sent in clear text.
 */
@Component(service = AuthorizationResponseEncrypter.class)
public final class AuthorizationResponseEncrypter {

  /** The beginning of the names of the client's metadata. */
  private static final String KIND = "authorization";

  /** No error of an authorization response (RFC 6749 section 4.1.2.1). */
  private static final String MISREGISTERED = "invalid_client_metadata";

  private final ClientResponseEncryption encryption;

  /**
   * @param encryption null if no module for it is installed
   * @param clientKeys null if no module for them is installed
   */
  @Activate
  public AuthorizationResponseEncrypter(
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          JwtEncryptionService encryption,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          ClientKeyProvider clientKeys) {
    this.encryption = new ClientResponseEncryption(encryption, clientKeys);
  }

  /** Key management algorithms that there are now, and none if nothing can be encrypted. */
  List<String> algorithms() {
    return encryption.algorithms();
  }

  /** Content encryption algorithms that there are now. */
  List<String> encodings() {
    return encryption.encodings();
  }

  /**
   * The response as the client wants it: encrypted, or as it is.
   *
   * @throws OAuthException {@code invalid_request} if it can't be encrypted as the client
   *     registered it, 503 {@code temporarily_unavailable} if nothing can be encrypted now
   */
  String encryptIfRegistered(TenantContext tenant, Client client, String jwt) {
    try {
      return encryption
          .findRecipient(tenant, client, KIND)
          .map(to -> to.encryptJwt(jwt))
          .orElse(jwt);
    } catch (OAuthException e) {
      throw e.code().equals(MISREGISTERED) ? OAuthException.invalidRequest(e.getMessage()) : e;
    }
  }
}
