/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import static org.lumoauth.platform.tokens.TokenServiceFixture.ACME;
import static org.lumoauth.platform.tokens.TokenServiceFixture.AGENT;
import static org.lumoauth.platform.tokens.TokenServiceFixture.ISSUER;
import static org.lumoauth.platform.tokens.TokenServiceFixture.USER;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.persistence.PersistenceUnit;

/**
 * A disabled tenant, client, subject, actor or issuer gets nothing, in whatever combination; and
 * nobody is asked for who takes no part.
 */
class TokenGatePropertyTest {

  /** In the order in which they are asked for, each with the error that it makes. */
  enum Part {
    TENANT("invalid_client"),
    CLIENT("invalid_client"),
    SUBJECT("invalid_grant"),
    ACTOR("access_denied"),
    ISSUER("invalid_grant");

    private final String code;

    Part(String code) {
      this.code = code;
    }
  }

  /**
   * What is asked for.
   *
   * @param acted whether the agent acts for the user
   * @param vouched whether an issuer outside said so
   */
  record Shape(boolean acted, boolean vouched) {

    /** Those of them without whom there is nothing. */
    Set<Part> needed(Set<Part> disabled) {
      Set<Part> needed = EnumSet.noneOf(Part.class);
      needed.addAll(disabled);
      if (!acted) {
        needed.remove(Part.ACTOR);
      }
      if (!vouched) {
        needed.remove(Part.ISSUER);
      }
      return needed;
    }

    AccessTokenIssuanceRequest request() {
      return TokenServiceFixture.request(
          USER,
          acted ? List.of(AGENT) : List.of(),
          List.of(),
          vouched ? Map.of("issuer_ids", List.of(ISSUER.id())) : Map.of());
    }
  }

  @Property(seed = "1")
  boolean issuesExactlyWhenEverybodyIsEnabled(
      @ForAll Set<Part> disabled, @ForAll boolean acted, @ForAll boolean vouched) {
    var shape = new Shape(acted, vouched);
    var missed = shape.needed(disabled);
    var world = new TokenServiceFixture(new EmptyUnit());
    disabled.forEach(part -> disable(world, part));
    try {
      world.tokens.issue(ACME, shape.request());
      return missed.isEmpty();
    } catch (OAuthException refusal) {
      return refusal.code().equals(firstOf(missed).code);
    }
  }

  @Property(seed = "1")
  boolean verifiesExactlyWhileEverybodyIsEnabled(
      @ForAll Set<Part> disabled, @ForAll boolean acted, @ForAll boolean vouched)
      throws InvalidTokenException {
    var shape = new Shape(acted, vouched);
    var missed = shape.needed(disabled);
    var world = new TokenServiceFixture(new EmptyUnit());
    var jwt = world.tokens.issue(ACME, shape.request()).value();
    world.tokens.verify(ACME, jwt); // now it is in memory
    disabled.forEach(part -> disable(world, part));
    try {
      world.tokens.verify(ACME, jwt);
      return missed.isEmpty();
    } catch (InvalidTokenException refusal) {
      return refusal.getMessage().equals("not enabled: " + firstOf(missed));
    }
  }

  /** Nobody who is asked for later hides who is asked for first. */
  private static Part firstOf(Set<Part> disabled) {
    return Collections.min(disabled);
  }

  private static void disable(TokenServiceFixture world, Part part) {
    switch (part) {
      case TENANT -> world.tenants.without(ACME);
      case CLIENT -> world.clients.with(ACME, aClient().disabled().build());
      case SUBJECT -> world.subjects.disabled(ACME, USER);
      case ACTOR -> world.subjects.disabled(ACME, AGENT);
      case ISSUER -> world.subjects.disabled(ACME, ISSUER);
    }
  }

  /** A store with nothing in it. */
  private static final class EmptyUnit implements PersistenceUnit {
    @Override
    public <T> T read(java.util.function.Function<javax.persistence.EntityManager, T> work) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> T write(java.util.function.Function<javax.persistence.EntityManager, T> work) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void announce(OutboxEvents announcement) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> T jdbc(SqlFunction<T> work) {
      return null;
    }

    @Override
    public <T> T autoCommit(SqlFunction<T> work) {
      return null;
    }

    @Override
    public int groupCommit(String sql, Object... values) {
      return 0;
    }

    @Override
    public void close() {}
  }
}
