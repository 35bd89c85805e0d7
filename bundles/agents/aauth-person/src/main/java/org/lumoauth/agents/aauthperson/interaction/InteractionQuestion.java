/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.mission.MissionProposal;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.agents.aauthperson.request.AAuthPromptParameter;
import org.lumoauth.agents.aauthperson.request.AAuthRequestParameterParser;
import org.lumoauth.agents.aauthperson.request.AgentCallContext;
import org.lumoauth.agents.aauthperson.request.AgentPlatform;
import org.lumoauth.agents.aauthperson.request.ResourceInteractionPage;
import org.lumoauth.agents.aauthperson.store.ConsentActorChain;

/**
 * A question to a person; serializable as JSON.
 *
 * @param what {@code person}, {@code auth}, {@code mission}, {@code update}, {@code completion},
 *     {@code permission}, {@code question}, {@code interaction} or {@code payment}; {@code claims}
 *     or {@code clarification} for an access server's requirement
 * @param provider the provider of the requesting agent
 * @param agent the requesting agent
 * @param thumbprint the thumbprint of its key
 * @param first the agent that the person knows: the requesting agent, or the first agent of its
 *     call chain
 * @param firstProvider the provider of that agent
 * @param via the resources of the call chain; empty if there are none
 * @param subAgent the sub-agent that gets the access; empty if there is none
 * @param request the request body
 * @param resource the resource, if any; or the page on which the person continues
 * @param scope the requested scope
 * @param said the agent's justification in its own words
 * @param user the person that must answer; empty if the first person that answers becomes the
 *     agent's person
 * @param page the page of the resource that the person must visit first; null if there is none
 * @param notBefore the earliest acceptable sign-in time, in milliseconds since 1970; 0 if any is
 *     acceptable
 * @param begunWith the key of the agent token of the request; empty if unknown
 */
public record InteractionQuestion(
    String what,
    String provider,
    String agent,
    String thumbprint,
    String first,
    String firstProvider,
    String via,
    String subAgent,
    Map<String, Object> request,
    String resource,
    List<String> scope,
    String said,
    String user,
    ResourceInteractionPage page,
    long notBefore,
    String begunWith) {

  public static final String AUTH = "auth";
  public static final String CLAIMS = "claims";
  public static final String CLARIFICATION = "clarification";

  public InteractionQuestion {
    first =
        first == null ? agent : first; // stored by a version without this value, as the next four
    firstProvider = firstProvider == null ? provider : firstProvider;
    via = via == null ? "" : via;
    subAgent = subAgent == null ? "" : subAgent;
    begunWith = begunWith == null ? "" : begunWith;
  }

  /** Creates a question of an acting agent. */
  public static InteractionQuestion of(
      String what,
      AgentCallContext by,
      Map<String, Object> request,
      String resource,
      List<String> scope,
      String said,
      String user) {
    return new InteractionQuestion(
        what,
        by.signer().provider(),
        by.signer().id(),
        by.signer().thumbprint(),
        by.agent(),
        by.provider(),
        by.actor().via(),
        by.bearer().id().equals(by.signer().id()) ? "" : by.bearer().id(),
        request,
        resource,
        scope,
        said,
        user,
        null,
        0,
        by.signer().tokenKey());
  }

  /** Returns a copy that requires a sign-in from now on. */
  public InteractionQuestion signInFrom(Instant now) {
    return with(what, request, resource, scope, said, user, page, now.toEpochMilli());
  }

  /** Returns a copy with a page of the resource that the person must visit first. */
  public InteractionQuestion withResourcePage(Optional<ResourceInteractionPage> first) {
    return with(what, request, resource, scope, said, user, first.orElse(null));
  }

  /**
   * Returns the question for an access server's requirement.
   *
   * @param accessServer the access server
   * @param person the person that the agent acts for
   */
  public InteractionQuestion of(
      String accessServer, AccessServerRequirement wanted, String person) {
    String kind = wanted.wantsClaims() ? CLAIMS : CLARIFICATION;
    return with(kind, request, accessServer, wanted.claims(), wanted.question(), person, null);
  }

  /** Returns a copy with the updated request body, resource, scope, justification and page. */
  public InteractionQuestion withRequest(
      Map<String, Object> newRequest,
      String newResource,
      List<String> newScope,
      String words,
      Optional<ResourceInteractionPage> first) {
    return with(what, newRequest, newResource, newScope, words, user, first.orElse(null));
  }

  /** Returns a copy with updated tokens. */
  public InteractionQuestion withTokens(Map<String, Object> newRequest) {
    return with(what, newRequest, resource, scope, said, user, page);
  }

  private InteractionQuestion with(
      String newWhat,
      Map<String, Object> newRequest,
      String newResource,
      List<String> newScope,
      String words,
      String person,
      ResourceInteractionPage where) {
    return with(newWhat, newRequest, newResource, newScope, words, person, where, notBefore);
  }

  private InteractionQuestion with(
      String newWhat,
      Map<String, Object> newRequest,
      String newResource,
      List<String> newScope,
      String words,
      String person,
      ResourceInteractionPage where,
      long signedInFrom) {
    return new InteractionQuestion(
        newWhat,
        provider,
        agent,
        thumbprint,
        first,
        firstProvider,
        via,
        subAgent,
        newRequest,
        newResource,
        newScope,
        words,
        person,
        where,
        signedInFrom,
        begunWith);
  }

  /** Returns the proposed mission, if the question is about one. */
  public Optional<MissionProposal> proposal() {
    return what.equals("mission") ? Optional.of(MissionProposal.of(request)) : Optional.empty();
  }

  /** Returns the action's parameters, if the question is about a permission for an action. */
  public Map<String, Object> parameters() {
    return what.equals("permission")
        ? AAuthRequestParameterParser.object(request, "parameters")
        : Map.of();
  }

  /** Whether the request is for a token for the resource, issued here or by an access server. */
  public boolean requestsAuthToken() {
    return what.equals(AUTH) || what.equals(CLAIMS) || what.equals(CLARIFICATION);
  }

  /** Whether the person continues on a page of another server. */
  public boolean leadsToExternalPage() {
    return what.equals("interaction") || what.equals("payment");
  }

  /** Returns the agent's {@code prompt} parameter, available for token requests. */
  public AAuthPromptParameter prompt() {
    return forToken() ? AAuthPromptParameter.ofStored(request) : AAuthPromptParameter.NOTHING;
  }

  /** Returns the platform that the agent reported, available for token requests. */
  AgentPlatform runsOn() {
    return forToken() ? AgentPlatform.ofStored(request) : AgentPlatform.NOTHING;
  }

  private boolean forToken() {
    return requestsAuthToken() || what.equals("person");
  }

  /**
   * Whether the agent has no person yet, so that the person that allows the request becomes its
   * person.
   */
  boolean bindsNewAgent() {
    return user.isEmpty() && via.isEmpty();
  }

  /**
   * Whether the agent can show a page to the person; agents that declare their capabilities may
   * exclude this.
   */
  public boolean agentPresentsPage() {
    return !(request.get("capabilities") instanceof List<?> able) || able.contains("interaction");
  }

  /** Returns the actor path that the consent applies to. */
  public ConsentActorChain actor() {
    return new ConsentActorChain(first, via);
  }
}
