/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.AAuthAgentRegistryGateway;
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
 * Checks that tokens issued for a participant are still valid. Tokens issued before a participant
 * was disabled remain invalid after it is enabled again. Their ids share one order with the ids of
 * this server's access tokens, so that the same revocation marks apply.
 */
@Component(service = ParticipantTokenValidityChecker.class)
public final class ParticipantTokenValidityChecker {

  private static final String ACCESS_TOKEN = "tok_";
  private static final Duration MOMENT = Duration.ofMinutes(1);

  private final AAuthAgentRegistryGateway agents;
  private final SubjectDirectory subjects;
  private final TokenService tokens;

  @Activate
  public ParticipantTokenValidityChecker(
      @Reference AAuthAgentRegistryGateway agents,
      @Reference SubjectDirectory subjects,
      @Reference TokenService tokens) {
    this.agents = agents;
    this.subjects = subjects;
    this.tokens = tokens;
  }

  /**
   * Requires that no revocation mark of the resource applies.
   *
   * @param id the token id
   */
  public void requireResource(AAuthParticipant resource, String id) throws InvalidTokenException {
    requireAfter(resource, id);
  }

  /**
   * Requires that the agent may act, and that no revocation mark of the agent applies.
   *
   * @param id the token id
   */
  public void requireAgent(TenantContext tenant, AAuthParticipant agent, String id)
      throws InvalidTokenException {
    requireAfter(agent, id);
    requireNotEnded(tenant, subject(agent), agent, id);
  }

  /**
   * Requires that the user may act, and that no revocation mark of the user applies to the agent's
   * token.
   *
   * @param id the token id
   */
  public void requireUser(TenantContext tenant, String userId, AAuthParticipant agent, String id)
      throws InvalidTokenException {
    requireNotEnded(tenant, new SubjectRef(SubjectRef.USER, userId), agent, id);
  }

  /** Returns the part of the scope that the agent currently has as capabilities. */
  public Set<String> retainPermittedScope(
      TenantContext tenant, AAuthParticipant agent, Set<String> scope) {
    Set<String> left = new HashSet<>(scope);
    subjects.findScopeLimit(tenant, subject(agent)).ifPresent(left::retainAll);
    return left;
  }

  private static void requireAfter(AAuthParticipant party, String id) throws InvalidTokenException {
    if (id.compareTo(party.settings().endedUpTo()) <= 0) {
      throw new InvalidTokenException(
          "its " + party.settings().kind() + " was disabled or lost a key since", false);
    }
  }

  /**
   * Applies the same checks and revocation marks as for an access token issued at the same time.
   */
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
                    now.plus(MOMENT), // its lifetime is checked elsewhere
                    Optional.empty(),
                    Map.of()));
    if (!holds) {
      throw new InvalidTokenException(
          "its " + subject.type() + " is disabled, or was disabled since", false);
    }
  }

  private static SubjectRef subject(AAuthParticipant agent) {
    return new SubjectRef(SubjectRef.AGENT, agent.settings().agentId());
  }
}
