/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jarm;

import java.util.List;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.JwtEncryptionService;
import org.lumoauth.support.oauth.ClientResponseEncrypter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Encrypts responses for clients that registered encryption (JARM section 3). If encryption fails,
 * the response is never sent unencrypted.
 */
@Component(service = AuthorizationResponseEncrypter.class)
public final class AuthorizationResponseEncrypter {

  /** The prefix of the client metadata members. */
  private static final String KIND = "authorization";

  /** Not an error code of an authorization response (RFC 6749 section 4.1.2.1). */
  private static final String MISREGISTERED = "invalid_client_metadata";

  private final ClientResponseEncrypter encryption;

  /**
   * Creates the encrypter.
   *
   * @param encryption null if no encryption module is installed
   * @param clientKeys null if no client key module is installed
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
    this.encryption = new ClientResponseEncrypter(encryption, clientKeys);
  }

  /** Returns the supported key management algorithms; empty if encryption is not available. */
  List<String> algorithms() {
    return encryption.algorithms();
  }

  /** Returns the supported content encryption algorithms. */
  List<String> encodings() {
    return encryption.encodings();
  }

  /**
   * Returns the encrypted response if the client registered encryption, otherwise the input.
   *
   * @throws OAuthException {@code invalid_request} if the response cannot be encrypted as
   *     registered, 503 {@code temporarily_unavailable} if encryption is currently not possible
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
