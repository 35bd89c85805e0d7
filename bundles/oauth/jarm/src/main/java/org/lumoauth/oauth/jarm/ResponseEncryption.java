package org.lumoauth.oauth.jarm;

import java.util.List;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientEncryption;
import org.lumoauth.api.oauth.ClientKeys;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.JwtEncryption;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Encrypts responses to clients that registered that (JARM section 3). What was to be encrypted is
 * never sent in clear text.
 */
@Component(service = ResponseEncryption.class)
public final class ResponseEncryption {

  /** The beginning of the names of the client's metadata. */
  private static final String KIND = "authorization";

  /** No error of an authorization response (RFC 6749 section 4.1.2.1). */
  private static final String MISREGISTERED = "invalid_client_metadata";

  private final ClientEncryption encryption;

  /**
   * @param encryption null if no module for it is installed
   * @param clientKeys null if no module for them is installed
   */
  @Activate
  public ResponseEncryption(
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          JwtEncryption encryption,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          ClientKeys clientKeys) {
    this.encryption = new ClientEncryption(encryption, clientKeys);
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
   * @throws OAuthError {@code invalid_request} if it can't be encrypted as the client registered
   *     it, 503 {@code temporarily_unavailable} if nothing can be encrypted now
   */
  String encrypted(TenantContext tenant, Client client, String jwt) {
    try {
      return encryption.recipient(tenant, client, KIND).map(to -> to.nested(jwt)).orElse(jwt);
    } catch (OAuthError e) {
      throw e.code().equals(MISREGISTERED) ? OAuthError.invalidRequest(e.getMessage()) : e;
    }
  }
}
