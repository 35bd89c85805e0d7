package org.lumoauth.agents.aauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.endpoint.Challenge;
import org.lumoauth.agents.aauth.party.Agents;
import org.lumoauth.agents.aauth.signature.RefusedSignature;
import org.lumoauth.agents.aauth.signature.SignedRequest;
import org.lumoauth.agents.aauth.signature.Signers;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentProtocol;
import org.lumoauth.api.authn.Authenticator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an agent call this server's own API by signing: it is the agent of the registry, and may do
 * what that may do.
 */
@Component(
    service = {Authenticator.class, AgentProtocol.class},
    property = {
      "lumoauth.kind=authenticator",
      "lumoauth.kind=agent-protocol",
      "lumoauth.name=aauth",
      "service.ranking:Integer=120"
    })
public final class AauthAuthenticator implements Authenticator, AgentProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(AauthAuthenticator.class);

  private final Signers signers;
  private final Agents agents;

  @Activate
  public AauthAuthenticator(@Reference Signers signers, @Reference Agents agents) {
    this.signers = signers;
    this.agents = agents;
  }

  @Override
  public Optional<Caller> authenticate(Optional<TenantContext> tenant, RequestView request) {
    if (Signers.token(request).isEmpty() || tenant.isEmpty()) {
      return Optional.empty(); // a path without a tenant says nothing of whose agent it is
    }
    return authenticate(tenant.get(), request, request.body());
  }

  @Override
  public Optional<String> challenge() {
    return Optional.empty(); // its challenge is a header of its own
  }

  @Override
  public Optional<Caller> authenticate(TenantContext tenant, RequestView view, byte[] body) {
    SignedRequest request = new SignedRequest(view, body);
    if (Signers.token(request.view()).isEmpty()
        || request.view().header("Authorization").isPresent()) {
      return Optional.empty();
    }
    try {
      Signer signer = signers.agent(tenant, request);
      Agent agent =
          agents
              .find(tenant, signer.party().settings().agentId())
              .orElseThrow(() -> refused(tenant));
      return Optional.of(
          new Caller(
              new SubjectRef(SubjectRef.AGENT, agent.id()),
              List.of(),
              Optional.of(tenant.id()),
              Optional.of(agent.clientId()),
              agent.capabilities(),
              CredentialKind.SIGNATURE,
              signer.credentialId()));
    } catch (RefusedSignature refusal) {
      LOG.debug("signature.refused: tenant={} reason={}", tenant.id(), refusal.getMessage());
      throw refused(tenant);
    }
  }

  private static Problem refused(TenantContext tenant) {
    return new Problem(
        401,
        "invalid_token",
        "The signed request does not hold: sign it anew by the agent's key.",
        Map.of(),
        Map.of(Signers.AGENT_AUTH, Challenge.of(tenant)));
  }
}
