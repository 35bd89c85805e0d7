package org.lumoauth.agents.aauthperson.token;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** The kinds of tokens (sections Agent Token, Person Token, Resource Token, Auth Token). */
public enum AAuthJwtType {
  /** Which key an agent signs with. */
  AGENT("aa-agent+jwt", Set.of("aauth-agent.json"), Duration.ofHours(24)),
  /** Whom an agent acts for, told to one resource; permits nothing. */
  PERSON("aa-person+jwt", Set.of("aauth-person.json"), Duration.ofHours(1)),
  /** What a resource wants an agent to ask for. */
  RESOURCE("aa-resource+jwt", Set.of("aauth-resource.json"), Duration.ofMinutes(5)),
  /** What an agent may do at a resource. */
  AUTH("aa-auth+jwt", Set.of("aauth-person.json", "aauth-access.json"), Duration.ofHours(1));

  private final String type;
  private final Set<String> documents;
  private final Duration lifetime;

  AAuthJwtType(String type, Set<String> documents, Duration lifetime) {
    this.type = type;
    this.documents = documents;
    this.lifetime = lifetime;
  }

  /** The header's {@code typ}. */
  public String type() {
    return type;
  }

  /** What it is called where it is remembered, as {@code person}. */
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
