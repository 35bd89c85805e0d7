package org.lumoauth.oauth.openid.token;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.oauth.Client;
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
 * Signs JWTs for clients, and encrypts them where a client registered that (OpenID Connect Core
 * section 10). What was to be encrypted is never sent in clear text.
 */
@Component(service = ClientJwts.class)
public final class ClientJwts {

  private static final String DEFAULT_ENCODING = "A128CBC-HS256";

  private final SigningKeys keys;
  private final Optional<JwtEncryption> encryption;
  private final Optional<ClientKeys> clientKeys;

  /**
   * @param encryption null if no module for it is installed
   * @param clientKeys null if no module for them is installed
   */
  @Activate
  public ClientJwts(
      @Reference SigningKeys keys,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          JwtEncryption encryption,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          ClientKeys clientKeys) {
    this.keys = keys;
    this.encryption = Optional.ofNullable(encryption);
    this.clientKeys = Optional.ofNullable(clientKeys);
  }

  /** Key management algorithms that there are now, and none if nothing can be encrypted. */
  public List<String> encryptionAlgorithms() {
    return encryption
        .filter(any -> clientKeys.isPresent())
        .map(by -> by.algorithms().stream().sorted().toList())
        .orElse(List.of());
  }

  /** Content encryption algorithms that there are now. */
  public List<String> encryptionEncodings() {
    return encryption
        .filter(any -> clientKeys.isPresent())
        .map(by -> by.encodings().stream().sorted().toList())
        .orElse(List.of());
  }

  /**
   * The algorithm that the client registered for a kind of JWT.
   *
   * @param kind as {@code id_token}: the beginning of the metadata's names
   * @param otherwise the name to go by if it registered none
   * @throws OAuthError {@code invalid_client_metadata} if there is no such algorithm here
   */
  Algorithm algorithm(Client client, String kind, String otherwise) {
    String name = text(client, kind + "_signed_response_alg").orElse(otherwise);
    return SignatureAlgorithms.named(name)
        .orElseThrow(() -> misregistered("There is no signature algorithm " + name + " here."));
  }

  /**
   * Makes a JWT.
   *
   * @param type {@code typ}, so that it is not taken for another kind; empty for none
   */
  public String make(
      TenantContext tenant,
      Client client,
      String kind,
      Optional<String> type,
      Algorithm algorithm,
      Map<String, Object> claims) {
    Map<String, Object> header = type.map(of -> Map.<String, Object>of("typ", of)).orElse(Map.of());
    String jwt = keys.sign(tenant, algorithm, header, JSONObjectUtils.toJSONString(claims));
    return text(client, kind + "_encrypted_response_alg")
        .map(by -> encrypted(tenant, client, kind, by, jwt))
        .orElse(jwt);
  }

  /** Whether the client registered anything for this kind of JWT. */
  public boolean registered(Client client, String kind) {
    return text(client, kind + "_signed_response_alg").isPresent()
        || text(client, kind + "_encrypted_response_alg").isPresent();
  }

  /** As {@link #make}, by the algorithm that the client registered. */
  public String make(
      TenantContext tenant,
      Client client,
      String kind,
      String otherwise,
      Map<String, Object> claims) {
    Algorithm algorithm = algorithm(client, kind, otherwise);
    return make(tenant, client, kind, Optional.empty(), algorithm, claims);
  }

  private String encrypted(
      TenantContext tenant, Client client, String kind, String algorithm, String jwt) {
    String encoding =
        text(client, kind + "_encrypted_response_enc").orElse(DEFAULT_ENCODING); // Registration 2
    JwtEncryption by = encryption.orElseThrow(ClientJwts::unavailable);
    Map<String, Object> key =
        clientKeys
            .orElseThrow(ClientJwts::unavailable)
            .find(tenant, client, Optional.empty())
            .stream()
            .filter(jwk -> fits(jwk, algorithm))
            .findFirst()
            .orElseThrow(() -> misregistered("The client has no key for " + algorithm + "."));
    try {
      return by.encrypt(jwt, key, algorithm, encoding);
    } catch (IllegalArgumentException e) {
      throw misregistered("The client's key does not fit " + algorithm + " and " + encoding + ".");
    }
  }

  /** RFC 7517 sections 4.1, 4.2 and 4.4. */
  private static boolean fits(Map<String, Object> jwk, String algorithm) {
    boolean rsa = algorithm.startsWith("RSA");
    return "RSA".equals(jwk.get("kty")) == rsa
        && "enc".equals(jwk.getOrDefault("use", "enc"))
        && algorithm.equals(jwk.getOrDefault("alg", algorithm));
  }

  private static Optional<String> text(Client client, String name) {
    return client.metadata().get(name) instanceof String value && !value.isEmpty()
        ? Optional.of(value)
        : Optional.empty();
  }

  private static OAuthError misregistered(String description) {
    return new OAuthError(400, "invalid_client_metadata", description);
  }

  private static OAuthError unavailable() {
    return new OAuthError(
        503, "temporarily_unavailable", "What this client is sent can't be encrypted now.");
  }
}
