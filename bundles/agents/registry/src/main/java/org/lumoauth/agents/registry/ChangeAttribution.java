package org.lumoauth.agents.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.HttpExchange;

/**
 * Whom an audit record names for a change.
 *
 * @param actor who did it
 * @param onBehalfOf for whom, outermost principal last
 * @param request by which request
 * @param credentialId by which credential, where it is known
 */
record ChangeAttribution(
    SubjectRef actor,
    List<SubjectRef> onBehalfOf,
    Optional<RequestInfo> request,
    Optional<String> credentialId) {

  /** The server's console: nobody's request. */
  static final ChangeAttribution CONSOLE =
      new ChangeAttribution(
          new SubjectRef(SubjectRef.OPERATOR, "operator"), List.of(), Optional.empty());

  ChangeAttribution(SubjectRef actor, List<SubjectRef> onBehalfOf, Optional<RequestInfo> request) {
    this(actor, onBehalfOf, request, Optional.empty());
  }

  /** All of them. */
  Stream<SubjectRef> parties() {
    return Stream.concat(Stream.of(actor), onBehalfOf.stream());
  }

  /** The ids of the people among them; an administrator's key is none. */
  List<String> users() {
    return parties()
        .filter(party -> party.type().equals(SubjectRef.USER))
        .map(SubjectRef::id)
        .distinct()
        .toList();
  }

  /** An agent that does something for itself. */
  static ChangeAttribution itself(StoredAgent agent) {
    return new ChangeAttribution(agent.subject(), List.of(), Optional.empty());
  }

  /** Whoever the platform names. */
  static ChangeAttribution of(AuditInitiator by) {
    return new ChangeAttribution(by.actor(), by.onBehalfOf(), by.request(), by.credentialId());
  }

  static ChangeAttribution of(HttpExchange exchange) {
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
