package org.lumoauth.agents.aauth.signature;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.party.PartyKeys;
import org.lumoauth.agents.aauth.party.PartyMemory;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.token.AgentJwts;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.key.SignatureChecks;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException;
import org.lumoauth.platform.httpsignatures.SignatureKeyField;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds out who signed a request, and lets nobody pass who may not act. */
@Component(service = Signers.class)
public final class Signers {

  /** The header in which an agent shows its token. */
  public static final String AGENT_AUTH = "Agent-Auth";

  private static final String TOKEN = "agent_token=";
  private static final String BY_ADDRESS = "jwks_uri";

  private final PartyMemory parties;
  private final PartyKeys keys;
  private final AgentJwts agentTokens;
  private final Subjects subjects;
  private final SignatureChecks checks;
  private final SigningProfile profile;
  private final Nonces nonces;

  @Activate
  public Signers(
      @Reference PartyMemory parties,
      @Reference PartyKeys keys,
      @Reference AgentJwts agentTokens,
      @Reference Subjects subjects,
      @Reference SignatureChecks checks,
      @Reference ShortLivedStore store) {
    this(parties, keys, agentTokens, subjects, checks, store, InstantSource.system());
  }

  /** By a clock of its own. */
  public Signers(
      PartyMemory parties,
      PartyKeys keys,
      AgentJwts agentTokens,
      Subjects subjects,
      SignatureChecks checks,
      ShortLivedStore store,
      InstantSource clock) {
    this.parties = parties;
    this.keys = keys;
    this.agentTokens = agentTokens;
    this.subjects = subjects;
    this.checks = checks;
    this.profile = new SigningProfile(checks, clock);
    this.nonces = new Nonces(store);
  }

  /** The token that a request shows in {@code Agent-Auth}, if it does. */
  public static Optional<String> token(RequestView view) {
    return view.header(AGENT_AUTH)
        .map(String::strip)
        .filter(value -> value.startsWith(TOKEN))
        .map(value -> value.substring(TOKEN.length()));
  }

  /**
   * The agent that signed the request by the key of the token that it shows.
   *
   * @throws RefusedSignature if it does not hold
   */
  public Signer agent(TenantContext tenant, SignedRequest request) throws RefusedSignature {
    if (request.view().headers(AGENT_AUTH).size() != 1) {
      throw new RefusedSignature("Agent-Auth with an agent_token is needed.");
    }
    return agent(
        tenant,
        request,
        token(request.view())
            .orElseThrow(() -> new RefusedSignature("Agent-Auth needs an agent_token.")));
  }

  /** The same with a token that came otherwise. */
  public Signer agent(TenantContext tenant, SignedRequest request, String token)
      throws RefusedSignature {
    Signer signer;
    try {
      signer = agentTokens.verify(tenant, token);
    } catch (InvalidTokenException e) {
      throw new RefusedSignature("The agent token does not hold: " + e.getMessage() + ".");
    }
    requireEnabled(tenant, signer.party());
    return proven(tenant, request, signer);
  }

  /**
   * The resource or agent server that signed the request by a key of its own, which {@code
   * Signature-Key} names: {@code sig1=jwks_uri;id="https://…";kid="…"}.
   *
   * @param kind of the party
   * @throws RefusedSignature if it does not hold
   */
  public Signer server(TenantContext tenant, SignedRequest request, String kind)
      throws RefusedSignature {
    SignatureKeyField named = signatureKey(request.view());
    String identifier = named.parameter("id").orElse("");
    Party party =
        parties
            .named(tenant.id(), kind, identifier)
            .orElseThrow(() -> new RefusedSignature("Nobody of this id is registered."));
    requireEnabled(tenant, party);
    List<Map<String, Object>> found = keys.find(tenant, party, named.parameter("kid"));
    if (found.size() != 1) {
      throw new RefusedSignature("kid must name one of the signer's keys.");
    }
    Map<String, Object> jwk = found.get(0);
    String kid = String.valueOf(jwk.getOrDefault("kid", party.id()));
    try {
      String thumbprint = checks.thumbprint(jwk);
      return proven(tenant, request, new Signer(party, identifier, jwk, thumbprint, kid));
    } catch (InvalidTokenException e) {
      throw new RefusedSignature("The signer's key is not sound.");
    }
  }

  private SignatureKeyField signatureKey(RequestView view) throws RefusedSignature {
    try {
      return SignatureKeyField.read(view.headers("Signature-Key"), SigningProfile.LABEL)
          .filter(named -> named.scheme().equals(BY_ADDRESS))
          .orElseThrow(
              () -> new RefusedSignature("Signature-Key with the scheme jwks_uri is needed."));
    } catch (InvalidMessageSignatureException e) {
      throw new RefusedSignature("Signature-Key is malformed.");
    }
  }

  /** Only what a key signed may use up a nonce. */
  private Signer proven(TenantContext tenant, SignedRequest request, Signer signer)
      throws RefusedSignature {
    String nonce = profile.verify(request, signer.jwk());
    nonces.use(tenant, signer.thumbprint(), nonce);
    return signer;
  }

  private void requireEnabled(TenantContext tenant, Party party) throws RefusedSignature {
    if (!enabled(tenant, party)) {
      throw new RefusedSignature("The signer may not act.");
    }
  }

  /** Whether a party may act now, and with an agent its entry in the registry. */
  public boolean enabled(TenantContext tenant, Party party) {
    PartySettings settings = party.settings();
    return settings.enabled()
        && (settings.kind().equals(PartySettings.RESOURCE)
            || subjects.status(tenant, new SubjectRef(SubjectRef.AGENT, settings.agentId()))
                == SubjectStatus.ENABLED);
  }
}
