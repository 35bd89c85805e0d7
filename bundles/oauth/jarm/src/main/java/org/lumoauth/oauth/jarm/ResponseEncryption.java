package org.lumoauth.oauth.jarm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Encrypts responses to clients that registered that (JARM section 3). What was to be encrypted is
 * never sent in clear text.
 */
@Component(service = ResponseEncryption.class)
public final class ResponseEncryption {

  private static final String ALGORITHM = "authorization_encrypted_response_alg";
  private static final String ENCODING = "authorization_encrypted_response_enc";
  private static final String DEFAULT_ENCODING = "A128CBC-HS256";

  private final Optional<JwtEncryption> encryption;
  private final Optional<ClientKeys> clientKeys;

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
    this.encryption = Optional.ofNullable(encryption);
    this.clientKeys = Optional.ofNullable(clientKeys);
  }

  /** Key management algorithms that there are now, and none if nothing can be encrypted. */
  List<String> algorithms() {
    return encryption
        .filter(any -> clientKeys.isPresent())
        .map(by -> by.algorithms().stream().sorted().toList())
        .orElse(List.of());
  }

  /** Content encryption algorithms that there are now. */
  List<String> encodings() {
    return encryption
        .filter(any -> clientKeys.isPresent())
        .map(by -> by.encodings().stream().sorted().toList())
        .orElse(List.of());
  }

  /** The response as the client wants it: encrypted, or as it is. */
  String encrypted(TenantContext tenant, Client client, String jwt) {
    return text(client, ALGORITHM)
        .map(algorithm -> encrypted(tenant, client, algorithm, jwt))
        .orElse(jwt);
  }

  private String encrypted(TenantContext tenant, Client client, String algorithm, String jwt) {
    JwtEncryption by = encryption.orElseThrow(ResponseEncryption::unavailable);
    Map<String, Object> key =
        by.keyFor(
                clientKeys
                    .orElseThrow(ResponseEncryption::unavailable)
                    .find(tenant, client, Optional.empty()),
                algorithm)
            .orElseThrow(() -> misregistered("The client has no key for " + algorithm + "."));
    try {
      return by.encrypt(jwt, key, algorithm, text(client, ENCODING).orElse(DEFAULT_ENCODING));
    } catch (IllegalArgumentException e) {
      throw misregistered("The client's key does not fit what it registered.");
    }
  }

  private static Optional<String> text(Client client, String name) {
    return client.metadata().get(name) instanceof String value && !value.isEmpty()
        ? Optional.of(value)
        : Optional.empty();
  }

  private static OAuthError misregistered(String description) {
    return OAuthError.invalidRequest(description);
  }

  private static OAuthError unavailable() {
    return new OAuthError(
        503, "temporarily_unavailable", "What this client is sent can't be encrypted now.");
  }
}
