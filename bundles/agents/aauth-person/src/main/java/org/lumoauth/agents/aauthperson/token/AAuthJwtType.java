/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.token;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * The token types (AAuth draft, sections Agent Token, Person Token, Resource Token, Auth Token).
 */
public enum AAuthJwtType {
  /** Binds an agent to its signing key. */
  AGENT("aa-agent+jwt", Set.of("aauth-agent.json"), Duration.ofHours(24)),
  /** Identifies the person that an agent acts for to one resource; grants no access. */
  PERSON("aa-person+jwt", Set.of("aauth-person.json"), Duration.ofHours(1)),
  /** States the access that a resource requires an agent to request. */
  RESOURCE("aa-resource+jwt", Set.of("aauth-resource.json"), Duration.ofMinutes(5)),
  /** Grants an agent access to a resource. */
  AUTH("aa-auth+jwt", Set.of("aauth-person.json", "aauth-access.json"), Duration.ofHours(1));

  private final String type;
  private final Set<String> documents;
  private final Duration lifetime;

  AAuthJwtType(String type, Set<String> documents, Duration lifetime) {
    this.type = type;
    this.documents = documents;
    this.lifetime = lifetime;
  }

  /** Returns the {@code typ} header value. */
  public String type() {
    return type;
  }

  /** Returns the kind in stored records, such as {@code person}. */
  public String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  Set<String> documents() {
    return documents;
  }

  Duration lifetime() {
    return lifetime;
  }
}
