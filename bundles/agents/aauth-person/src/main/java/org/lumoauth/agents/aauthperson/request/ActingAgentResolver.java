/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AAuthCallerAuthenticator;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.store.AgentPersonBindingStore;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.token.AAuthTokenException;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Resolves the acting agents of a request, and the person they act for. */
@Component(service = ActingAgentResolver.class)
public final class ActingAgentResolver {

  private static final String SUB_AGENT = "subagent_token";
  private static final String UPSTREAM = "upstream_token";

  private final AAuthCallerAuthenticator callers;
  private final UpstreamTokenVerifier upstream;
  private final AgentPersonBindingStore people;

  @Activate
  public ActingAgentResolver(
      @Reference AAuthCallerAuthenticator callers,
      @Reference AAuthPresentedTokenVerifier shown,
      @Reference IssuedTokenRecordStore issued,
      @Reference SettingsStore settings,
      @Reference AgentPersonBindingStore people) {
    this.callers = callers;
    this.upstream = new UpstreamTokenVerifier(shown, issued, people, settings);
    this.people = people;
  }

  /**
   * Returns the acting agents.
   *
   * @throws AAuthProblemException with the AAuth draft's error codes if a sub-agent token or an
   *     upstream token is invalid
   */
  public AgentCallContext of(
      TenantContext tenant, AgentCaller signer, Map<String, Object> request) {
    Instant since = Instant.now();
    Optional<UpstreamToken> received =
        request.containsKey(UPSTREAM)
            ? Optional.of(
                upstream.read(tenant, signer, AAuthRequestParameterParser.text(request, UPSTREAM)))
            : Optional.empty();
    return new AgentCallContext(signer, bearer(tenant, signer, request), received, since);
  }

  private AgentCaller bearer(
      TenantContext tenant, AgentCaller signer, Map<String, Object> request) {
    if (!request.containsKey(SUB_AGENT)) {
      return signer;
    }
    try {
      return callers.verifySubAgentToken(
          tenant, AAuthRequestParameterParser.text(request, SUB_AGENT), signer);
    } catch (AAuthTokenException e) {
      throw AAuthProblemException.token(e, SUB_AGENT);
    }
  }

  /**
   * Returns the person: the person that the agent is bound to or, in a call chain, the person that
   * the upstream token was issued for, if the first agent is still bound to them (AAuth draft,
   * sections Agent-Person Binding, Call Chaining).
   */
  public Optional<String> person(TenantContext tenant, AgentCallContext acting) {
    return people.findSubject(tenant, acting.provider(), acting.agent());
  }
}
