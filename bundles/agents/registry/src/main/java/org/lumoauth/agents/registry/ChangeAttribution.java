/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.HttpExchange;

/**
 * The parties and the request to which an audit record attributes a change.
 *
 * @param actor the subject that made the change
 * @param onBehalfOf the subjects it acted for, outermost principal last
 * @param request the request, if there was one
 * @param credentialId the credential, if known
 */
public record ChangeAttribution(
    SubjectRef actor,
    List<SubjectRef> onBehalfOf,
    Optional<RequestInfo> request,
    Optional<String> credentialId) {

  /** The server's console, which has no request. */
  public static final ChangeAttribution CONSOLE =
      new ChangeAttribution(
          new SubjectRef(SubjectRef.OPERATOR, "operator"), List.of(), Optional.empty());

  public ChangeAttribution(
      SubjectRef actor, List<SubjectRef> onBehalfOf, Optional<RequestInfo> request) {
    this(actor, onBehalfOf, request, Optional.empty());
  }

  /** Creates the event of a successful action of these parties. */
  public AuditEvent auditEvent(String action, String message) {
    return new AuditInitiator(actor, onBehalfOf, request, credentialId).auditEvent(action, message);
  }

  /** Returns the actor and all subjects it acted for. */
  public Stream<SubjectRef> parties() {
    return Stream.concat(Stream.of(actor), onBehalfOf.stream());
  }

  /** Returns the ids of the users among the parties; an administrator's API key is not a user. */
  public List<String> users() {
    return parties()
        .filter(party -> party.type().equals(SubjectRef.USER))
        .map(SubjectRef::id)
        .distinct()
        .toList();
  }

  /** Attributes a change to an agent that acts for itself. */
  public static ChangeAttribution itself(StoredAgent agent) {
    return new ChangeAttribution(agent.subject(), List.of(), Optional.empty());
  }

  /** Attributes a change to the platform's initiator. */
  public static ChangeAttribution of(AuditInitiator by) {
    return new ChangeAttribution(by.actor(), by.onBehalfOf(), by.request(), by.credentialId());
  }

  public static ChangeAttribution of(HttpExchange exchange) {
    var chain = chain(exchange.caller());
    return new ChangeAttribution(
        chain.get(0),
        chain.subList(1, chain.size()),
        Optional.of(exchange.requestInfo()),
        Optional.of(exchange.caller().credentialId()));
  }

  private static List<SubjectRef> chain(Caller caller) {
    var chain = new ArrayList<>(caller.actors());
    chain.add(caller.subject());
    return chain;
  }
}
