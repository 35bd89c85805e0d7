package org.lumoauth.agents.aauthperson.caller;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.agents.aauthperson.PersonSettings;
import org.lumoauth.agents.aauthperson.ServerIdentifier;
import org.lumoauth.agents.aauthperson.signature.DraftKey;
import org.lumoauth.agents.aauthperson.signature.IssuerProblem;
import org.lumoauth.agents.aauthperson.signature.Issuers;
import org.lumoauth.agents.aauthperson.signature.SignatureFailure;
import org.lumoauth.agents.aauthperson.signature.SignedMessages;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.Revocations;
import org.lumoauth.agents.aauthperson.token.Token;
import org.lumoauth.agents.aauthperson.token.TokenProblem;
import org.lumoauth.agents.aauthperson.token.TokenType;
import org.lumoauth.api.key.SignatureChecks;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.httpsignatures.SignatureKeyField;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds out who signed (section Keying Material). */
@Component(service = Callers.class)
public final class Callers {

  private static final String JWT = "jwt";
  private static final String BY_ADDRESS = "jwks_uri";
  private static final Pattern AGENT =
      Pattern.compile(
          "aauth:[A-Za-z0-9._+-]{1,255}@[a-z0-9.-]{1,253}"); // section Agent Identifiers

  /** All of it: audit logs have room for no more. */
  private static final int MAX_AGENT = 255;

  private final SignedMessages messages;
  private final DraftTokens tokens;
  private final Revocations revocations;
  private final Issuers issuers;
  private final SignatureChecks checks;
  private final SettingsStore settings;

  @Activate
  public Callers(
      @Reference SignedMessages messages,
      @Reference DraftTokens tokens,
      @Reference Revocations revocations,
      @Reference Issuers issuers,
      @Reference SignatureChecks checks,
      @Reference SettingsStore settings) {
    this.messages = messages;
    this.tokens = tokens;
    this.revocations = revocations;
    this.issuers = issuers;
    this.checks = checks;
    this.settings = settings;
  }

  /**
   * The agent that signed by the key of its agent token.
   *
   * @throws SignatureFailure if it does not hold
   */
  public AgentCaller agent(TenantContext tenant, Exchange exchange) throws SignatureFailure {
    AgentCaller[] found = new AgentCaller[1];
    Token[] shown = new Token[1];
    messages.verify(
        tenant,
        exchange,
        named -> {
          shown[0] = agentToken(tenant, named);
          found[0] = agent(shown[0], named.parameter(JWT).orElse(""));
          return DraftKey.of(found[0].jwk(), checks);
        });
    if (shown[0].optional("parent_agent").isPresent()) { // section Single-Level Depth
      throw new SignatureFailure("invalid_jwt", "a sub-agent asks by its parent");
    }
    revocations.taken(
        tenant, found[0].provider(), shown[0].text("jti"), found[0].id(), found[0].expiresAt());
    return found[0];
  }

  /**
   * Whether the token of an agent that signed a while ago still holds.
   *
   * @throws SignatureFailure if it ended, or was taken back
   */
  public void requireStill(TenantContext tenant, AgentCaller agent) throws SignatureFailure {
    agentToken(tenant, agent.token());
  }

  /**
   * Whether an agent token that was taken a while ago was taken back since.
   *
   * @param key {@link AgentCaller#tokenKey}
   */
  public boolean tookBack(TenantContext tenant, String key) {
    return revocations.takenBack(tenant, key);
  }

  /** The agent of an agent token that came as a parameter. */
  public AgentCaller parameter(TenantContext tenant, String jwt) throws TokenProblem {
    try {
      return agent(tokens.verify(tenant, TokenType.AGENT, jwt, providers(tenant)), jwt);
    } catch (SignatureFailure e) {
      throw new TokenProblem(TokenProblem.Way.INVALID, e.getMessage());
    }
  }

  /**
   * The sub-agent of an agent, by a token that came as a parameter (section Sub-Agents).
   *
   * @throws TokenProblem if it does not hold, or is of another agent's
   */
  public AgentCaller subAgent(TenantContext tenant, String jwt, AgentCaller parent)
      throws TokenProblem {
    Token token = tokens.verify(tenant, TokenType.AGENT, jwt, Set.of(parent.provider()));
    String prefix = parent.id().substring(0, parent.id().indexOf('@')) + "+";
    String local = token.text("sub").replaceFirst("@.*", "");
    if (!token.text("parent_agent").equals(parent.id())
        || !local.startsWith(prefix)
        || local.length() == prefix.length()) {
      throw new TokenProblem(TokenProblem.Way.INVALID, "it is of no sub-agent of who asks");
    }
    try {
      AgentCaller found = agent(token, jwt);
      revocations.taken(tenant, found.provider(), token.text("jti"), found.id(), found.expiresAt());
      return found;
    } catch (SignatureFailure e) {
      throw new TokenProblem(TokenProblem.Way.INVALID, e.getMessage());
    }
  }

  /**
   * The server that signed by a key of its own.
   *
   * @param documents the names of the documents that it may have
   * @param trusted the servers that are taken
   * @param otherwise the code for another one
   * @throws SignatureFailure if it does not hold, or is another's
   */
  public String server(
      TenantContext tenant,
      Exchange exchange,
      Set<String> documents,
      Set<String> trusted,
      String otherwise)
      throws SignatureFailure {
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
            throw new SignatureFailure(
                IssuerProblem.UNKNOWN_KEY, "it is not said by which key, or of whom");
          }
          if (!trusted.contains(id)) {
            throw SignatureFailure.stranger(otherwise);
          }
          found[0] = id;
          return DraftKey.of(key(tenant, id, document, kid.get()), checks);
        });
    return found[0];
  }

  private Map<String, Object> key(TenantContext tenant, String id, String document, String kid)
      throws SignatureFailure {
    try {
      var keys =
          issuers.keys(tenant, id, document, Optional.of(kid)).stream()
              .filter(key -> kid.equals(key.get("kid")))
              .toList();
      if (keys.size() == 1) {
        return keys.get(0);
      }
    } catch (IssuerProblem e) {
      throw new SignatureFailure(e.error(), e.getMessage());
    }
    throw new SignatureFailure(IssuerProblem.UNKNOWN_KEY, "the signer has no such key");
  }

  private Token agentToken(TenantContext tenant, SignatureKeyField named) throws SignatureFailure {
    if (!named.scheme().equals(JWT)) {
      throw scheme(JWT);
    }
    return agentToken(tenant, named.parameter(JWT).orElse(""));
  }

  private Token agentToken(TenantContext tenant, String jwt) throws SignatureFailure {
    try {
      return tokens.verify(tenant, TokenType.AGENT, jwt, providers(tenant));
    } catch (TokenProblem e) {
      throw new SignatureFailure(e.signatureError(), e.getMessage());
    }
  }

  private AgentCaller agent(Token token, String jwt) throws SignatureFailure {
    String id = token.text("sub");
    String provider = token.text("iss");
    if (id.length() > MAX_AGENT
        || !AGENT.matcher(id).matches()
        || !id.substring(id.indexOf('@') + 1).equals(ServerIdentifier.host(provider))) {
      throw new SignatureFailure("invalid_jwt", "sub is no agent of this provider");
    }
    try {
      String thumbprint = checks.thumbprint(token.key());
      return new AgentCaller(
          provider, id, token.key(), thumbprint, token.expiresAt(), jwt, token.recordKey());
    } catch (InvalidTokenException e) {
      throw new SignatureFailure("invalid_key", "cnf names no sound key");
    }
  }

  private Set<String> providers(TenantContext tenant) {
    return PersonSettings.read(settings, tenant, PersonSettings.AGENT_PROVIDERS);
  }

  private static SignatureFailure scheme(String accepted) {
    return SignatureFailure.scheme(accepted);
  }
}
