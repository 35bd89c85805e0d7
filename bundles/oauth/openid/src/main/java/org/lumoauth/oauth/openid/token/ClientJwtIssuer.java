package org.lumoauth.oauth.openid.token;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
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
 * Signs JWTs for clients, and encrypts them where a client registered that (OpenID Connect Core
 * section 10). What was to be encrypted is never sent in clear text.
 */
@Component(service = ClientJwtIssuer.class)
public final class ClientJwtIssuer {

  private static final String SIGNED = "_signed_response_alg";

  private final SigningKeyService keys;
  private final ClientResponseEncryption encryption;

  /**
   * @param encryption null if no module for it is installed
   * @param clientKeys null if no module for them is installed
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
    this(keys, new ClientResponseEncryption(encryption, clientKeys));
  }

  public ClientJwtIssuer(SigningKeyService keys, ClientResponseEncryption encryption) {
    this.keys = keys;
    this.encryption = encryption;
  }

  /** Key management algorithms that there are now, and none if nothing can be encrypted. */
  public List<String> encryptionAlgorithms() {
    return encryption.algorithms();
  }

  /** Content encryption algorithms that there are now. */
  public List<String> encryptionEncodings() {
    return encryption.encodings();
  }

  /**
   * The algorithm that the client registered for a kind of JWT.
   *
   * @param kind as {@code id_token}: the beginning of the metadata's names
   * @param otherwise the name to go by if it registered none
   * @throws OAuthException {@code invalid_client_metadata} if there is no such algorithm here
   */
  SigningAlgorithm algorithm(Client client, String kind, String otherwise) {
    String name = signed(client, kind).orElse(otherwise);
    return ClientSignatureAlgorithms.named(name).orElseThrow(() -> missing(name));
  }

  /**
   * Refuses what {@link #make} would refuse.
   *
   * @throws OAuthException {@code invalid_client_metadata} or {@code temporarily_unavailable}
   */
  void requirePossible(TenantContext tenant, Client client, String kind, String otherwise) {
    algorithm(client, kind, otherwise);
    encryption.findRecipient(tenant, client, kind);
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
      SigningAlgorithm algorithm,
      Map<String, Object> claims) {
    Map<String, Object> header = type.map(of -> Map.<String, Object>of("typ", of)).orElse(Map.of());
    String jwt = keys.sign(tenant, algorithm, header, JSONObjectUtils.toJSONString(claims));
    return encryption.findRecipient(tenant, client, kind).map(to -> to.encryptJwt(jwt)).orElse(jwt);
  }

  /** Whether the client registered anything for this kind of JWT. */
  public boolean hasRegisteredAlgorithm(Client client, String kind) {
    return signed(client, kind).isPresent() || ClientResponseEncryption.isRegistered(client, kind);
  }

  /**
   * The name of the algorithm by which a client's ID tokens are signed.
   *
   * @param otherwise the name to go by if it registered none
   */
  public String ofIdTokens(Client client, String otherwise) {
    return signed(client, IdTokenContributor.KIND).orElse(otherwise);
  }

  /**
   * As {@link #make}, as the client registered it: of one that registered encryption alone it is
   * not signed, and what is encrypted is the claims.
   */
  public String make(
      TenantContext tenant,
      Client client,
      String kind,
      String otherwise,
      Map<String, Object> claims) {
    Optional<ClientResponseEncryption.EncryptionRecipient> recipient =
        encryption.findRecipient(tenant, client, kind);
    if (recipient.isPresent() && signed(client, kind).isEmpty()) {
      return recipient.get().encryptClaims(JSONObjectUtils.toJSONString(claims));
    }
    SigningAlgorithm algorithm = algorithm(client, kind, otherwise);
    return make(tenant, client, kind, Optional.empty(), algorithm, claims);
  }

  /** The name of the algorithm that the client registered. */
  private static Optional<String> signed(Client client, String kind) {
    return client.metadata().get(kind + SIGNED) instanceof String name && !name.isEmpty()
        ? Optional.of(name)
        : Optional.empty();
  }

  private static OAuthException missing(String name) {
    return new OAuthException(
        400, "invalid_client_metadata", "There is no signature algorithm " + name + " here.");
  }
}
