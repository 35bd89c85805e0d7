package org.lumoauth.agents.aauthperson.request;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonSettings;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.Token;
import org.lumoauth.agents.aauthperson.token.TokenProblem;
import org.lumoauth.agents.aauthperson.token.TokenType;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what a person server asks an access server for (section PS-to-AS Token Request). */
@Component(service = AskedOfAccessServer.class)
public final class AskedOfAccessServer {

  private final Callers callers;
  private final DraftTokens tokens;
  private final ShownTokens shown;
  private final ResourceTokenFit fit;
  private final SettingsStore settings;

  @Activate
  public AskedOfAccessServer(
      @Reference Callers callers,
      @Reference DraftTokens tokens,
      @Reference ShownTokens shown,
      @Reference ResourceTokenFit fit,
      @Reference SettingsStore settings) {
    this.callers = callers;
    this.tokens = tokens;
    this.shown = shown;
    this.fit = fit;
    this.settings = settings;
  }

  /**
   * What is asked, for whom.
   *
   * @param agent the agent that asked its person server
   * @param bearer who gets the token: the agent or a sub-agent of its
   * @param latest when the token that the agent had received ends, in seconds since 1970; {@link
   *     Long#MAX_VALUE} if it received none
   */
  public record Access(Asked asked, AgentCaller agent, AgentCaller bearer, long latest) {}

  /**
   * Reads it.
   *
   * @param personServer who signed
   * @param sentAt when: the resource token must not have expired then
   * @throws DraftProblem by the draft's codes
   */
  public Access read(
      TenantContext tenant, String personServer, Map<String, Object> request, Instant sentAt) {
    String parameter = "agent_token";
    try {
      AgentCaller agent = callers.parameter(tenant, Parameters.text(request, parameter));
      parameter = "subagent_token";
      AgentCaller bearer =
          request.containsKey(parameter)
              ? callers.subAgent(tenant, Parameters.text(request, parameter), agent)
              : agent;
      parameter = "resource_token";
      Token resource =
          tokens.verify(
              tenant,
              TokenType.RESOURCE,
              Parameters.text(request, parameter),
              PersonSettings.read(settings, tenant, PersonSettings.RESOURCES),
              sentAt);
      parameter = "presented_token";
      var presented =
          shown.verify(
              tenant,
              Parameters.text(request, parameter),
              Set.of(personServer),
              Set.of(tenant.issuer()));
      parameter = "upstream_token";
      long latest =
          request.containsKey(parameter)
              ? upstream(tenant, personServer, agent, Parameters.text(request, parameter))
              : Long.MAX_VALUE;
      if (!resource.text("aud").equals(tenant.issuer())) {
        throw new DraftProblem(
            400, "invalid_resource_token", "The resource token is for another access server.");
      }
      fit.require(resource, presented, personServer, bearer);
      return new Access(new Asked(resource, presented.token()), agent, bearer, latest);
    } catch (TokenProblem e) {
      throw DraftProblem.token(e, parameter);
    }
  }

  /** The person server looked at who began; here it must be the agent's, and of that server. */
  private long upstream(TenantContext tenant, String personServer, AgentCaller agent, String jwt)
      throws TokenProblem {
    Set<String> issuers =
        new HashSet<>(PersonSettings.read(settings, tenant, PersonSettings.ACCESS_SERVERS));
    issuers.add(tenant.issuer());
    issuers.add(personServer);
    var token = shown.verify(tenant, jwt, Set.of(personServer), issuers);
    if (!token.personServer().equals(personServer)
        || !token.token().text("aud").equals(agent.provider())) {
      throw new TokenProblem(TokenProblem.Way.INVALID, "it was not given to the agent");
    }
    return token.token().expiresAt();
  }
}
