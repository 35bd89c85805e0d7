/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.store.ConsentActorChain;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;

/**
 * The caller and the acting agents.
 *
 * @param signer the agent that signed
 * @param bearer the agent that gets the token: the signer or its sub-agent
 * @param received the signer's upstream token; empty if it acts on its own behalf
 * @param since when the request began, before any verification: revocations from then on also
 *     revoke its tokens
 */
public record AgentCallContext(
    AgentCaller signer, AgentCaller bearer, Optional<UpstreamToken> received, Instant since) {

  /** Creates the context of an agent that acts for itself. */
  public static AgentCallContext ofAgent(AgentCaller agent) {
    return new AgentCallContext(agent, agent, Optional.empty(), Instant.now());
  }

  /** Returns the agent that the person knows: the first agent of the call chain. */
  public String agent() {
    return received.map(UpstreamToken::first).map(TokenOrigin::agent).orElse(signer.id());
  }

  /** Returns the provider of that agent. */
  public String provider() {
    return received.map(UpstreamToken::first).map(TokenOrigin::provider).orElse(signer.provider());
  }

  /**
   * Returns the actor path that consents apply to: the agent, and each resource of the call chain.
   */
  public ConsentActorChain actor() {
    return received
        .map(of -> actor(List.of(signer.provider()), of.line()))
        .orElse(ConsentActorChain.ofAgent(signer.id()));
  }

  /** Returns the actor path of an issued token, from its chain of records. */
  static ConsentActorChain actorOfChain(List<IssuedTokenRecord> line) {
    return actor(List.of(), line);
  }

  /** Every actor except the first is a resource that is its own agent provider. */
  private static ConsentActorChain actor(List<String> latest, List<IssuedTokenRecord> line) {
    List<String> via = new ArrayList<>(latest);
    line.subList(0, line.size() - 1).forEach(each -> via.add(each.origin().provider()));
    Collections.reverse(via);
    return new ConsentActorChain(
        line.get(line.size() - 1).origin().agent(), String.join(" > ", via));
  }

  /** Returns the previous agents, latest first, without the signer. */
  public List<String> previousAgents() {
    return received.stream()
        .flatMap(of -> of.line().stream())
        .map(each -> each.origin().agent())
        .collect(Collectors.toList());
  }

  /** Returns the times that no issued token may outlive, in seconds since 1970. */
  public List<Long> expiryLimits() {
    return Stream.concat(
            Stream.of(signer.expiresAt(), bearer.expiresAt()),
            received.stream().map(of -> of.token().expiresAt()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /**
   * Returns the origin of a token to be issued.
   *
   * @param presented the key of the presented token; may be empty
   */
  public TokenOrigin origin(String user, String presented) {
    return new TokenOrigin(
        signer.provider(),
        signer.id(),
        bearer.id().equals(signer.id()) ? "" : bearer.id(),
        user,
        presented,
        received.map(of -> of.line().get(0).key()).orElse(""),
        received.map(of -> of.depth() + 1).orElse(0));
  }
}
