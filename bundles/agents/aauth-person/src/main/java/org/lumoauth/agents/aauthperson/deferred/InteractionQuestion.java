package org.lumoauth.agents.aauthperson.deferred;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.mission.MissionProposal;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.agents.aauthperson.request.AAuthPromptParameter;
import org.lumoauth.agents.aauthperson.request.AAuthRequestParameters;
import org.lumoauth.agents.aauthperson.request.ActingAgentContext;
import org.lumoauth.agents.aauthperson.request.AgentPlatform;
import org.lumoauth.agents.aauthperson.request.ResourceInteractionPage;
import org.lumoauth.agents.aauthperson.store.ActorPath;

/**
 * What a person is asked. JSON can hold it.
 *
 * @param what {@code person}, {@code auth}, {@code mission}, {@code update}, {@code completion},
 *     {@code permission}, {@code question}, {@code interaction} or {@code payment}; {@code claims}
 *     or {@code clarification} where an access server wants it
 * @param provider the provider of the agent that asked
 * @param agent the agent that asked
 * @param thumbprint the key that it asked with
 * @param first the agent that the person knows: the one that asked, or one that it acts on for
 * @param firstProvider who vouches for that
 * @param via the resources that hand on; empty if there are none
 * @param subAgent the sub-agent that gets what is asked for; empty if there is none
 * @param request what it sent
 * @param resource the resource, where there is one; or the page where the person is to go on
 * @param scope what is asked for
 * @param said what the agent says about it, in its own words
 * @param user who has to answer; empty if whoever comes first becomes the agent's person
 * @param page where the resource wants the person to be first; null if nowhere
 * @param notBefore since when the person must have signed in, in milliseconds since 1970; 0 if that
 *     does not matter
 * @param begunWith the agent token that it asked with, by what names it; empty if that is not known
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

  static final String AUTH = "auth";
  static final String CLAIMS = "claims";
  static final String CLARIFICATION = "clarification";

  public InteractionQuestion {
    first = first == null ? agent : first; // of a version without it, as the next four
    firstProvider = firstProvider == null ? provider : firstProvider;
    via = via == null ? "" : via;
    subAgent = subAgent == null ? "" : subAgent;
    begunWith = begunWith == null ? "" : begunWith;
  }

  /** A question of who acts. */
  public static InteractionQuestion of(
      String what,
      ActingAgentContext by,
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

  /** The same of a person who has to sign in from now on. */
  public InteractionQuestion signInFrom(Instant now) {
    return with(what, request, resource, scope, said, user, page, now.toEpochMilli());
  }

  /** The same where the resource wants the person to be first. */
  public InteractionQuestion withResourcePage(Optional<ResourceInteractionPage> first) {
    return with(what, request, resource, scope, said, user, first.orElse(null));
  }

  /**
   * What an access server wants, to be answered by the person.
   *
   * @param accessServer which one
   * @param person whom the agent acts for
   */
  public InteractionQuestion of(
      String accessServer, AccessServerRequirement wanted, String person) {
    String kind = wanted.wantsClaims() ? CLAIMS : CLARIFICATION;
    return with(kind, request, accessServer, wanted.claims(), wanted.question(), person, null);
  }

  /** The same of something else. */
  InteractionQuestion withRequest(
      Map<String, Object> newRequest,
      String newResource,
      List<String> newScope,
      String words,
      Optional<ResourceInteractionPage> first) {
    return with(what, newRequest, newResource, newScope, words, user, first.orElse(null));
  }

  /** The same by other tokens. */
  InteractionQuestion withTokens(Map<String, Object> newRequest) {
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

  /** The mission that is proposed, where that is what is asked. */
  Optional<MissionProposal> proposal() {
    return what.equals("mission") ? Optional.of(MissionProposal.of(request)) : Optional.empty();
  }

  /** What the action is to be done with, where leave for an action is asked for. */
  Map<String, Object> parameters() {
    return what.equals("permission")
        ? AAuthRequestParameters.object(request, "parameters")
        : Map.of();
  }

  /** Whether a token of the resource is asked for, perhaps by way of an access server. */
  boolean requestsAuthToken() {
    return what.equals(AUTH) || what.equals(CLAIMS) || what.equals(CLARIFICATION);
  }

  /** Whether the person is to go on at a page of another server. */
  boolean leadsToExternalPage() {
    return what.equals("interaction") || what.equals("payment");
  }

  /** Whether the agent wants the person asked, which it can say where it wants a token. */
  public AAuthPromptParameter prompt() {
    return forToken() ? AAuthPromptParameter.ofStored(request) : AAuthPromptParameter.NOTHING;
  }

  /** Where the agent says that it runs, which it can say there too. */
  AgentPlatform runsOn() {
    return forToken() ? AgentPlatform.ofStored(request) : AgentPlatform.NOTHING;
  }

  private boolean forToken() {
    return requestsAuthToken() || what.equals("person");
  }

  /** Whether the agent acts for nobody yet, and for whom it acts is who allows it something. */
  boolean bindsNewAgent() {
    return user.isEmpty() && via.isEmpty();
  }

  /** Whether the agent brings the person to a page: one that says what it can may say that too. */
  public boolean agentPresentsPage() {
    return !(request.get("capabilities") instanceof List<?> able) || able.contains("interaction");
  }

  /** Under whom the person lets it act. */
  ActorPath actor() {
    return new ActorPath(first, via);
  }
}
