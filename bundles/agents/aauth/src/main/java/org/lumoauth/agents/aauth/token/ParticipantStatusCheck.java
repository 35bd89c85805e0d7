package org.lumoauth.agents.aauth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.AAuthAgentRegistryClient;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantAdminService;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether what was made for somebody stands still: it does not once they were stopped, though they
 * may act again since. The ids of what is made here are in one order with those of this server's
 * access tokens, so that what ends these ends those.
 */
@Component(service = ParticipantStatusCheck.class)
public final class ParticipantStatusCheck {

  private static final String ACCESS_TOKEN = "tok_";
  private static final Duration MOMENT = Duration.ofMinutes(1);

  private final AAuthAgentRegistryClient agents;
  private final SubjectDirectory subjects;
  private final TokenService tokens;

  @Activate
  public ParticipantStatusCheck(
      @Reference AAuthAgentRegistryClient agents,
      @Reference SubjectDirectory subjects,
      @Reference TokenService tokens) {
    this.agents = agents;
    this.subjects = subjects;
    this.tokens = tokens;
  }

  /**
   * Requires that nothing ended what was made for a resource.
   *
   * @param id of what was made
   */
  public void requireResource(AAuthParticipant resource, String id) throws InvalidTokenException {
    requireAfter(resource, id);
  }

  /**
   * Requires that the agent may act, and that nothing ended what was made for it.
   *
   * @param id of what was made
   */
  public void requireAgent(TenantContext tenant, AAuthParticipant agent, String id)
      throws InvalidTokenException {
    requireAfter(agent, id);
    requireNotEnded(tenant, subject(agent), agent, id);
  }

  /**
   * Requires that the user may act, and that nothing ended what an agent got for them.
   *
   * @param id of what was made
   */
  public void requireUser(TenantContext tenant, String userId, AAuthParticipant agent, String id)
      throws InvalidTokenException {
    requireNotEnded(tenant, new SubjectRef(SubjectRef.USER, userId), agent, id);
  }

  /** What is left of a scope by what the agent is capable of now. */
  public Set<String> retainPermittedScope(
      TenantContext tenant, AAuthParticipant agent, Set<String> scope) {
    Set<String> left = new HashSet<>(scope);
    subjects.findScopeLimit(tenant, subject(agent)).ifPresent(left::retainAll);
    return left;
  }

  private static void requireAfter(AAuthParticipant party, String id) throws InvalidTokenException {
    if (id.compareTo(party.settings().endedUpTo()) <= 0) {
      throw new InvalidTokenException(
          "its " + party.settings().kind() + " was stopped or lost a key since", false);
    }
  }

  /** The one gate and its marks decide, as of an access token that was made at the same time. */
  private void requireNotEnded(
      TenantContext tenant, SubjectRef subject, AAuthParticipant agent, String id)
      throws InvalidTokenException {
    Optional<Agent> registered = agents.find(tenant, agent.settings().agentId());
    Instant now = Instant.now();
    boolean holds =
        registered.isPresent()
            && id.startsWith(ParticipantAdminService.MADE)
            && tokens.isStillValid(
                tenant,
                new VerifiedToken(
                    ACCESS_TOKEN + id.substring(ParticipantAdminService.MADE.length()),
                    tenant.id(),
                    subject,
                    List.of(),
                    registered.get().clientId(),
                    Set.of(),
                    List.of(),
                    now,
                    now.plus(MOMENT), // how long it lives is said elsewhere
                    Optional.empty(),
                    Map.of()));
    if (!holds) {
      throw new InvalidTokenException(
          "its " + subject.type() + " may not act, or was stopped since", false);
    }
  }

  private static SubjectRef subject(AAuthParticipant agent) {
    return new SubjectRef(SubjectRef.AGENT, agent.settings().agentId());
  }
}
