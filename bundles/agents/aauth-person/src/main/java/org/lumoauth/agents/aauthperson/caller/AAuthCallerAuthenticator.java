/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.caller;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.ServerIdentifierValidator;
import org.lumoauth.agents.aauthperson.signature.AAuthIssuerKeyResolver;
import org.lumoauth.agents.aauthperson.signature.AAuthVerificationKey;
import org.lumoauth.agents.aauthperson.signature.IssuerKeyException;
import org.lumoauth.agents.aauthperson.signature.SignatureErrorException;
import org.lumoauth.agents.aauthperson.signature.SignedMessageVerifier;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.agents.aauthperson.token.AAuthJwtType;
import org.lumoauth.agents.aauthperson.token.AAuthTokenException;
import org.lumoauth.agents.aauthperson.token.RevokedTokenStore;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.httpsignatures.SignatureKeyField;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Verifies the signer of a request (AAuth draft, section Keying Material). */
@Component(service = AAuthCallerAuthenticator.class)
public final class AAuthCallerAuthenticator {

  private static final String JWT = "jwt";
  private static final String BY_ADDRESS = "jwks_uri";
  private static final Pattern AGENT =
      Pattern.compile(
          "aauth:[A-Za-z0-9._+-]{1,255}@[a-z0-9.-]{1,253}"); // section Agent Identifiers

  /** the maximum total length, limited by audit records */
  private static final int MAX_AGENT = 255;

  private final SignedMessageVerifier messages;
  private final AAuthJwtService tokens;
  private final RevokedTokenStore revocations;
  private final AAuthIssuerKeyResolver issuers;
  private final RawSignatureVerifier checks;
  private final SettingsStore settings;

  @Activate
  public AAuthCallerAuthenticator(
      @Reference ShortLivedRecordStore store,
      @Reference AAuthJwtService tokens,
      @Reference RevokedTokenStore revocations,
      @Reference AAuthIssuerKeyResolver issuers,
      @Reference RawSignatureVerifier checks,
      @Reference SettingsStore settings) {
    this.messages = new SignedMessageVerifier(store);
    this.tokens = tokens;
    this.revocations = revocations;
    this.issuers = issuers;
    this.checks = checks;
    this.settings = settings;
  }

  /**
   * Returns the agent that signed with the key of its agent token.
   *
   * @throws SignatureErrorException if the token or the signature is invalid
   */
  public AgentCaller authenticateAgent(TenantContext tenant, HttpExchange exchange)
      throws SignatureErrorException {
    AgentCaller[] found = new AgentCaller[1];
    VerifiedAAuthToken[] shown = new VerifiedAAuthToken[1];
    messages.verify(
        tenant,
        exchange,
        named -> {
          shown[0] = agentToken(tenant, named);
          found[0] = authenticateAgent(shown[0], named.parameter(JWT).orElse(""));
          return AAuthVerificationKey.of(found[0].jwk(), checks);
        });
    if (shown[0].optional("parent_agent").isPresent()) { // section Single-Level Depth
      throw new SignatureErrorException(
          "invalid_jwt", "a sub-agent must send requests through its parent agent");
    }
    revocations.recordAcceptedToken(
        tenant, found[0].provider(), shown[0].text("jti"), found[0].id(), found[0].expiresAt());
    return found[0];
  }

  /**
   * Requires that the token of an agent that signed earlier is still valid.
   *
   * @throws SignatureErrorException if it has expired or was revoked
   */
  public void requireStillValid(TenantContext tenant, AgentCaller agent)
      throws SignatureErrorException {
    agentToken(tenant, agent.token());
  }

  /**
   * Whether a previously accepted agent token was revoked since.
   *
   * @param key {@link AgentCaller#tokenKey}
   */
  public boolean isRevoked(TenantContext tenant, String key) {
    return revocations.isRevokedItself(tenant, key);
  }

  /** Returns the agent of an agent token that was sent as a parameter. */
  public AgentCaller verifyAgentToken(TenantContext tenant, String jwt) throws AAuthTokenException {
    try {
      return authenticateAgent(
          tokens.verify(tenant, AAuthJwtType.AGENT, jwt, providers(tenant)), jwt);
    } catch (SignatureErrorException e) {
      throw new AAuthTokenException(AAuthTokenException.AAuthTokenFault.INVALID, e.getMessage());
    }
  }

  /**
   * Returns the sub-agent of an agent, by a token that was sent as a parameter (section
   * Sub-Agents).
   *
   * @throws AAuthTokenException if it is invalid or belongs to another agent's sub-agent
   */
  public AgentCaller verifySubAgentToken(TenantContext tenant, String jwt, AgentCaller parent)
      throws AAuthTokenException {
    VerifiedAAuthToken token =
        tokens.verify(tenant, AAuthJwtType.AGENT, jwt, Set.of(parent.provider()));
    String prefix = parent.id().substring(0, parent.id().indexOf('@')) + "+";
    String local = token.text("sub").replaceFirst("@.*", "");
    if (!token.text("parent_agent").equals(parent.id())
        || !local.startsWith(prefix)
        || local.length() == prefix.length()) {
      throw new AAuthTokenException(
          AAuthTokenException.AAuthTokenFault.INVALID,
          "it does not belong to a sub-agent of the caller");
    }
    try {
      AgentCaller found = authenticateAgent(token, jwt);
      revocations.recordAcceptedToken(
          tenant, found.provider(), token.text("jti"), found.id(), found.expiresAt());
      return found;
    } catch (SignatureErrorException e) {
      throw new AAuthTokenException(AAuthTokenException.AAuthTokenFault.INVALID, e.getMessage());
    }
  }

  /**
   * Returns the server that signed with one of its own keys.
   *
   * @param documents the accepted names of its metadata document
   * @param trusted the accepted servers
   * @param otherwise the error code for other servers
   * @throws SignatureErrorException if the signature is invalid, or the server is not accepted
   */
  public String authenticateServer(
      TenantContext tenant,
      HttpExchange exchange,
      Set<String> documents,
      Set<String> trusted,
      String otherwise)
      throws SignatureErrorException {
    String[] found = new String[1];
    messages.verify(
        tenant,
        exchange,
        named -> {
          if (!named.scheme().equals(BY_ADDRESS)) {
            throw scheme(BY_ADDRESS);
          }
          String id = named.parameter("id").orElse("");
          String document = named.parameter("dwk").orElse("");
          Optional<String> kid = named.parameter("kid");
          if (!documents.contains(document) || kid.isEmpty()) {
            throw new SignatureErrorException(
                IssuerKeyException.UNKNOWN_KEY, "the key or the signer is not given");
          }
          if (!trusted.contains(id)) {
            throw SignatureErrorException.untrustedSigner(otherwise);
          }
          found[0] = id;
          return AAuthVerificationKey.of(key(tenant, id, document, kid.get()), checks);
        });
    return found[0];
  }

  private Map<String, Object> key(TenantContext tenant, String id, String document, String kid)
      throws SignatureErrorException {
    try {
      var keys =
          issuers.keys(tenant, id, document, Optional.of(kid)).stream()
              .filter(key -> kid.equals(key.get("kid")))
              .toList();
      if (keys.size() == 1) {
        return keys.get(0);
      }
    } catch (IssuerKeyException e) {
      throw new SignatureErrorException(e.error(), e.getMessage());
    }
    throw new SignatureErrorException(
        IssuerKeyException.UNKNOWN_KEY, "the signer has no key with this id");
  }

  private VerifiedAAuthToken agentToken(TenantContext tenant, SignatureKeyField named)
      throws SignatureErrorException {
    if (!named.scheme().equals(JWT)) {
      throw scheme(JWT);
    }
    return agentToken(tenant, named.parameter(JWT).orElse(""));
  }

  private VerifiedAAuthToken agentToken(TenantContext tenant, String jwt)
      throws SignatureErrorException {
    try {
      return tokens.verify(tenant, AAuthJwtType.AGENT, jwt, providers(tenant));
    } catch (AAuthTokenException e) {
      throw new SignatureErrorException(e.signatureError(), e.getMessage());
    }
  }

  private AgentCaller authenticateAgent(VerifiedAAuthToken token, String jwt)
      throws SignatureErrorException {
    String id = token.text("sub");
    String provider = token.text("iss");
    if (id.length() > MAX_AGENT
        || !AGENT.matcher(id).matches()
        || !id.substring(id.indexOf('@') + 1).equals(ServerIdentifierValidator.host(provider))) {
      throw new SignatureErrorException("invalid_jwt", "sub is not an agent of this provider");
    }
    try {
      String thumbprint = checks.thumbprint(token.key());
      return new AgentCaller(
          provider, id, token.key(), thumbprint, token.expiresAt(), jwt, token.recordKey());
    } catch (InvalidTokenException e) {
      throw new SignatureErrorException("invalid_key", "cnf contains no valid key");
    }
  }

  private Set<String> providers(TenantContext tenant) {
    return PersonServerSettings.read(settings, tenant, PersonServerSettings.AGENT_PROVIDERS);
  }

  private static SignatureErrorException scheme(String accepted) {
    return SignatureErrorException.scheme(accepted);
  }
}
