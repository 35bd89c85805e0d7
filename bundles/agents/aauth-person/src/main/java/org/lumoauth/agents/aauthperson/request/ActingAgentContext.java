package org.lumoauth.agents.aauthperson.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.store.ActorPath;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;

/**
 * Who asks, and who acts.
 *
 * @param signer the agent that signed
 * @param bearer the agent that gets the token: the signer, or a sub-agent of its
 * @param received what the signer had received; empty if it acts of its own accord
 * @param since when it began, before anything was looked at: what is taken back from then on ends
 *     what it gets
 */
public record ActingAgentContext(
    AgentCaller signer, AgentCaller bearer, Optional<UpstreamToken> received, Instant since) {

  /** An agent that acts for itself. */
  public static ActingAgentContext ofAgent(AgentCaller agent) {
    return new ActingAgentContext(agent, agent, Optional.empty(), Instant.now());
  }

  /** The agent that the person knows: the one that began. */
  public String agent() {
    return received.map(UpstreamToken::first).map(TokenOrigin::agent).orElse(signer.id());
  }

  /** Who vouches for that agent. */
  public String provider() {
    return received.map(UpstreamToken::first).map(TokenOrigin::provider).orElse(signer.provider());
  }

  /** Under whom a person lets it act: the agent, and each resource that hands on. */
  public ActorPath actor() {
    return received
        .map(of -> actor(List.of(signer.provider()), of.line()))
        .orElse(ActorPath.ofAgent(signer.id()));
  }

  /** Under whom a token was given, by its line. */
  static ActorPath actorOfChain(List<IssuedTokenRecord> line) {
    return actor(List.of(), line);
  }

  /** Everybody but the first is a resource that is its own provider. */
  private static ActorPath actor(List<String> latest, List<IssuedTokenRecord> line) {
    List<String> via = new ArrayList<>(latest);
    line.subList(0, line.size() - 1).forEach(each -> via.add(each.origin().provider()));
    Collections.reverse(via);
    return new ActorPath(line.get(line.size() - 1).origin().agent(), String.join(" > ", via));
  }

  /** Agents that acted before, the latest first; without the signer. */
  public List<String> previousAgents() {
    return received.stream()
        .flatMap(of -> of.line().stream())
        .map(each -> each.origin().agent())
        .collect(Collectors.toList());
  }

  /** Ends that nothing which it gets may outlive, in seconds since 1970. */
  public List<Long> expiryLimits() {
    return Stream.concat(
            Stream.of(signer.expiresAt(), bearer.expiresAt()),
            received.stream().map(of -> of.token().expiresAt()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /**
   * Where a token comes from that it gets.
   *
   * @param presented the key of the token that was shown for it, or empty
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
