/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.signature;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantCache;
import org.lumoauth.agents.aauth.registration.ParticipantKeyResolver;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.token.AAuthAgentTokenService;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException;
import org.lumoauth.platform.httpsignatures.SignatureKeyField;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Verifies the signer of a request and rejects disabled participants. */
@Component(service = AAuthSignerAuthenticator.class)
public final class AAuthSignerAuthenticator {

  /** The header in which an agent presents its token. */
  public static final String AGENT_AUTH = "Agent-Auth";

  private static final String TOKEN = "agent_token=";
  private static final String BY_ADDRESS = "jwks_uri";

  private final ParticipantCache parties;
  private final ParticipantKeyResolver keys;
  private final AAuthAgentTokenService agentTokens;
  private final SubjectDirectory subjects;
  private final RawSignatureVerifier checks;
  private final AAuthSignatureVerifier profile;
  private final AAuthNonceStore nonces;

  @Activate
  public AAuthSignerAuthenticator(
      @Reference ParticipantCache parties,
      @Reference ParticipantKeyResolver keys,
      @Reference AAuthAgentTokenService agentTokens,
      @Reference SubjectDirectory subjects,
      @Reference RawSignatureVerifier checks,
      @Reference ShortLivedRecordStore store,
      @Reference InstantSource clock) {
    this.parties = parties;
    this.keys = keys;
    this.agentTokens = agentTokens;
    this.subjects = subjects;
    this.checks = checks;
    this.profile = new AAuthSignatureVerifier(checks, clock);
    this.nonces = new AAuthNonceStore(store);
  }

  /** Returns the token in the {@code Agent-Auth} header of a request, if present. */
  public static Optional<String> token(HttpRequestView view) {
    return view.header(AGENT_AUTH)
        .map(String::strip)
        .filter(value -> value.startsWith(TOKEN))
        .map(value -> value.substring(TOKEN.length()));
  }

  /**
   * Returns the agent that signed the request with the key of the presented token.
   *
   * @throws AAuthSignatureException if the token or the signature is invalid
   */
  public AAuthSigner authenticateAgent(TenantContext tenant, AAuthSignedRequest request)
      throws AAuthSignatureException {
    if (request.view().headers(AGENT_AUTH).size() != 1) {
      throw new AAuthSignatureException("The header Agent-Auth with an agent_token is required.");
    }
    return authenticateAgent(
        tenant,
        request,
        token(request.view())
            .orElseThrow(
                () ->
                    new AAuthSignatureException(
                        "The header Agent-Auth must have an agent_token.")));
  }

  /**
   * Returns the agent that signed the request with the key of a token, which was not sent in the
   * {@code Agent-Auth} header.
   */
  public AAuthSigner authenticateAgent(
      TenantContext tenant, AAuthSignedRequest request, String token)
      throws AAuthSignatureException {
    AAuthSigner signer;
    try {
      signer = agentTokens.verify(tenant, token);
    } catch (InvalidTokenException e) {
      throw new AAuthSignatureException("The agent token is invalid: " + e.getMessage() + ".");
    }
    requireEnabled(tenant, signer.party());
    return proven(tenant, request, signer);
  }

  /**
   * Returns the resource or agent server that signed the request with one of its own keys, which
   * {@code Signature-Key} names: {@code sig1=jwks_uri;id="https://…";kid="…"}.
   *
   * @param kind the kind of the participant
   * @throws AAuthSignatureException if the signature is invalid
   */
  public AAuthSigner authenticateServer(
      TenantContext tenant, AAuthSignedRequest request, String kind)
      throws AAuthSignatureException {
    SignatureKeyField named = signatureKey(request.view());
    String identifier = named.parameter("id").orElse("");
    AAuthParticipant party =
        parties
            .findByIdentifier(tenant.id(), kind, identifier)
            .orElseThrow(
                () -> new AAuthSignatureException("The id in Signature-Key is not registered."));
    requireEnabled(tenant, party);
    List<Map<String, Object>> found = keys.find(tenant, party, named.parameter("kid"));
    if (found.size() != 1) {
      throw new AAuthSignatureException("kid must name one of the signer's keys.");
    }
    Map<String, Object> jwk = found.get(0);
    String kid = String.valueOf(jwk.getOrDefault("kid", party.id()));
    try {
      String thumbprint = checks.thumbprint(jwk);
      return proven(tenant, request, new AAuthSigner(party, identifier, jwk, thumbprint, kid));
    } catch (InvalidTokenException e) {
      throw new AAuthSignatureException(
          "The signer's key must be a valid Ed25519 or RSA public key.");
    }
  }

  private SignatureKeyField signatureKey(HttpRequestView view) throws AAuthSignatureException {
    try {
      return SignatureKeyField.read(view.headers("Signature-Key"), AAuthSignatureVerifier.LABEL)
          .filter(named -> named.scheme().equals(BY_ADDRESS))
          .orElseThrow(
              () ->
                  new AAuthSignatureException(
                      "The header Signature-Key with the scheme jwks_uri is required."));
    } catch (InvalidMessageSignatureException e) {
      throw new AAuthSignatureException(
          "The header Signature-Key must be a structured field dictionary with a "
              + "member "
              + AAuthSignatureVerifier.LABEL
              + ".");
    }
  }

  /** The nonce is recorded only after the signature was verified. */
  private AAuthSigner proven(TenantContext tenant, AAuthSignedRequest request, AAuthSigner signer)
      throws AAuthSignatureException {
    String nonce = profile.verify(request, signer.jwk());
    nonces.consume(tenant, signer.thumbprint(), nonce);
    return signer;
  }

  private void requireEnabled(TenantContext tenant, AAuthParticipant party)
      throws AAuthSignatureException {
    if (!isEnabled(tenant, party)) {
      throw new AAuthSignatureException(
          "The agent or resource that signs the request is disabled.");
    }
  }

  /** Whether a participant may act now and, for an agent, its agent in the registry. */
  public boolean isEnabled(TenantContext tenant, AAuthParticipant party) {
    ParticipantSettings settings = party.settings();
    return settings.enabled()
        && (settings.kind().equals(ParticipantSettings.RESOURCE)
            || subjects.status(tenant, new SubjectRef(SubjectRef.AGENT, settings.agentId()))
                == SubjectStatus.ENABLED);
  }
}
