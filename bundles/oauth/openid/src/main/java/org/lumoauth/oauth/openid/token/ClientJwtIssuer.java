/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
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
 * Signs JWTs for clients, and encrypts them if the client registered encryption (OpenID Connect
 * Core section 10). If encryption fails, the JWT is never sent unencrypted.
 */
@Component(service = ClientJwtIssuer.class)
public final class ClientJwtIssuer {

  private static final String SIGNED = "_signed_response_alg";

  private final SigningKeyService keys;
  private final ClientResponseEncrypter encryption;

  /**
   * Creates the issuer.
   *
   * @param encryption null if no encryption module is installed
   * @param clientKeys null if no client key module is installed
   */
  @Activate
  public ClientJwtIssuer(
      @Reference SigningKeyService keys,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          JwtEncryptionService encryption,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          ClientKeyProvider clientKeys) {
    this(keys, new ClientResponseEncrypter(encryption, clientKeys));
  }

  public ClientJwtIssuer(SigningKeyService keys, ClientResponseEncrypter encryption) {
    this.keys = keys;
    this.encryption = encryption;
  }

  /** Returns the supported key management algorithms; empty if encryption is not available. */
  public List<String> encryptionAlgorithms() {
    return encryption.algorithms();
  }

  /** Returns the supported content encryption algorithms. */
  public List<String> encryptionEncodings() {
    return encryption.encodings();
  }

  /**
   * Returns the signature algorithm that the client registered for a kind of JWT.
   *
   * @param kind the prefix of the metadata members, for example {@code id_token}
   * @param otherwise the default if none is registered
   * @throws OAuthException {@code invalid_client_metadata} if the algorithm is not supported
   */
  SigningAlgorithm algorithm(Client client, String kind, String otherwise) {
    String name = signed(client, kind).orElse(otherwise);
    return ClientTokenSigningAlgorithms.named(name).orElseThrow(() -> missing(name));
  }

  /**
   * Checks that {@link #make} can issue the JWT.
   *
   * @throws OAuthException {@code invalid_client_metadata} or {@code temporarily_unavailable}
   */
  void requirePossible(TenantContext tenant, Client client, String kind, String otherwise) {
    algorithm(client, kind, otherwise);
    encryption.findRecipient(tenant, client, kind);
  }

  /**
   * Issues a JWT.
   *
   * @param type the {@code typ} that distinguishes it from other JWTs; empty for none
   */
  public String make(
      TenantContext tenant,
      Client client,
      String kind,
      Optional<String> type,
      SigningAlgorithm algorithm,
      Map<String, Object> claims) {
    Map<String, Object> header = type.map(of -> Map.<String, Object>of("typ", of)).orElse(Map.of());
    String jwt = keys.sign(tenant, algorithm, header, JSONObjectUtils.toJSONString(claims));
    return encryption.findRecipient(tenant, client, kind).map(to -> to.encryptJwt(jwt)).orElse(jwt);
  }

  /** Returns whether the client registered an algorithm for this kind of JWT. */
  public boolean hasRegisteredAlgorithm(Client client, String kind) {
    return signed(client, kind).isPresent() || ClientResponseEncrypter.isRegistered(client, kind);
  }

  /**
   * Returns the name of the signature algorithm of a client's ID tokens.
   *
   * @param otherwise the default if none is registered
   */
  public String ofIdTokens(Client client, String otherwise) {
    return signed(client, IdTokenContributor.KIND).orElse(otherwise);
  }

  /**
   * Issues a JWT as the client registered it. If the client registered only encryption, the claims
   * are encrypted without a signature.
   */
  public String make(
      TenantContext tenant,
      Client client,
      String kind,
      String otherwise,
      Map<String, Object> claims) {
    Optional<ClientResponseEncrypter.EncryptionRecipient> recipient =
        encryption.findRecipient(tenant, client, kind);
    if (recipient.isPresent() && signed(client, kind).isEmpty()) {
      return recipient.get().encryptClaims(JSONObjectUtils.toJSONString(claims));
    }
    SigningAlgorithm algorithm = algorithm(client, kind, otherwise);
    return make(tenant, client, kind, Optional.empty(), algorithm, claims);
  }

  /** Returns the name of the registered signature algorithm. */
  private static Optional<String> signed(Client client, String kind) {
    return client.metadata().get(kind + SIGNED) instanceof String name && !name.isEmpty()
        ? Optional.of(name)
        : Optional.empty();
  }

  private static OAuthException missing(String name) {
    return new OAuthException(
        400,
        "invalid_client_metadata",
        "The signature algorithm " + name + " that the client registered is not supported.");
  }
}
