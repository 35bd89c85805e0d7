/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.subject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.agents.ssf.event.SecurityEvent;
import org.lumoauth.api.directory.SubjectRef;

/**
 * The subject of an event, as one receiver knows it.
 *
 * @param name the identifier for events
 * @param others other identifiers that the receiver may have added
 */
public record ReceiverSubjectIdentifiers(SubjectIdentifier name, List<SubjectIdentifier> others) {
  public ReceiverSubjectIdentifiers {
    others = List.copyOf(others);
  }

  /**
   * Returns the {@code sub_id} of the event: a complex subject if the event is limited to a session
   * or application (SSF section 3.3).
   */
  public Map<String, Object> claim(
      SecurityEvent signal, Optional<ReceiverSubjectIdentifiers> application) {
    if (signal.session().isEmpty() && application.isEmpty()) {
      return name.claim();
    }
    Map<String, Object> complex = new LinkedHashMap<>();
    complex.put("format", "complex");
    boolean person = signal.subject().type().equals(SubjectRef.USER);
    complex.put(person ? "user" : "application", name.claim());
    application.ifPresent(known -> complex.put("application", known.name().claim()));
    signal.session().ifPresent(id -> complex.put("session", SubjectIdentifier.opaque(id).claim()));
    return complex;
  }

  /** Returns the hashes of all identifiers that the receiver may have added or removed. */
  public List<String> hashes() {
    return Stream.concat(Stream.of(name), others.stream())
        .map(SubjectIdentifier::hash)
        .distinct()
        .toList();
  }
}
