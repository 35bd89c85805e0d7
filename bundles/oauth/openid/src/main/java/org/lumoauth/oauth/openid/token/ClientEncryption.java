package org.lumoauth.oauth.openid.token;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

/** Knows how clients want JWTs encrypted (OpenID Connect Registration section 2). */
@Component(service = ClientEncryption.class)
public final class ClientEncryption {

  private static final String DEFAULT_ENCODING = "A128CBC-HS256";

  private final Optional<JwtEncryption> encryption;
  private final Optional<ClientKeys> clientKeys;

  /**
   * @param encryption null if no module for it is installed
   * @param clientKeys null if no module for them is installed
   */
  @Activate
  public ClientEncryption(
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          JwtEncryption encryption,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          ClientKeys clientKeys) {
    this.encryption = Optional.ofNullable(encryption);
    this.clientKeys = Optional.ofNullable(clientKeys);
  }

  /** Key management algorithms that there are now, and none if nothing can be encrypted. */
  List<String> algorithms() {
    return offered(JwtEncryption::algorithms);
  }

  /** Content encryption algorithms that there are now. */
  List<String> encodings() {
    return offered(JwtEncryption::encodings);
  }

  /**
   * To whom a kind of JWT is encrypted.
   *
   * @param kind as {@code id_token}: the beginning of the metadata's names
   * @return empty if the client did not register that
   * @throws OAuthError {@code invalid_client_metadata} if it has no key for what it registered, 503
   *     {@code temporarily_unavailable} if nothing can be encrypted now
   */
  Optional<Recipient> recipient(TenantContext tenant, Client client, String kind) {
    return text(client, kind + "_encrypted_response_alg")
        .map(
            algorithm ->
                recipient(
                    tenant,
                    client,
                    algorithm,
                    text(client, kind + "_encrypted_response_enc").orElse(DEFAULT_ENCODING)));
  }

  private Recipient recipient(
      TenantContext tenant, Client client, String algorithm, String encoding) {
    JwtEncryption by = encryption.orElseThrow(ClientEncryption::unavailable);
    ClientKeys keys = clientKeys.orElseThrow(ClientEncryption::unavailable);
    if (!by.encodings().contains(encoding)) {
      throw misregistered("There is no content encryption " + encoding + " here.");
    }
    return by.keyFor(keys.find(tenant, client, Optional.empty()), algorithm)
        .map(key -> new Recipient(by, key, algorithm, encoding))
        .orElseThrow(() -> misregistered("The client has no key for " + algorithm + "."));
  }

  private List<String> offered(Function<JwtEncryption, Set<String>> what) {
    return encryption
        .filter(any -> clientKeys.isPresent())
        .map(by -> what.apply(by).stream().sorted().toList())
        .orElse(List.of());
  }

  static Optional<String> text(Client client, String name) {
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
