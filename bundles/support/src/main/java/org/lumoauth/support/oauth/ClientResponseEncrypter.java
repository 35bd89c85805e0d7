/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.oauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.JwtEncryptionService;

/**
 * Encrypts JWTs for clients according to their metadata: each kind of JWT has {@code
 * *_encrypted_response_alg} and {@code *_encrypted_response_enc}. A JWT that must be encrypted is
 * never sent in clear text.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata">OpenID
 *     Connect Registration section 2</a>
 * @see <a href="https://openid.net/specs/oauth-v2-jarm.html#section-3">JARM section 3</a>
 */
public final class ClientResponseEncrypter {

  private static final String ALGORITHM = "_encrypted_response_alg";
  private static final String ENCODING = "_encrypted_response_enc";
  private static final String DEFAULT_ENCODING = "A128CBC-HS256";

  private final Optional<JwtEncryptionService> encryption;
  private final Optional<ClientKeyProvider> clientKeys;

  /**
   * The recipient of an encrypted JWT.
   *
   * @param encryption the service that encrypts
   * @param key a public JWK
   * @param algorithm {@code alg}
   * @param encoding {@code enc}
   */
  public record EncryptionRecipient(
      JwtEncryptionService encryption, Map<String, Object> key, String algorithm, String encoding) {

    /**
     * Encrypts a signed JWT as a nested JWT.
     *
     * @throws OAuthException {@code invalid_client_metadata} if key and algorithms do not match
     */
    public String encryptJwt(String jwt) {
      try {
        return encryption.encrypt(jwt, key, algorithm, encoding);
      } catch (IllegalArgumentException e) {
        throw misfit();
      }
    }

    /**
     * Encrypts unsigned claims.
     *
     * @param claims a JSON object
     * @throws OAuthException {@code invalid_client_metadata} if key and algorithms do not match
     */
    public String encryptClaims(String claims) {
      try {
        return encryption.encryptClaims(claims, key, algorithm, encoding);
      } catch (IllegalArgumentException e) {
        throw misfit();
      }
    }

    private OAuthException misfit() {
      return misregistered(
          "The client's key cannot be used with " + algorithm + " and " + encoding + ".");
    }
  }

  /**
   * @param encryption null if no module for encryption is installed
   * @param clientKeys null if no module for client keys is installed
   */
  public ClientResponseEncrypter(
      @Nullable JwtEncryptionService encryption, @Nullable ClientKeyProvider clientKeys) {
    this.encryption = Optional.ofNullable(encryption);
    this.clientKeys = Optional.ofNullable(clientKeys);
  }

  /** Returns the available key management algorithms; empty if encryption is unavailable. */
  public List<String> algorithms() {
    return offered(JwtEncryptionService::algorithms);
  }

  /** Returns the available content encryption algorithms. */
  public List<String> encodings() {
    return offered(JwtEncryptionService::encodings);
  }

  /**
   * Returns whether the client registered encryption for a kind of JWT.
   *
   * @param kind the prefix of the metadata names, such as {@code id_token}
   */
  public static boolean isRegistered(Client client, String kind) {
    return text(client, kind + ALGORITHM).isPresent();
  }

  /**
   * Returns the recipient for a kind of JWT.
   *
   * @param kind the prefix of the metadata names, such as {@code id_token}
   * @return empty if the client did not register encryption for it
   * @throws OAuthException {@code invalid_client_metadata} if it has no key for its registered
   *     algorithm, 503 {@code temporarily_unavailable} if encryption is unavailable now
   */
  public Optional<EncryptionRecipient> findRecipient(
      TenantContext tenant, Client client, String kind) {
    return text(client, kind + ALGORITHM)
        .map(
            algorithm ->
                findRecipient(
                    tenant,
                    client,
                    algorithm,
                    text(client, kind + ENCODING).orElse(DEFAULT_ENCODING)));
  }

  private EncryptionRecipient findRecipient(
      TenantContext tenant, Client client, String algorithm, String encoding) {
    JwtEncryptionService by = encryption.orElseThrow(ClientResponseEncrypter::unavailable);
    ClientKeyProvider keys = clientKeys.orElseThrow(ClientResponseEncrypter::unavailable);
    if (!by.encodings().contains(encoding)) {
      throw misregistered("The content encryption algorithm " + encoding + " is not supported.");
    }
    return by.keyFor(keys.find(tenant, client, Optional.empty()), algorithm)
        .map(key -> new EncryptionRecipient(by, key, algorithm, encoding))
        .orElseThrow(() -> misregistered("The client has no key for " + algorithm + "."));
  }

  private List<String> offered(Function<JwtEncryptionService, Set<String>> what) {
    return encryption
        .filter(any -> clientKeys.isPresent())
        .map(by -> what.apply(by).stream().sorted().toList())
        .orElse(List.of());
  }

  private static Optional<String> text(Client client, String name) {
    return client.metadata().get(name) instanceof String value && !value.isEmpty()
        ? Optional.of(value)
        : Optional.empty();
  }

  private static OAuthException misregistered(String description) {
    return new OAuthException(400, "invalid_client_metadata", description);
  }

  private static OAuthException unavailable() {
    return new OAuthException(
        503,
        "temporarily_unavailable",
        "The response for this client cannot be encrypted now. Try again later.");
  }
}
