/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.endpoint.AgentAuthHeaderBuilder;
import org.lumoauth.agents.aauth.registration.AAuthAgentRegistryGateway;
import org.lumoauth.agents.aauth.signature.AAuthSignatureException;
import org.lumoauth.agents.aauth.signature.AAuthSignedRequest;
import org.lumoauth.agents.aauth.signature.AAuthSignerAuthenticator;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentProtocolAuthenticator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authenticates an agent that signs its requests to this server's own API. The caller is the agent
 * in the registry, with that agent's permissions.
 */
@Component(
    service = {RequestAuthenticator.class, AgentProtocolAuthenticator.class},
    property = {
      "lumoauth.kind=authenticator",
      "lumoauth.kind=agent-protocol",
      "lumoauth.name=aauth",
      "service.ranking:Integer=120"
    })
public final class AAuthApiRequestAuthenticator
    implements RequestAuthenticator, AgentProtocolAuthenticator {
  private static final Logger LOG = LoggerFactory.getLogger(AAuthApiRequestAuthenticator.class);

  private final AAuthSignerAuthenticator signers;
  private final AAuthAgentRegistryGateway agents;

  @Activate
  public AAuthApiRequestAuthenticator(
      @Reference AAuthSignerAuthenticator signers, @Reference AAuthAgentRegistryGateway agents) {
    this.signers = signers;
    this.agents = agents;
  }

  @Override
  public Optional<Caller> authenticate(Optional<TenantContext> tenant, HttpRequestView request) {
    if (AAuthSignerAuthenticator.token(request).isEmpty() || tenant.isEmpty()) {
      return Optional.empty(); // a path without a tenant does not identify the tenant of the agent
    }
    return authenticate(tenant.get(), request, request.body());
  }

  @Override
  public Optional<String> challenge() {
    return Optional.empty(); // its challenge uses a separate header
  }

  @Override
  public Optional<Caller> authenticate(TenantContext tenant, HttpRequestView view, byte[] body) {
    AAuthSignedRequest request = new AAuthSignedRequest(view, body);
    if (AAuthSignerAuthenticator.token(request.view()).isEmpty()
        || request.view().header("Authorization").isPresent()) {
      return Optional.empty();
    }
    try {
      AAuthSigner signer = signers.authenticateAgent(tenant, request);
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
    } catch (AAuthSignatureException refusal) {
      LOG.debug("signature.refused: tenant={} reason={}", tenant.id(), refusal.getMessage());
      throw refused(tenant);
    }
  }

  private static ApiException refused(TenantContext tenant) {
    return new ApiException(
        401,
        "invalid_token",
        "Signature verification failed. Sign the request with the agent's " + "registered key.",
        Map.of(),
        Map.of(AAuthSignerAuthenticator.AGENT_AUTH, AgentAuthHeaderBuilder.of(tenant)));
  }
}
