package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.JwtEncryptionService;

/**
 * How clients want the JWTs encrypted that they are sent: each kind has {@code
 * *_encrypted_response_alg} and {@code *_encrypted_response_enc} among the client's metadata. What
 * was to be encrypted is never sent in clear text.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata">OpenID
 *     Connect Registration section 2</a>
 * @see <a href="https://openid.net/specs/oauth-v2-jarm.html#section-3">JARM section 3</a>
 */
public final class ClientResponseEncryption {

  private static final String ALGORITHM = "_encrypted_response_alg";
  private static final String ENCODING = "_encrypted_response_enc";
  private static final String DEFAULT_ENCODING = "A128CBC-HS256";

  private final Optional<JwtEncryptionService> encryption;
  private final Optional<ClientKeyProvider> clientKeys;

  /**
   * To whom something is encrypted, and how.
   *
   * @param by what encrypts
   * @param key a public JWK
   * @param algorithm {@code alg}
   * @param encoding {@code enc}
   */
  public record EncryptionRecipient(
      JwtEncryptionService encryption, Map<String, Object> key, String algorithm, String encoding) {

    /**
     * A signed JWT as a nested one.
     *
     * @throws OAuthException {@code invalid_client_metadata} if key and algorithms do not fit
     */
    public String encryptJwt(String jwt) {
      try {
        return encryption.encrypt(jwt, key, algorithm, encoding);
      } catch (IllegalArgumentException e) {
        throw misfit();
      }
    }

    /**
     * Claims that are not signed.
     *
     * @param claims a JSON object
     * @throws OAuthException {@code invalid_client_metadata} if key and algorithms do not fit
     */
    public String encryptClaims(String claims) {
      try {
        return encryption.encryptClaims(claims, key, algorithm, encoding);
      } catch (IllegalArgumentException e) {
        throw misfit();
      }
    }

    private OAuthException misfit() {
      return misregistered("The client's key does not fit " + algorithm + " and " + encoding + ".");
    }
  }

  /**
   * @param encryption null if no module for it is installed
   * @param clientKeys null if no module for them is installed
   */
  public ClientResponseEncryption(JwtEncryptionService encryption, ClientKeyProvider clientKeys) {
    this.encryption = Optional.ofNullable(encryption);
    this.clientKeys = Optional.ofNullable(clientKeys);
  }

  /** Key management algorithms that there are now, and none if nothing can be encrypted. */
  public List<String> algorithms() {
    return offered(JwtEncryptionService::algorithms);
  }

  /** Content encryption algorithms that there are now. */
  public List<String> encodings() {
    return offered(JwtEncryptionService::encodings);
  }

  /**
   * Whether the client registered that a kind of JWT is encrypted.
   *
   * @param kind as {@code id_token}: the beginning of the metadata's names
   */
  public static boolean isRegistered(Client client, String kind) {
    return text(client, kind + ALGORITHM).isPresent();
  }

  /**
   * To whom a kind of JWT is encrypted.
   *
   * @param kind as {@code id_token}: the beginning of the metadata's names
   * @return empty if the client did not register that
   * @throws OAuthException {@code invalid_client_metadata} if it has no key for what it registered,
   *     503 {@code temporarily_unavailable} if nothing can be encrypted now
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
    JwtEncryptionService by = encryption.orElseThrow(ClientResponseEncryption::unavailable);
    ClientKeyProvider keys = clientKeys.orElseThrow(ClientResponseEncryption::unavailable);
    if (!by.encodings().contains(encoding)) {
      throw misregistered("There is no content encryption " + encoding + " here.");
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
        503, "temporarily_unavailable", "What this client is sent can't be encrypted now.");
  }
}
