/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AAuthCallerAuthenticator;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.agents.aauthperson.token.AAuthJwtType;
import org.lumoauth.agents.aauthperson.token.AAuthTokenException;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Parses a person server's token request to an access server (AAuth draft, section PS-to-AS Token
 * Request).
 */
@Component(service = AccessServerRequestParser.class)
public final class AccessServerRequestParser {

  private final AAuthCallerAuthenticator callers;
  private final AAuthJwtService tokens;
  private final AAuthPresentedTokenVerifier shown;
  private final ResourceTokenBindingValidator fit;
  private final SettingsStore settings;

  @Activate
  public AccessServerRequestParser(
      @Reference AAuthCallerAuthenticator callers,
      @Reference AAuthJwtService tokens,
      @Reference AAuthPresentedTokenVerifier shown,
      @Reference ResourceTokenBindingValidator fit,
      @Reference SettingsStore settings) {
    this.callers = callers;
    this.tokens = tokens;
    this.shown = shown;
    this.fit = fit;
    this.settings = settings;
  }

  /**
   * A parsed request.
   *
   * @param agent the agent that requested it from its person server
   * @param bearer the agent that gets the token: the same agent or its sub-agent
   * @param latest when the agent's upstream token expires, in seconds since 1970; {@link
   *     Long#MAX_VALUE} if there is none
   */
  public record AccessServerTokenRequest(
      RequestedResourceAccess asked, AgentCaller agent, AgentCaller bearer, long latest) {}

  /**
   * Parses a request.
   *
   * @param personServer the signing person server
   * @param sentAt when it was sent; the resource token must have been valid at that time
   * @throws AAuthProblemException with the AAuth draft's error codes
   */
  public AccessServerTokenRequest read(
      TenantContext tenant, String personServer, Map<String, Object> request, Instant sentAt) {
    String parameter = "agent_token";
    try {
      AgentCaller agent =
          callers.verifyAgentToken(tenant, AAuthRequestParameterParser.text(request, parameter));
      parameter = "subagent_token";
      AgentCaller bearer =
          request.containsKey(parameter)
              ? callers.verifySubAgentToken(
                  tenant, AAuthRequestParameterParser.text(request, parameter), agent)
              : agent;
      parameter = "resource_token";
      VerifiedAAuthToken resource =
          tokens.verify(
              tenant,
              AAuthJwtType.RESOURCE,
              AAuthRequestParameterParser.text(request, parameter),
              PersonServerSettings.read(settings, tenant, PersonServerSettings.RESOURCES),
              sentAt);
      parameter = "presented_token";
      var presented =
          shown.verify(
              tenant,
              AAuthRequestParameterParser.text(request, parameter),
              Set.of(personServer),
              Set.of(tenant.issuer()));
      parameter = "upstream_token";
      long latest =
          request.containsKey(parameter)
              ? upstream(
                  tenant, personServer, agent, AAuthRequestParameterParser.text(request, parameter))
              : Long.MAX_VALUE;
      if (!resource.text("aud").equals(tenant.issuer())) {
        throw new AAuthProblemException(
            400,
            "invalid_resource_token",
            "The resource token must be issued for this access server.");
      }
      fit.require(resource, presented, personServer, bearer);
      return new AccessServerTokenRequest(
          new RequestedResourceAccess(resource, presented.token()), agent, bearer, latest);
    } catch (AAuthTokenException e) {
      throw AAuthProblemException.token(e, parameter);
    }
  }

  /**
   * The person server checked the start of the call chain; here the upstream token must belong to
   * the agent and that server.
   */
  private long upstream(TenantContext tenant, String personServer, AgentCaller agent, String jwt)
      throws AAuthTokenException {
    Set<String> issuers =
        new HashSet<>(
            PersonServerSettings.read(settings, tenant, PersonServerSettings.ACCESS_SERVERS));
    issuers.add(tenant.issuer());
    issuers.add(personServer);
    var token = shown.verify(tenant, jwt, Set.of(personServer), issuers);
    if (!token.personServer().equals(personServer)
        || !token.token().text("aud").equals(agent.provider())) {
      throw new AAuthTokenException(
          AAuthTokenException.AAuthTokenFault.INVALID, "it was not issued to the agent");
    }
    return token.token().expiresAt();
  }
}
